import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { scripts } from '../../src/completion/scripts.ts';
import type { Manifest } from '../../src/types.ts';
import { manifest, manifests, select } from '../support/manifests.ts';
import { Terminal } from '../support/terminal.ts';

const home = mkdtempSync(path.join(tmpdir(), 'completion-'));
mkdirSync(path.join(home, 'a folder'));
mkdirSync(path.join(home, 'oak'));
writeFileSync(path.join(home, 'given.json'), '{}');
const programs = path.join(home, '.programs');
mkdirSync(programs);
writeFileSync(path.join(programs, 'own-python'), '#!/bin/sh\n', { mode: 0o755 });
afterAll(() => rmSync(home, { recursive: true, force: true }));

const bashCompletion = '/usr/share/bash-completion/bash_completion';
const setups = [
  { name: 'bash', shell: 'bash', program: ['bash', '--norc', '--noprofile'], before: '' },
  {
    name: 'bash with bash-completion',
    shell: 'bash',
    program: ['bash', '--norc', '--noprofile'],
    before: `. ${bashCompletion}`,
    needs: bashCompletion,
  },
  {
    name: 'zsh',
    shell: 'zsh',
    program: ['zsh', '-f'],
    before: 'autoload -Uz compinit; compinit -u -D; PROMPT_EOL_MARK=',
  },
  { name: 'fish', shell: 'fish', program: ['fish', '--no-config'], before: 'set -g fish_autosuggestion_enabled 0' },
] as const;
const present = (setup: (typeof setups)[number]): boolean =>
  spawnSync(setup.shell, ['-c', 'exit 0']).status === 0 && (!('needs' in setup) || existsSync(setup.needs));

/** Templates as a user adds them: what is completed is known from there. */
function add(manifests: readonly Manifest[], folder: string): void {
  for (const manifest of manifests) {
    const place = path.join(folder, manifest.id);
    mkdirSync(path.join(place, 'base'), { recursive: true });
    writeFileSync(path.join(place, 'base', 'plan.md'), 'Go.\n');
    writeFileSync(path.join(place, 'template.json'), JSON.stringify({ ...manifest, layers: [{ path: 'base' }] }));
    const env = { ...process.env, XDG_CONFIG_HOME: folder };
    execFileSync(inject('bin'), ['template', 'add', place], { cwd: folder, env });
  }
}

/** A shell in a terminal that knows our completion; asked to complete, the command answers; else it writes down its words. */
async function start(
  setup: (typeof setups)[number],
  from: readonly Manifest[],
): Promise<(line: string) => Promise<string[]>> {
  const folder = mkdtempSync(path.join(home, '.session-'));
  const [script, heard, init] = ['script', 'heard', 'init'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(script, scripts[setup.shell]);
  add(from, folder);
  const body = `printf '%s\\0' ${setup.shell === 'fish' ? '$argv' : '"$@"'} > ${heard}.part; mv ${heard}.part ${heard}`;
  const command =
    setup.shell === 'fish'
      ? `function create-ml-portfolio; if test "$argv[1]" = __complete; ${inject('bin')} $argv; else; ${body}; end; end`
      : `create-ml-portfolio() { if [[ $1 == __complete ]]; then ${inject('bin')} "$@"; else ${body}; fi; }`;
  writeFileSync(init, `${setup.before}\n${command}\n. ${script}\ncd ${home}\necho re''ady\n`);
  const terminal = new Terminal(setup.program, folder, {
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: folder,
    PATH: `${programs}:${process.env.PATH}`,
  });
  terminal.press(` . ${init}\r`);
  await terminal.see('ready');
  return async (line) => {
    rmSync(heard, { force: true });
    terminal.press(`create-ml-portfolio ${line}\r`);
    const deadline = Date.now() + 10_000;
    while (!existsSync(heard)) {
      if (Date.now() > deadline) throw new Error(`${line} was never run:\n${terminal.screen}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return readFileSync(heard, 'utf8').split('\0').slice(0, -1);
  };
}

/** What is typed, with Tab, and the words that the command then gets. */
const typed: readonly (readonly [string, ...string[]])[] = [
  ['li\t', 'list'],
  ['comp\tf\t', 'completion', 'fish'],
  ['oa\t', 'oak'],
  ['a\t', 'a folder'],
  ['--dr\t', '--dry-run'],
  ['-t ta\t', '-t', 'tables'],
  ['--template=pi\t', '--template=pictures'],
  ['-t oa\t', '-t', 'oak'],
  ['-t tables --dataset wi\t', '-t', 'tables', '--dataset', 'wine'],
  ['-t pictures --dataset wi\t', '-t', 'pictures', '--dataset', 'wi'],
  ['-t pictures --dataset=ca\t', '-t', 'pictures', '--dataset=cats'],
  ['--template=pictures --dataset di\t', '--template=pictures', '--dataset', 'digits'],
  ['--template=pictures --gp\ttr\t', '--template=pictures', '--gpu', 'true'],
  ['x --lic\tAp\t', 'x', '--licence', 'Apache-2.0'],
  ['--with de\t', '--with', 'demo'],
  ['-t tables --with demo,d\t', '-t', 'tables', '--with', 'demo,docs'],
  ['-t tables --features=docs,d\t', '-t', 'tables', '--features=docs,demo'],
  ['-t tables --set dataset=wh\t', '-t', 'tables', '--set', 'dataset=wheat'],
  ['--set tit\tMine', '--set', 'title=Mine'],
  ['--answers giv\t', '--answers', 'given.json'],
  ['--answers=giv\t', '--answers=given.json'],
  ['--template=oa\t', '--template=oak'],
  ['--yes --ye\t', '--yes', '--year'],
  ['-y --ye\t', '-y', '--year'],
  ['--json --dr\t', '--json', '--dry-run'],
  ['--python own-pyt\t', '--python', 'own-python'],
  ['--python=own-pyt\t', '--python=own-python'],
  ['template che\t--gith\t', 'template', 'check', '--github'],
  ['-t pictures --set dataset=cats --se\tgpu=t', '-t', 'pictures', '--set', 'dataset=cats', '--set', 'gpu=t'],
  ['template remove ta\t', 'template', 'remove', 'tables'],
  ['template preview pi\t', 'template', 'preview', 'pictures'],
  ['template new x --from ta\t', 'template', 'new', 'x', '--from', 'tables'],
];

describe.for(setups)('$name completes as it is typed', (setup) => {
  test('every line', { timeout: 60_000 }, async ({ skip }) => {
    if (!present(setup)) skip(`${setup.name} is not installed`);
    const enter = await start(setup, manifests);
    const got = [];
    for (const [line] of typed)
      got.push([line, ...(await enter(line)).map((word) => word.trimEnd().replace(/\/$/, ''))]);
    expect(got).toEqual(typed);
  });

  test('whatever a choice is called, the command gets that text', { timeout: 120_000 }, async ({ skip }) => {
    if (!present(setup)) skip(`${setup.name} is not installed`);
    const text = fc.string({
      unit: fc.constantFrom(...' \'"$`\\[]{}()*?!&|;<>#~=:%^@-éa1'),
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 20, maxLength: 20 }), async (texts) => {
        const values = texts.map((one, index) => `q${String.fromCharCode(97 + index)}${one}z`);
        const enter = await start(setup, [manifest('odd', select('odd', ...values))]);
        for (const value of values)
          expect(await enter(`-t odd --odd ${value.slice(0, 2)}\t`)).toEqual(['-t', 'odd', '--odd', value]);
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });
});
