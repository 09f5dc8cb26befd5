import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { cli, type Ended, emptyFolder, runProgram } from '../support/cli.ts';
import { pythonWith } from '../support/python.ts';
import { requirementsOf } from '../support/requirements.ts';
import { type Row, Spoilt } from '../support/spoilt.ts';

const field = 'kind = "number", role = "feature", known_at_prediction = true';
const parted = 'return Split(train, val, test, strategy,';
/** Something between -1 and 1 that looks like chance and is the same in every run. */
const noise = (index: number): number => (Math.sin(index * 12.9898) * 43758.5453) % 1;
const days = (index: number): string => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);

/** Leaves in training what crosses, and draws single rows. */
const unitsForgotten = (project: Spoilt): void => {
  project.code('split.py', 'rows = rows[~found[why]]', 'pass');
  project.code(
    'units.py',
    'np.arange(len(table.y)) if few_levels(table) else table.contents',
    'np.arange(len(table.y))',
  );
};
const withTime = (project: Spoilt): void =>
  project.column('measured_on', 'kind = "date", role = "time"', (_, index) => days(index));
const withGroups = (project: Spoilt): void =>
  project.column('person', 'kind = "text", role = "group"', (_, index) => `p${Math.floor(index / 4)}`);

/** Each leak, how it gets into the project, and the checks that turn red: these and no others. */
const leaks: readonly (readonly [string, (project: Spoilt) => void, readonly string[]])[] = [
  [
    'a test row is in training',
    (project) => project.code('split.py', parted, parted.replace('train', 'np.append(train, test[:1])')),
    ['exact_duplicates', 'test_ids_disjoint'],
  ],
  [
    'preprocessing and model are fitted on the test rows as well',
    (project) => project.code('split.py', parted, parted.replace('train', 'np.append(train, test)')),
    ['exact_duplicates', 'label_shuffle', 'test_ids_disjoint'],
  ],
  [
    'a copy of a test row is in training',
    (project) => {
      unitsForgotten(project);
      project.data((rows) => [...rows, ...rows.slice(0, rows.length / 4)]);
    },
    ['exact_duplicates'],
  ],
  [
    'a field is only known after the outcome',
    (project) => project.column('bill', field.replace('true', 'false'), (row, i) => project.target(row) + 9 * noise(i)),
    ['known_at_prediction'],
  ],
  [
    'a field is a copy of the target',
    (project) => project.column('code', field, (row) => 3 - 2 * project.target(row)),
    ['linear_reconstruction', 'single_field'],
  ],
  [
    'a category is named after the outcome',
    (project) => {
      const name = (row: Row): string => `outcome ${project.target(row)}`;
      const levels = JSON.stringify([...new Set(project.rows.map(name))]);
      project.column(
        'place',
        `kind = "category", levels = ${levels}, role = "feature", known_at_prediction = true`,
        name,
      );
    },
    ['single_field'],
  ],
  [
    'two fields add up to the target',
    (project) => {
      project.column('part', field, (_, i) => (300 * noise(i)).toFixed(6));
      project.column('rest', field, (row) => (project.target(row) - Number(row.part)).toFixed(6));
    },
    ['linear_reconstruction'],
  ],
  [
    'the test part is the past',
    (project) => {
      withTime(project);
      project.code('split.py', 'rows = rows[~found[why]]', 'pass');
      project.code(
        'split.py',
        'chosen = table.roles["time"][rows] >= cut(table.roles["time"][rows], share)',
        'chosen = table.roles["time"][rows] < cut(table.roles["time"][rows], 1 - share)',
      );
    },
    ['time_order'],
  ],
  [
    'a group is on both sides',
    (project) => {
      withGroups(project);
      project.code('split.py', 'rows = rows[~found[why]]', 'pass');
      project.code('units.py', 'table.roles.get("group", equal)', 'equal');
    },
    ['groups_disjoint'],
  ],
];
const harmless: typeof leaks = [
  ['nothing at all', () => {}, []],
  ['a date for every row', withTime, []],
  ['a group for every four rows', withGroups, []],
  ['every row twice', (project) => project.data((rows) => [...rows, ...rows]), []],
  [
    'a quarter of the rows twice',
    (project) => project.data((rows) => [...rows, ...rows.slice(0, rows.length / 4)]),
    [],
  ],
  [
    'a panel',
    (project) => {
      withTime(project);
      withGroups(project);
    },
    [],
  ],
  ['a field of noise', (project) => project.column('noise', field, (_, i) => noise(i)), []],
];

describe.each(['breast-cancer', 'diabetes'])('%s', (dataset) => {
  const clean = path.join(emptyFolder(), 'leaky');
  let python = '';
  const all = (project: string): Promise<Ended> =>
    runProgram(python, ['-m', 'leaky', 'all'], { cwd: project, env: { PYTHONPATH: path.join(project, 'src') } });

  beforeAll(async () => {
    const words = ['leaky', '-t', 'predictive-model', '--dataset', dataset, '--yes', '--no-git', '--features='];
    expect((await cli(words, { cwd: path.dirname(clean) })).code).toBe(0);
    python = pythonWith(requirementsOf(clean, 'tested'));
    const env = { PYTHONPATH: path.join(clean, 'src') };
    expect((await runProgram(python, ['-m', 'leaky', 'data'], { cwd: clean, env })).code).toBe(0);
  });

  /** Which leak checks are red, and how the run ended, once the project was spoilt. */
  async function found(spoil: (project: Spoilt) => void): Promise<{ red: string[]; code: number; said: string }> {
    const folder = path.join(emptyFolder(), 'leaky');
    cpSync(clean, folder, { recursive: true });
    spoil(new Spoilt(folder, 'leaky'));
    const { code, stderr } = await all(folder);
    if (code > 1) return { red: [], code, said: stderr };
    const { leakage, gates } = JSON.parse(readFileSync(path.join(folder, 'reports', 'metrics.json'), 'utf8'));
    const red = Object.keys(leakage).filter((name) => !leakage[name].passed && !leakage[name].warns);
    expect(gates.no_leak).toMatchObject({ observed: red.length, passed: red.length === 0 });
    return { red, code, said: stderr };
  }

  describe.concurrent('a leak turns its check red, and the run ends with 1', () => {
    test.each(leaks)('%s', async (_, spoil, red) => {
      expect(await found(spoil)).toEqual({ red, code: 1, said: '' });
    });
  });

  describe.concurrent('what is no leak turns none red', () => {
    test.each(harmless)('%s', async (_, spoil) => {
      expect(await found(spoil)).toMatchObject({ red: [], said: '' });
    });
  });
});
