import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeTemplate } from '../fixtures/hostile/build.ts';
import { runHere, workFolder } from '../support/run-here.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65534;

/** A commit of a repository that was fetched, and the repository gone since: what is used now is what was kept. */
async function scene() {
  const [repository, cwd, home] = [workFolder(), workFolder(), workFolder()];
  writeTemplate(repository);
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...words], {
      cwd: repository,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'x');
  const source = `git+file://${repository}#${git('rev-parse', 'HEAD')}`;
  const env = { XDG_CACHE_HOME: home, PATH: process.env.PATH };
  const create = (name: string, ...words: string[]) =>
    runHere([name, '-t', source, '-y', '--no-git', ...words], { cwd, env });
  expect(await create('first')).toMatchObject({ code: 0 });
  const cache = path.join(home, 'create-ml-portfolio');
  const [digest = ''] = readdirSync(path.join(cache, 'templates'));
  return { cwd, home, cache, content: path.join(cache, 'templates', digest), create };
}

describe('a cache', () => {
  test("is the user's alone, whatever the umask", async () => {
    const before = process.umask(0);
    try {
      const { create } = await scene();
      expect(await create('again', '--offline')).toMatchObject({ code: 0 });
    } finally {
      process.umask(before);
    }
  });

  test.each<[string, (cache: string) => unknown]>([
    ['that others write to', (cache) => chmodSync(cache, 0o777)],
    ['that a group writes to', (cache) => [chmodSync(cache, 0o770), chownSync(cache, 0, nobody)]],
    ["that is somebody else's", (cache) => chownSync(cache, nobody, nobody)],
    ['whose list of sources others write to', (cache) => chmodSync(path.join(cache, 'sources'), 0o1777)],
    ['whose templates are somebody else’s', (cache) => chownSync(path.join(cache, 'templates'), nobody, nobody)],
    ['that is a link', (cache) => [renameSync(cache, `${cache}-real`), symlinkSync(`${cache}-real`, cache)]],
  ])('%s is not used', async (_, spoil) => {
    if (!isRoot) return; // needs root to give files away
    const { cwd, cache, create } = await scene();
    spoil(cache);
    for (const words of [[], ['--offline']])
      expect(await create('again', ...words)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^Error: The cache is not used: .+\nRemove it, or set XDG_CACHE_HOME .+\n$/),
      });
    expect(existsSync(path.join(cwd, 'again'))).toBe(false);
  });

  test.each<[string, (content: string, cache: string) => unknown]>([
    ['a file that has changed', (content) => writeFileSync(path.join(content, 'base/a.txt'), 'evil')],
    ['one more file', (content) => writeFileSync(path.join(content, 'base/b.txt'), 'evil')],
    ['a file that others write to', (content) => chmodSync(path.join(content, 'base/a.txt'), 0o666)],
    ['a folder that others write to', (content) => chmodSync(path.join(content, 'base'), 0o777)],
    ["somebody else's file", (content) => isRoot && chownSync(path.join(content, 'base/a.txt'), nobody, nobody)],
    [
      'a note that names another content',
      (content, cache) => {
        for (const name of readdirSync(path.join(cache, 'sources'))) {
          const file = path.join(cache, 'sources', name);
          const known = JSON.parse(readFileSync(file, 'utf8'));
          writeFileSync(file, JSON.stringify({ ...known, digest: `../../${path.basename(content)}` }));
        }
      },
    ],
    ['a note that others write to', (_, cache) => chmodAll(path.join(cache, 'sources'), 0o666)],
  ])('with %s does not give it', async (what, spoil) => {
    if (!isRoot && what.startsWith('somebody')) return;
    const { cwd, cache, content, create } = await scene();
    spoil(content, cache);
    const offline = await create('again', '--offline');
    expect(offline).toMatchObject({ code: 2, stderr: expect.stringMatching(/cannot be used --offline/) });
    expect(await create('again')).toMatchObject({ code: 0 });
    expect(readdirSync(path.join(cwd, 'again'))).toEqual(['.ml-portfolio.json', 'a.txt']);
    expect(readFileSync(path.join(cwd, 'again/a.txt'), 'utf8')).toBe('x');
  });
});

const chmodAll = (folder: string, mode: number): void => {
  for (const name of readdirSync(folder)) chmodSync(path.join(folder, name), mode);
};

test.skipIf(!existsSync('/proc/self'))('a home below /proc ends at once, in words', async () => {
  const cwd = workFolder({ 'tpl/template.json': '{}' });
  writeTemplate(path.join(cwd, 'tpl'));
  for (const env of [{ HOME: '/proc/x/y' }, { XDG_CACHE_HOME: '/proc/x', XDG_CONFIG_HOME: '/proc/1/x/y' }])
    for (const argv of [['x', '-t', 'git+file:///nowhere', '-y'], ['template', 'add', './tpl'], ['list']]) {
      const { code, stderr } = await runHere(argv, { cwd, env: { ...env, PATH: process.env.PATH } });
      expect(code, argv.join(' ')).toBe(argv[0] === 'list' ? 0 : 1);
      if (code === 1) expect(stderr).toMatch(/^Error: .+ cannot be written.*\.\n.+\n$/);
    }
});
