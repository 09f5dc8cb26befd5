import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveAnswers } from '../../src/answers/resolve.ts';
import { general } from '../../src/command-line/flags.ts';
import { parseOptions, questionsOf, templateNamed } from '../../src/command-line/options.ts';
import { commands } from '../../src/commands/index.ts';
import { candidates } from '../../src/completion/candidates.ts';
import type { Known } from '../../src/completion/line.ts';
import { scripts } from '../../src/completion/scripts.ts';
import type { Manifest } from '../../src/types.ts';
import { manifest, manifests, select } from '../support/manifests.ts';

const known = (ours: readonly Manifest[] = manifests, others: Partial<Known> = {}): Known => ({
  ...{ ours, all: ours, added: [] },
  ...others,
});
const offered = (typed: readonly string[], word: string, from = known()): readonly string[] => {
  const { words, paths } = candidates(typed, word, commands, from);
  return [...words.map(({ value }) => value), ...(paths ? [`:${paths}`] : [])];
};

describe('what is offered', () => {
  test.each<[string[], string, string[]]>([
    [[], '', ['list', 'profile', 'template', 'completion', ':folders']],
    [[], 'li', ['list', ':folders']],
    [['-y'], 'li', [':folders']],
    [['--json'], '', ['list', 'profile', 'template', 'completion', ':folders']],
    [['completion'], '', ['bash', 'zsh', 'fish', 'powershell']],
    [['template'], 'pre', ['preview']],
    [['list'], 'ta', ['tables', ':folders']],
    [['help'], '', ['list', 'profile', 'template', 'completion', 'options', 'tables', 'pictures']],
    [['help', 'template'], 'pre', ['preview']],
    [['help', 'list'], '', []],
    [['template', '--against=x'], '', ['preview']],
    [['template', 'check'], '', [':folders']],
    [['template', 'check'], '--ru', ['--run']],
    [['template', 'new'], '--ru', []],
    [['template', 'new', 'x', '--from'], '', ['minimal', 'tables', 'pictures']],
    [['template', 'preview'], '', ['tables', 'pictures', ':folders']],
    [['template', 'preview'], 'ta', ['tables', ':folders']],
    [['template', 'preview', './x'], '--ag', ['--against']],
    [['template', 'preview', '--against'], '', [':folders']],
    [['template', 'preview', 'tables'], '--gp', []],
    [['template', 'preview', 'pictures'], '--gp', ['--gpu']],
    [['template', 'add'], '', [':folders']],
    [['list'], '--js', ['--json']],
    [['list', 'x', 'y'], '--', ['--help']],
    [['template'], '--', ['--help']],
    [['x'], '--dr', ['--dry-run']],
    [['x', '--dry-run'], '--dr', []],
    [['x', '--set', 'gpu=true'], '--se', ['--set']],
    [['-t'], '', ['tables', 'pictures', ':folders']],
    [['-ttables', '--dataset'], '', ['wine', 'wheat']],
    [[], '--template=pi', ['--template=pictures', ':folders']],
    [['-t', 'tables', '--dataset'], 'wi', ['wine']],
    [['-t', 'pictures', '--dataset'], 'wi', []],
    [['--template=pictures', '--dataset'], '', ['cats', 'digits']],
    [['--dataset'], '', ['wine', 'wheat', 'cats', 'digits']],
    [['--gpu', 'true', '--dataset'], '', ['cats', 'digits']],
    [[], '--dataset=ca', ['--dataset=cats']],
    [['-t', 'pictures', '--gpu'], '', ['true', 'false']],
    [['-t', 'pictures'], '--wi', []],
    [['-t', 'tables', '--with'], 'demo,', ['demo,docs']],
    [['-t', 'tables'], '--features=docs,d', ['--features=docs,demo']],
    [['--set'], 'dataset=wh', ['dataset=wheat']],
    [['--set'], 'gpu=', ['gpu=true', 'gpu=false']],
    [['--set'], 'tit', ['title=']],
    [['--dataset', 'wine', '--set'], 'da', []],
    [['--set', 'dataset=wine'], '--datas', []],
    [['--answers'], '', [':files']],
    [['--python'], 'py', [':programs']],
    [['list', '--python'], 'py', []],
    [['--licence'], 'Ap', ['Apache-2.0']],
    [['--license'], 'Ap', ['Apache-2.0']],
    [['--license', 'MIT'], '--lic', []],
    [['-y'], '--ye', ['--year']],
    [['--nonsense'], 'li', ['list', ':folders']],
    [['x', '-t', './elsewhere'], '--gp', []],
    [['--'], '--dr', [':folders']],
    [['--', 'x'], '--dr', []],
  ])('after %j, of %j', (typed, word, expected) => {
    expect(offered(typed, word)).toEqual(expected);
  });

  test('what was added, where it is to be removed: the ids of those in question, and no action', () => {
    const added = [
      { id: 'mine', origin: 'user' },
      { id: 'ours', origin: 'project' },
    ] as const;
    expect(offered(['template', 'remove'], '', known(manifests, { added }))).toEqual(['mine']);
    expect(offered(['template', 'remove', '--project'], '', known(manifests, { added }))).toEqual(['ours']);
  });

  test('of what was added, questions only where it is named', () => {
    const all = [...manifests, manifest('mine', select('colour', 'red', 'blue'))];
    expect(offered(['x'], '--colo', known(manifests, { all }))).toEqual([]);
    expect(offered(['x', '-t', 'mine'], '--colo', known(manifests, { all }))).toEqual(['--colour']);
    const elsewhere = manifest('other', select('shade', 'light'));
    expect(offered(['x', '-t', './other', '--shade'], '', known(manifests, { elsewhere }))).toEqual(['light']);
  });

  test('what an answer has closed is not', () => {
    const dataset = select('dataset', 'wine', 'cats');
    const closing = manifest(
      'closing',
      dataset,
      { ...select('size', 'big', 'small'), when: { dataset: 'cats' } },
      { ...select('model', 'tree', 'net'), choices: [{ value: 'net', label: 'Net', when: { dataset: 'cats' } }] },
    );
    expect(offered(['x'], '--si', known([closing]))).toEqual(['--size']);
    expect(offered(['x', '--dataset', 'wine'], '--si', known([closing]))).toEqual([]);
    expect(offered(['x', '--dataset', 'wine', '--model'], '', known([closing]))).toEqual([]);
    expect(offered(['x', '--set', 'dataset=cats', '--model'], '', known([closing]))).toEqual(['net']);
  });

  test.each(commands.map((command) => [command.words.join(' '), command] as const))(
    'every flag that "%s" takes, and none of another command',
    (_, { words, takes, flags: own = [] }) => {
      if (takes === '<action>') return;
      const typed = [...words, ...(takes ? ['x'] : [])];
      const features = manifest('tables', { ...select('features', 'demo'), kind: 'multiselect', default: [] });
      const given = new Set(offered(words[1] === 'preview' ? [...words, 'tables'] : typed, '--', known([features])));
      for (const { name } of [...general, ...own]) expect(given).toContain(`--${name}`);
      const others = commands.flatMap((command) => command.flags ?? []).filter((flag) => !own.includes(flag));
      for (const { name } of others)
        expect(own.some((flag) => flag.name === name) || !given.has(`--${name}`)).toBe(true);
    },
  );

  /** A value that a flag takes: the first that is offered for it, else a word. */
  const valueFor = (typed: readonly string[], name: string, from: Known): string =>
    offered([...typed, name], '', from).find((one) => !one.startsWith(':')) ?? (name === '--year' ? '2026' : 'x');

  const switches = new Set([...general, ...commands.flatMap((one) => one.flags ?? [])].filter(({ takes }) => !takes));
  const isSwitch = (name: string): boolean => [...switches].some((flag) => `--${flag.name}` === name);

  test('no flag is offered that would be refused, one after another, until none is left', () => {
    const begins = [['x'], ['x', '-t', 'tables'], ['x', '-t', 'pictures'], ['list'], ['completion', 'bash']].concat(
      ['new x', 'check x', 'preview tables', 'add x', 'remove x', 'list'].map((one) => `template ${one}`.split(' ')),
    );
    const all = known();
    fc.assert(
      fc.property(fc.constantFrom(...begins), fc.infiniteStream(fc.nat()), (begin, chance) => {
        let typed: readonly string[] = begin;
        for (let turn = 0; turn < 40; turn += 1) {
          // The last ends everything, and the list of features can be given twice.
          const flags = offered(typed, '--', all).filter((one) => !/^--(help|version|set|with|without)$/.test(one));
          const flag = flags[(chance.next().value ?? 0) % flags.length];
          if (!flag) break;
          typed = [...typed, flag, ...(isSwitch(flag) ? [] : [valueFor(typed, flag, all)])];
          const name = templateNamed(typed, commands);
          const named = name === undefined ? manifests : manifests.filter(({ id }) => id === name);
          const asked = parseOptions(typed, questionsOf(named), commands);
          expect(asked.kind).toBe('run');
          if (asked.kind !== 'run') return;
          const fits = named.some((one) => {
            try {
              return resolveAnswers(questionsOf([one]), asked.options.given, () => false);
            } catch {
              return false;
            }
          });
          expect({ typed, fits }).toEqual({ typed, fits: true });
        }
      }),
    );
  });

  test('no template, nothing of templates', () => {
    expect(offered(['--template'], '', known([]))).toEqual([':folders']);
    expect(offered(['x'], '--datas', known([]))).toEqual([]);
  });

  test('a choice is offered as it is called', () => {
    expect(offered(['--odd'], '', known([manifest('odd', select('odd', 'a b', "it's", '$x'))]))).toEqual([
      'a b',
      "it's",
      '$x',
    ]);
  });
});

// No PowerShell comes from npm, PyPI or Debian; what can be seen without one is that its brackets close.
test('powershell, not run: brackets close, outside of quoted text', () => {
  const bare = scripts.powershell.replace(/'(?:[^']|'')*'|"[^"]*"/g, '');
  const open: string[] = [];
  for (const [one] of bare.matchAll(/[[\](){}]/g))
    if ('([{'.includes(one)) open.push(one);
    else expect(`${open.pop()}${one}`).toMatch(/^(\(\)|\[\]|\{\})$/);
  expect(open).toEqual([]);
});
