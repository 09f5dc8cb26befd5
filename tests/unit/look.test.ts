import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { look, textOfFile } from '../../src/system/look.ts';
import { runHere, workFolder } from '../support/run-here.ts';

/** What can stand where something else was meant, each by its name below a folder. */
async function everything(): Promise<string> {
  const cwd = workFolder({ file: 'x', 'file.tgz': 'x', 'folder/': '', 'holds/template.json/': '', 'x/mine': 'x' });
  symlinkSync('nowhere', path.join(cwd, 'dangling'));
  symlinkSync('loop', path.join(cwd, 'loop'));
  execFileSync('mkfifo', [path.join(cwd, 'fifo')]);
  const server = createServer().listen(path.join(cwd, 'socket'));
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return cwd;
}

const long = 'a'.repeat(300);
const kinds: readonly (readonly [name: string, is: string, words: RegExp])[] = [
  ['file', 'file', /^it is a file$/],
  ['file.tgz', 'file', /^it is a file$/],
  ['folder', 'folder', /^it is a folder$/],
  ['fifo', 'special', /^it is a FIFO$/],
  ['socket', 'special', /^it is a socket$/],
  ['dangling', 'nothing', /^it is a link to nothing$/],
  ['loop', 'nothing', /circle/],
  ['file/x', 'nothing', /^a file stands in its path$/],
  ['nowhere/x', 'nothing', /^it is not there$/],
  [long, 'nothing', /too long/],
  ['a\0b', 'nothing', /no file can have that name/],
];

test.each(kinds)('%j is %s: %s', async (name, is, words) => {
  const cwd = await everything();
  const place = `${cwd}/${name}`;
  expect(look(place)).toMatchObject({ is, words: expect.stringMatching(words) });
  expect('text' in textOfFile(place, 1000)).toBe(is === 'file');
});

test.skipIf(process.getuid?.() === 0)('what is closed to us', async () => {
  const cwd = await everything();
  chmodSync(path.join(cwd, 'folder'), 0);
  expect(look(path.join(cwd, 'folder', 'x'))).toMatchObject({ is: 'closed', words: 'permission denied' });
  for (const argv of [
    ['template', 'check', 'folder'],
    ['template', 'preview', 'chatbot', '--against', 'folder'],
  ])
    expect(await runHere(argv, { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/permission denied\./),
    });
});

describe('whatever stands there, it is one sentence and a next step, and no fault', () => {
  const asked: readonly (readonly [string, (name: string) => readonly string[]])[] = [
    ['checked', (name) => ['template', 'check', name]],
    ['previewed', (name) => ['template', 'preview', `./${name}`]],
    ['compared with', (name) => ['template', 'preview', 'chatbot', '--against', name]],
    ['added', (name) => ['template', 'add', `./${name}`]],
    ['started from', (name) => ['template', 'new', 'new', '--from', `./${name}`]],
    ['created from', (name) => ['sky', '-t', `./${name}`, '-y', '--dry-run']],
    ['created in', (name) => [`${name}/sky`, '-t', 'chatbot', '-y', '--no-git', '--name', 'sky', '--dry-run']],
    ['created at', (name) => [name, '-t', 'chatbot', '-y', '--no-git', '--name', 'sky', '--dry-run']],
    ['named by its file', (name) => ['template', 'check', `${name}/template.json`]],
  ];
  const names = [...kinds.map(([name]) => name).filter((name) => !name.includes('\0')), 'holds', 'x'];
  test.each(asked)('%s', async (what, argv) => {
    const cwd = await everything();
    for (const name of names) {
      const { code, stderr } = await runHere(argv(name), { cwd, env: { HOME: cwd } });
      const said = `${name.slice(0, 20)}: ${code} ${stderr}`;
      // A folder is there to be created in, and what may hold one is made; a comparison with one finds all that is new.
      if (code === 0) expect(['folder', 'holds', 'x', 'nowhere/x'], said).toContain(name);
      else expect(stderr, said).toMatch(/^Error: [^\n]+\.\n( {2}[^\n]+\n)*[^\n]+\.\n$/);
      expect(stderr, said).not.toMatch(/fault|undefined|\.\.\n|E[A-Z]{4,}/);
      expect([0, 2, 3, 4, ...(/^created/.test(what) && name === long ? [1] : [])], said).toContain(code);
    }
  });
});
