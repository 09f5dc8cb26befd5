import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { Context } from '../../src/context.ts';
import { type StepScene, takeSteps } from '../../src/steps/steps.ts';
import { makeProgress, type Progress } from '../../src/terminal/progress.ts';
import type { Plan, StepName } from '../../src/types.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'steps-'));
const bin = path.join(folder, 'bin');
// Programs inside the project would not count.
const target = path.join(folder, 'project');
mkdirSync(target);
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(bin, { recursive: true, force: true });
});

function program(name: string, script: string): void {
  mkdirSync(bin);
  writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context = (signal: AbortSignal): Context => {
  const nowhere = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const kill = (pid: number, name: 'SIGTERM' | 'SIGKILL'): void => void process.kill(pid, name);
  return { ...nowhere, cwd: folder, env: process.env, platform: process.platform, signal, kill } as unknown as Context;
};
const quiet: Progress = { start: () => {}, note: () => {}, line: () => {}, end: () => {}, stop: () => {} };
const scene = (signal: AbortSignal): StepScene => ({
  context: context(signal),
  progress: quiet,
  python: undefined,
  hadFiles: false,
});
const plan = (steps: readonly StepName[]): Plan =>
  ({
    target,
    names: { folder: 'x' },
    files: [{ path: 'pyproject.toml' }],
    steps,
    commands: {},
    extras: [],
  }) as never;

describe('a signal before a step is done: it was interrupted, whatever its look-ups made of that', () => {
  test.each<[StepName[], string[]]>([
    [['git'], ['git interrupted']],
    [
      ['environment', 'verify', 'git'],
      ['environment interrupted', 'verify skipped', 'git skipped'],
    ],
  ])('%j', async (steps, expected) => {
    const results = await takeSteps(plan(steps), scene(AbortSignal.abort()));
    expect(results.map(({ name, status }) => `${name} ${status}`)).toEqual(expected);
    expect(JSON.stringify(results)).not.toMatch(/not installed|is needed/);
  });

  test('while it looks for something', async () => {
    program('git', 'exec sleep 30');
    vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
    const [result] = await takeSteps(plan(['git']), scene(AbortSignal.timeout(300)));
    expect(result).toMatchObject({ status: 'interrupted', command: expect.stringContaining('git init') });
  });
});

test('what a step throws is its failure, and the steps after it are taken', async () => {
  const broken = {
    ...quiet,
    note: () => {
      throw new Error('no space left');
    },
  };
  const never = new AbortController().signal;
  vi.stubEnv('PATH', bin);
  program('python3', 'echo /usr/bin/python3; echo 3.12.1');
  const results = await takeSteps(plan(['environment', 'git']), {
    ...scene(never),
    progress: broken,
    python: 'python3',
    hadFiles: true,
  });
  expect(results).toMatchObject([
    { name: 'environment', status: 'failed', reason: 'no space left' },
    { name: 'git', status: 'skipped' },
  ]);
});

test('a line of progress holds nothing that moves the cursor, in a terminal of any width', () => {
  for (const columns of [1, 3, 20, 80]) {
    const stderr = new PassThrough({ encoding: 'utf8' });
    const progress = makeProgress({ stderr, live: true, columns, colour: { stderr: false } } as unknown as Context);
    progress.start('Installing');
    progress.line('a\u001b[2J\u009b31m\rb\tc');
    progress.note('x\u001b]0;y\u0007');
    progress.end({ name: 'git', status: 'failed', reason: 'z\u001b[1A' });
    const said = String(stderr.read()).replaceAll('\r\u001b[K', '');
    expect(said).not.toMatch(/[\p{Cc}--\n]/v);
    expect(said).toContain('x\\u001b]0;y\\u0007');
  }
});

describe('git, by what it answers', () => {
  const outside = '*rev-parse*) exit 128;;';
  const dubious = `*rev-parse*) echo "fatal: detected dubious ownership in repository at '/x'" >&2; exit 128;;`;
  const holding = (held: string, ignored: string): string =>
    `${outside}\n*ls-tree*) printf '${held}';;\n*--ignored*) printf '${ignored}';;`;

  test.each<[string, answers: string, hadFiles: boolean, object]>([
    [
      "somebody else's repository around the project is one",
      dubious,
      false,
      { status: 'skipped', reason: expect.stringContaining('inside a git repository already') },
    ],
    [
      'a folder that held files is not committed',
      outside,
      true,
      { status: 'skipped', reason: expect.stringContaining('held files of yours') },
    ],
    [
      'what .gitignore names is told of',
      holding('pyproject.toml\\0', 'a.csv\\0'),
      false,
      { status: 'ok', detail: expect.stringMatching(/without what its \.gitignore names: a\.csv$/) },
    ],
    [
      'what nothing names and is not there is a failure',
      holding('pyproject.toml\\0', 'b.csv\\0'),
      false,
      { status: 'failed', output: ['a.csv'] },
    ],
  ])('%s', async (_, answers, hadFiles, expected) => {
    program('git', `case "$*" in\n${answers}\nesac`);
    vi.stubEnv('PATH', bin);
    const made = { ...plan(['git']), files: [{ path: 'pyproject.toml' }, { path: 'a.csv' }] } as unknown as Plan;
    const [result] = await takeSteps(made, { ...scene(new AbortController().signal), hadFiles });
    expect(result).toMatchObject(expected);
  });
});

test.each<[string, StepName[], object, expected: string[]]>([
  ['no Python project', ['environment'], { files: [] }, ['environment failed: the template makes no Python project']],
  ['nothing to run', ['verify'], {}, ['verify failed: the template declares no tests']],
  [
    'neither',
    ['environment', 'verify'],
    { files: [] },
    ['environment skipped: the template makes no Python project', 'verify failed: the template declares no tests'],
  ],
  [
    'no environment',
    ['verify'],
    { commands: { run: ['python', '-m', 'x'] } },
    ['verify failed: there is no environment'],
  ],
  ['an environment of before', ['environment'], { target: held() }, ['environment failed: there is a .venv already']],
])('what was asked for and cannot be is no success: %s', async (_, steps, more, expected) => {
  const made = { ...plan(steps), ...more } as Plan;
  const results = await takeSteps(made, scene(new AbortController().signal));
  expect(results.map((one) => `${one.name} ${one.status}: ${'reason' in one ? one.reason : ''}`)).toEqual(
    expected.map((said) => expect.stringContaining(said)),
  );
});

/** A project that has its environment. */
function held(): string {
  const made = path.join(folder, 'held');
  mkdirSync(path.join(made, '.venv'), { recursive: true });
  return made;
}
