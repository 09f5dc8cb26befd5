import { describe, expect, test } from 'vitest';
import { general } from '../../src/command-line/flags.ts';
import { commands } from '../../src/commands/index.ts';
import { candidates } from '../../src/completion/candidates.ts';
import { scripts } from '../../src/completion/scripts.ts';
import { manifest, manifests, select } from '../support/manifests.ts';

const offered = (typed: readonly string[], word: string, from = manifests): readonly string[] => {
  const { words, paths } = candidates(typed, word, commands, from);
  return [...words.map(({ value }) => value), ...(paths ? [`:${paths}`] : [])];
};

describe('what is offered', () => {
  test.each<[string[], string, string[]]>([
    [[], '', ['list', 'template', 'completion', ':folders']],
    [[], 'li', ['list', ':folders']],
    [['completion'], '', ['bash', 'zsh', 'fish', 'powershell']],
    [['template'], 'pre', ['preview']],
    [['template', 'check'], '', [':folders']],
    [['template', 'check'], '--ru', ['--run']],
    [['template', 'new'], '--ru', []],
    [['template', 'preview', './x'], '--ag', ['--against']],
    [['template', 'preview', '--against'], '', [':folders']],
    [['list'], '--js', ['--json']],
    [['x'], '--dr', ['--dry-run']],
    [['x', '--dry-run'], '--dr', []],
    [['x', '--set', 'gpu=true'], '--se', ['--set']],
    [['-t'], '', ['tables', 'pictures', ':folders']],
    [[], '--template=pi', ['--template=pictures', ':folders']],
    [['-t', 'tables', '--dataset'], 'wi', ['wine']],
    [['-t', 'pictures', '--dataset'], 'wi', []],
    [['--template=pictures', '--dataset'], '', ['cats', 'digits']],
    [['--dataset'], '', ['wine', 'wheat', 'cats', 'digits']],
    [[], '--dataset=ca', ['--dataset=cats']],
    [['-t', 'pictures', '--gpu'], '', ['true', 'false']],
    [['-t', 'tables', '--with'], 'demo,', ['demo,docs']],
    [['-t', 'tables'], '--features=docs,d', ['--features=docs,demo']],
    [['--set'], 'dataset=wh', ['dataset=wheat']],
    [['--set'], 'tit', ['title=']],
    [['--answers'], '', [':files']],
    [['--python'], 'py', [':programs']],
    [['--licence'], 'Ap', ['Apache-2.0']],
    [['-y'], '--ye', ['--year']],
    [['--nonsense'], 'li', ['list', ':folders']],
  ])('after %j, of %j', (typed, word, expected) => {
    expect(offered(typed, word)).toEqual(expected);
  });

  test.each(commands.map((command) => [command.words.join(' '), command] as const))(
    'every flag that "%s" takes, and none of another command',
    (_, { words, takes, flags: own = [] }) => {
      const typed = [...words, ...(takes && takes !== '<action>' ? ['x'] : [])];
      const given = new Set(offered(typed, '--', []));
      for (const { name } of [...general, ...own]) expect(given).toContain(`--${name}`);
      const others = commands.flatMap((command) => command.flags ?? []).filter((flag) => !own.includes(flag));
      for (const { name } of others)
        expect(own.some((flag) => flag.name === name) || !given.has(`--${name}`)).toBe(true);
    },
  );

  test('no template, nothing of templates', () => {
    expect(offered(['--template'], '', [])).toEqual([':folders']);
    expect(offered(['x'], '--da', [])).toEqual([]);
  });

  test('a choice is offered as it is called', () => {
    expect(offered(['--odd'], '', [manifest('odd', select('odd', 'a b', "it's", '$x'))])).toEqual([
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
