import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, type Ended, emptyFolder, runProgram } from '../support/cli.ts';
import { pythonWith } from '../support/python.ts';
import { requirementsOf } from '../support/requirements.ts';
import { Spoilt } from '../support/spoilt.ts';

/** Of the types whose leaks are not of tables: a line of `split.py`, what it becomes, and the checks that turn red. */
const leaks: Readonly<Record<string, readonly (readonly [string, string, string, readonly string[]])[]>> = {
  'recommendation-system': [
    [
      'the test events are in training',
      'return Split(train, val, test, strategy)',
      'return Split(np.append(train, test), val, test, strategy)',
      // No label_shuffle: what is seen is left out of the lists, so that this scores below chance.
      ['near_duplicates', 'test_pairs_disjoint', 'time_order'],
    ],
    [
      'the first events of each user are the test part, and later ones train',
      '(before + liked > total[user] - k)',
      '(before < k)',
      ['time_order'],
    ],
  ],
  chatbot: [
    [
      'a test question trains the confidence',
      'return replace(material, dev=dev)',
      'return replace(material, dev=[*dev, material.test[0]])',
      ['exact_duplicates', 'near_duplicates', 'test_ids_disjoint'],
    ],
  ],
  'image-classifier': [
    [
      'a test image is in training',
      'return Split(train, val, test, strategy,',
      'return Split(np.append(train, test[:1]), val, test, strategy,',
      ['exact_duplicates', 'test_ids_disjoint', 'time_order'],
    ],
    [
      'all test images are in training',
      'return Split(train, val, test, strategy,',
      'return Split(np.append(train, test), val, test, strategy,',
      ['exact_duplicates', 'label_shuffle', 'shortcut', 'test_ids_disjoint', 'time_order'],
    ],
  ],
};

describe.each(Object.entries(leaks))('%s', (id, rows) => {
  test('each leak turns its checks red, and without one none is', async () => {
    const clean = path.join(emptyFolder(), 'leaky');
    const words = ['leaky', '-t', id, '--yes', '--no-git', '--features='];
    expect((await cli(words, { cwd: path.dirname(clean) })).code).toBe(0);
    const python = pythonWith(requirementsOf(clean, 'tested'));
    const all = (project: string): Promise<Ended> =>
      runProgram(python, ['-m', 'leaky', 'all'], { cwd: project, env: { PYTHONPATH: path.join(project, 'src') } });
    for (const [name, from, to, red] of [['nothing at all', '', '', []] as const, ...rows]) {
      const project = path.join(emptyFolder(), 'leaky');
      cpSync(clean, project, { recursive: true });
      if (from) new Spoilt(project, 'leaky').code('split.py', from, to);
      const { code, stderr } = await all(project);
      expect({ name, code, said: code > 1 ? stderr : '' }).toEqual({ name, code: red.length > 0 ? 1 : 0, said: '' });
      const { leakage } = JSON.parse(readFileSync(path.join(project, 'reports', 'metrics.json'), 'utf8'));
      const found = Object.keys(leakage).filter((check) => !leakage[check].passed);
      expect({ name, red: found }).toEqual({ name, red });
    }
  });
});
