import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runHere, workFolder } from '../support/run-here.ts';

const manifest = (more: object): string =>
  JSON.stringify({
    ...{ schema: 1, id: 'tpl', title: 'T', summary: 'S', version: '1.0.0', package: 'mini_project' },
    ...{ questions: [], layers: [{ path: 'base' }], ...more },
  });

const registered = (source: string): string => JSON.stringify({ schema: 1, source });

test.each<[string, Record<string, string>, RegExp]>([
  ['itself', { 'one.json': registered('one') }, /one -> one/],
  ['each other', { 'one.json': registered('two'), 'two.json': registered('one') }, /one -> two -> one/],
  [
    'each other, through others',
    { 'one.json': registered('two'), 'two.json': registered('three'), 'three.json': registered('two') },
    /one -> two -> three -> two/,
  ],
])('registrations that name %s end in words', async (_, files, says) => {
  const config = workFolder();
  const place = path.join('create-ml-portfolio', 'templates');
  const env = {
    XDG_CONFIG_HOME: workFolder(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [path.join(place, name), text])),
    ),
  };
  expect(await runHere(['x', '-t', 'one', '-y'], { env, cwd: config })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(says),
  });
  expect(await runHere(['list'], { env, cwd: config })).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/leads in circles/),
  });
});

const choices = (count: number) => Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: 'x' }));
const question = (name: string, count: number) => ({
  name,
  message: 'm',
  kind: 'select',
  default: 'v0',
  choices: choices(count),
});

describe('a manifest is refused, and at once, for', () => {
  test.each<[string, object, RegExp]>([
    [
      'too many layers',
      { layers: Array.from({ length: 20_000 }, () => ({ path: 'base' })) },
      /layers .*has 20000 entries, more than 300/,
    ],
    [
      'layers that exclude each other',
      {
        questions: [question('q', 500)],
        layers: Array.from({ length: 12_000 }, (_, at) => ({ path: 'base', when: { q: `v${at % 500}` } })),
      },
      /more than 300/,
    ],
    [
      'too many questions',
      { questions: Array.from({ length: 5_000 }, (_, at) => question(`q${at}`, 2)) },
      /questions .*more than 200/,
    ],
    ['too many choices', { questions: [question('q', 20_000)] }, /choices .*more than 500/],
  ])('%s', async (_, more, says) => {
    const cwd = workFolder({ 'tpl/template.json': manifest(more), 'tpl/base/a.txt': '' });
    const began = performance.now();
    expect(await runHere(['x', '-t', './tpl', '-y'], { cwd })).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(says),
    });
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test('layers that are compared with each other, and lists that are joined', async () => {
    const questions = Array.from({ length: 40 }, (_, at) => question(`q${at}`, 500));
    const words = (from: number) => Array.from({ length: 30_000 }, (_, at) => String(at + from));
    const layers = Array.from({ length: 300 }, (_, at) => ({ path: 'base', when: { q0: `v${at}` } }));
    const files = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`tpl/base/${at}.txt`, '']));
    const began = performance.now();
    for (const more of [
      { questions, layers },
      { layers: [0, 20_000].map((from) => ({ path: from ? 'base' : 'other', merge: { list: words(from) } })) },
    ]) {
      const cwd = workFolder({ 'tpl/template.json': manifest(more), 'tpl/other/other.txt': '', ...files });
      expect(await runHere(['x', '-t', './tpl', '-y', '--dry-run'], { cwd })).toMatchObject({ code: 0 });
    }
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test('names that are compared with names', async () => {
    const long = 'a'.repeat(400_000);
    const questions = [{ name: long, message: 'm', kind: 'confirm', default: true }];
    const cwd = workFolder({ 'tpl/template.json': manifest({ questions }), 'tpl/base/a.hbs': `{{${long}b}}` });
    const began = performance.now();
    expect(await runHere(['x', '-t', './tpl', '-y'], { cwd })).toMatchObject({ code: 4 });
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe.skipIf(process.platform === 'win32')('answers from a pipe with a name', () => {
  test('are waited for until the run is ended', async () => {
    const cwd = workFolder();
    execFileSync('mkfifo', [path.join(cwd, 'pipe')]);
    const signal = AbortSignal.timeout(300);
    expect(await runHere(['x', '-y', '--answers', 'pipe'], { cwd, signal })).toMatchObject({ code: 130 });
  });

  test('are read once they come', async () => {
    const cwd = workFolder();
    execFileSync('mkfifo', [path.join(cwd, 'pipe')]);
    const [ended] = await Promise.all([
      runHere(['x', '-y', '--answers', 'pipe', '--dry-run', '--json'], { cwd }),
      writeFile(path.join(cwd, 'pipe'), '{"dataset":"diabetes"}'),
    ]);
    expect(JSON.parse(ended.stdout).project.answers.dataset).toBe('diabetes');
  });
});
