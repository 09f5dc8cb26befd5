import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { look, textOfFile } from '../../src/system/look.ts';
import { runHere, workFolder } from '../support/run-here.ts';
import { withoutRoot } from '../support/without-root.ts';

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

const manifest = JSON.stringify({
  ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
  ...{ questions: [], layers: [{ path: 'base' }] },
});
const closed: readonly (readonly [argv: string, closes: string])[] = [
  ['template check mini', 'mini'],
  ['template check mini', 'mini/template.json'],
  ['template check mini', 'mini/base'],
  ['template check mini', 'mini/base/a.py'],
  ['template preview ./mini', 'mini/base/a.py'],
  ['template preview ./mini --against mine', 'mine'],
  ['template preview ./mini --against mine', 'mine/a.py'],
  ['template preview ./mini --against mine', 'mine/.ml-portfolio.json'],
  ['template preview ./mini --against mine/deep', 'mine'],
  ['template remove other', 'create-ml-portfolio/templates'],
  ['template add ./mini', 'create-ml-portfolio/templates'],
  ['template add ./mini', 'mini'],
  ['x -t ./mini -y', 'mini'],
  ['x -t ./file.tgz -y', 'file.tgz'],
  ['x -t other -y', 'create-ml-portfolio/templates/other.json'],
  ['x -t chatbot -y --answers file', 'file'],
  ['mine/x -t chatbot -y --no-git', 'mine'],
  ['mine -t chatbot -y --no-git', 'mine'],
  ['list', 'create-ml-portfolio/templates/other.json'],
];

test.each(closed)('%s, where %s is closed to us, is told in a sentence', async (argv, closes) => {
  const files = {
    ...{ 'mini/template.json': manifest, 'mini/base/a.py': 'import mini_project\n', 'mine/a.py': '', 'mine/deep/': '' },
    ...{ file: '{}', 'file.tgz': 'x', 'cache/': '' },
    'create-ml-portfolio/templates/other.json': '{"schema":1,"source":"/nowhere"}',
  };
  const run = (cwd: string) =>
    runHere(argv.split(' '), { cwd, env: { XDG_CONFIG_HOME: cwd, XDG_CACHE_HOME: path.join(cwd, 'cache') } });
  // What is loaded on the way is loaded while we may.
  await run(workFolder(files));
  const cwd = workFolder({ ...files, ...(closes.endsWith('.ml-portfolio.json') ? { [closes]: '{}' } : {}) });
  chmodSync(cwd, 0o755);
  if (process.getuid?.() === 0) chownSync(path.join(cwd, 'cache'), 65_534, 65_534);
  chmodSync(path.join(cwd, closes), closes.endsWith('templates') ? 0o555 : 0);
  const ended = await withoutRoot(() => run(cwd));
  chmodSync(path.join(cwd, closes), 0o755);
  expect(`${ended.stdout}${ended.stderr}`).toMatch(/permission denied/);
  expect(ended.stderr).toMatch(/^(Error|Warning): [^\n]+\.\n( {2}[^\n]+\n)*([^\n]+\.\n)?$/);
  expect(`${ended.code} ${ended.stderr}`).not.toMatch(/has a fault/);
  expect(ended.code === 0).toBe(argv === 'list');
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
