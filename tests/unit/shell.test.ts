import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenAtFlags, commandLine, inTurn, type Shell, shellOf, shellWord } from '../../src/text/shell.ts';
import { anyCharacter } from '../support/any-character.ts';
import { windowsShells } from '../support/windows-shells.ts';

test.each<[platform: string, shell: string | undefined, Shell]>([
  ['linux', undefined, 'posix'],
  ['linux', '', 'posix'],
  ['linux', '/bin/bash', 'posix'],
  ['linux', '/usr/bin/dash', 'posix'],
  ['darwin', '/bin/zsh', 'posix'],
  ['darwin', '/opt/homebrew/bin/fish', 'fish'],
  ['linux', '/bin/csh', 'csh'],
  ['linux', '/bin/tcsh', 'csh'],
  ['linux', '/usr/bin/pwsh', 'powershell'],
  ['win32', undefined, 'windows'],
  ['win32', '', 'windows'],
  ['win32', 'C:\\Program Files\\Git\\usr\\bin\\bash.exe', 'posix'],
  ['win32', '/usr/bin/bash', 'posix'],
  ['win32', 'C:\\msys64\\usr\\bin\\fish.exe', 'fish'],
])('on %s with SHELL %j commands are written for %s', (platform, SHELL, shell) => {
  expect(shellOf({ platform, env: { SHELL } })).toBe(shell);
});

const isThere = (program: string): boolean => {
  try {
    execFileSync(program, ['-c', 'true']);
    return true;
  } catch {
    return false;
  }
};

/** Interpreters for each, with what makes them read nothing of the user's. */
const interpreters: readonly (readonly [Shell, program: string, words: readonly string[]])[] = [
  ['posix', 'sh', ['-c']],
  ['posix', 'bash', ['--norc', '-c']],
  ['posix', 'zsh', ['-f', '-c']],
  ['fish', 'fish', ['--no-config', '-c']],
  ['csh', 'tcsh', ['-f', '-c']],
];

/** Words as a command line has them: free text, and flags with free text for a value. */
const wordsOf = (unit: fc.Arbitrary<string>): fc.Arbitrary<string[]> => {
  const text = fc.string({ unit, maxLength: 12 }).filter((one) => one.isWellFormed() && !one.includes('\0'));
  const word = fc.oneof(
    text.filter((one) => one !== ''),
    text.map((value) => `--title=${value}`),
  );
  return fc.array(word, { minLength: 1, maxLength: 30 });
};

/** What shells obey comes often, and tcsh is built for one language or another. */
const special = fc.constantFrom(...'\'"\\$`!%~*?[]{}()<>|&;#^=@:,. \t\nab1'.split(''));

describe.each(interpreters)('%s, by %s', (shell, program, flags) => {
  const unit = program === 'tcsh' ? special : fc.oneof(special, anyCharacter);

  test.skipIf(!isThere(program))('reads each word back', () => {
    const read = (line: string): string[] =>
      execFileSync(program, [...flags, line], { encoding: 'utf8' })
        .split('\0')
        .slice(0, -1);
    fc.assert(
      fc.property(wordsOf(unit), (words) => {
        expect(read(`/usr/bin/printf ${shellWord('%s\\0', shell)} ${commandLine(words, shell)}`)).toEqual(words);
        const broken = brokenAtFlags(['/usr/bin/printf', '%s\\0', ...words], shell, 40);
        expect(read(broken.join('\n'))).toEqual(words);
      }),
      { numRuns: 15 },
    );
  });
});

describe.each(Object.entries(windowsShells))('what is written for Windows, as %s reads it', (name, read) => {
  const unit = fc.oneof(special, anyCharacter).filter((one) => !/["`“”„\p{Cc}]/u.test(one));
  const flag = fc.string({ unit, maxLength: 12 }).map((value) => `--title=${value}`);
  // A word that is no flag is a folder, or what git says of one: it may hold one of these signs, and no more.
  const folder = fc.string({ unit: unit.filter((one) => !/[%$\\]/.test(one)), minLength: 1, maxLength: 12 });
  const words = fc.array(fc.oneof(flag, folder), { minLength: 1, maxLength: 12 });

  test('each word reads back', () => {
    fc.assert(
      fc.property(words, (some) => {
        fc.pre(name === 'cmd.exe' || !some.some((one) => one.endsWith('\\')));
        expect(read(commandLine(['npx', ...some], 'windows'))).toEqual(['npx', ...some]);
      }),
    );
  });

  test.each(['50% $ off', 'Create $HOME', 'a%PATH%b', '100%', 'C:\\Users\\me\\My models'])('so does %j', (word) => {
    expect(read(commandLine(['git', word], 'windows'))).toEqual(['git', word]);
  });
});

test('in cmd.exe, what stands in quotes of its own runs nothing', () => {
  const text = 'a "b" & "c & d" |"e';
  expect(windowsShells['cmd.exe']?.(commandLine(['npx', `--title=${text}`], 'windows'))).toEqual([
    'npx',
    `--title=${text}`,
  ]);
});

test('what needs no quotes has none, and of a flag the value alone is quoted', () => {
  const words = ['npx', 'x@1.2.3', './a/b', '--author=', '--with=a,b', '--title=My demo', "--name=it's"];
  expect(commandLine(words, 'posix')).toBe(`npx x@1.2.3 ./a/b --author= --with=a,b --title="My demo" --name="it's"`);
  expect(commandLine(words, 'windows')).toBe(
    `npx x@1.2.3 ./a/b --author= --with="a,b" --title="My demo" --name="it's"`,
  );
});

test('PowerShell takes every kind of quote for one, and a word that begins with @ for a variable', () => {
  expect(commandLine(['$ it’s', '@x', 'x@1'], 'powershell')).toBe(`'$ it’’s' "@x" x@1`);
});

test('commands in turn are one line, but where the shells of Windows have no word for it', () => {
  expect(inTurn(['git init', 'git add -A'], 'fish')).toBe('git init && git add -A');
  expect(inTurn(['git init', 'git add -A'], 'windows')).toBe('git init\ngit add -A');
});

test('a command is broken before flags alone, and on Windows never', () => {
  const words = ['npx', 'x@1', 'a long folder', '--template=t', '--title=A title of some words', '--yes'];
  expect(brokenAtFlags(words, 'posix', 42)).toEqual([
    'npx x@1 "a long folder" --template=t \\',
    '  --title="A title of some words" --yes',
  ]);
  expect(brokenAtFlags(words, 'posix', 20)).toEqual([
    'npx x@1 "a long folder" \\',
    '  --template=t \\',
    '  --title="A title of some words" \\',
    '  --yes',
  ]);
  expect(brokenAtFlags(words, 'windows', 20)).toHaveLength(1);
});
