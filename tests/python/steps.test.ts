import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { importOwn } from '../../src/steps/import-own.ts';
import type { Plan } from '../../src/types.ts';
import { cli, emptyFolder, runProgram, snapshot } from '../support/cli.ts';
import { findPython, pythonWith } from '../support/python.ts';

const mini = [
  '--template',
  path.resolve(import.meta.dirname, '../fixtures/python-mini'),
  '--yes',
  '--no-git',
  '--trust',
];
const found = findPython();
const program = 'missing' in found ? '' : found.program;

/** A folder for the PATH that holds nothing but what the test puts there. */
function onlyOnPath(programs: Record<string, string>): string {
  const bin = emptyFolder();
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  symlinkSync(process.execPath, path.join(bin, 'node'));
  return bin;
}

describe('--install where Python does not fit: exit 1, the project stays, and the report says what is needed', () => {
  const old = 'echo /usr/bin/python3; echo 3.9.2';
  test.each<[string, Record<string, string>, string[], RegExp]>([
    ['none', {}, [], /Python 3\.11 or newer is needed, and none was found/],
    ['too old', { python3: old }, [], /Python 3\.11 or newer is needed, and python3 is Python 3\.9\.2/],
    [
      'named and absent',
      { python3: old },
      ['--python', '/nowhere/python'],
      /\/nowhere\/python is not a Python that runs/,
    ],
    ['named and too old', { ancient: old }, ['--python', 'ancient'], /ancient is Python 3\.9\.2/],
    ['named and broken', { broken: 'exit 3' }, ['--python', 'broken'], /broken is not a Python that runs/],
  ])('%s', async (_, programs, words, message) => {
    const cwd = emptyFolder();
    const { code, stdout } = await cli(['ice', ...mini, '--install', ...words], {
      cwd,
      env: { PATH: onlyOnPath(programs) },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(message);
    expect(stdout).toMatch(/python\.org|--python/);
    expect(readdirSync(path.join(cwd, 'ice')).sort()).toEqual([
      '.ml-portfolio.json',
      'constraints.txt',
      'pyproject.toml',
      'src',
    ]);
  });
});

describe.skipIf('missing' in found)('--install and --verify for real', () => {
  /** A PATH that leads to uv, which is much quicker than pip: for what is the same with both. */
  const withUv = (): { PATH: string } => {
    const bin = emptyFolder();
    symlinkSync(path.join(path.dirname(pythonWith(['uv==0.9.11'])), 'uv'), path.join(bin, 'uv'));
    return { PATH: `${bin}:${process.env.PATH}` };
  };

  test('pip: the environment is made, the tests and the pipeline run', async () => {
    const cwd = emptyFolder();
    const { code, stdout, stderr } = await cli(['ice', ...mini, '--verify'], { cwd });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toMatch(/pip will download what it depends on/);
    expect(stderr).toMatch(/✔ environment: \.venv with Python 3\.\d+\.\d+, by pip \([\d.]+ s\)/);
    expect(stderr).toMatch(/python -m ice\.check\n.*python -m ice\n/);
    expect(stdout).toMatch(/Next:\n {2}cd ice\n {2}\. \.venv\/bin\/activate\n {2}python -m ice\n/);
  });

  test('uv, where there is one: it makes the environment, and leaves a workspace around it as it is', async () => {
    const cwd = emptyFolder();
    const workspace = '[project]\nname = "all"\nversion = "0"\n[tool.uv.workspace]\nmembers = ["*"]\n';
    writeFileSync(path.join(cwd, 'pyproject.toml'), workspace);
    const { code, stderr } = await cli(['ice', ...mini, '--verify'], { cwd, env: withUv() });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toMatch(/by uv/);
    expect(readdirSync(cwd)).toEqual(['ice', 'pyproject.toml']);
    expect(existsSync(path.join(cwd, 'ice', '.venv'))).toBe(true);
  });

  test.each(['pip', 'uv'] as const)(
    '%s fills .venv and nothing else, whatever variables, files and environments of the user are around',
    async (tool) => {
      const cwd = emptyFolder();
      const elsewhere = path.join(cwd, 'elsewhere');
      for (const folder of [elsewhere, path.join(cwd, 'uv'), path.join(cwd, 'packages')]) mkdirSync(folder);
      const target = `target = "${elsewhere}"\nno-deps = true\n`;
      writeFileSync(path.join(cwd, 'uv', 'uv.toml'), `[pip]\n${target}`);
      const workspace = '[project]\nname = "all"\nversion = "0"\n[tool.uv.workspace]\nmembers = ["packages/*"]\n';
      writeFileSync(path.join(cwd, 'pyproject.toml'), `${workspace}[tool.uv.pip]\n${target}`);
      const before = readdirSync(cwd, { recursive: true });
      const env = {
        ...(tool === 'uv' ? withUv() : {}),
        ...{ PIP_USER: '1', PIP_TARGET: elsewhere, PIP_PREFIX: elsewhere, PIP_DRY_RUN: '1', PIP_NO_DEPS: '1' },
        ...{ PIP_PYTHON: program, PIP_REQUIREMENT: '/nowhere', PIP_CONSTRAINT: '/nowhere' },
        ...{ PYTHONHOME: elsewhere, PYTHONPATH: elsewhere, VIRTUAL_ENV: elsewhere, CONDA_PREFIX: elsewhere },
        ...{ UV_PROJECT_ENVIRONMENT: elsewhere, UV_PYTHON: '3.9', UV_WORKING_DIR: elsewhere, UV_SYSTEM_PYTHON: '1' },
        ...{ UV_CONSTRAINT: '/nowhere', UV_REQUIRE_HASHES: '1' },
        ...(tool === 'uv' ? { XDG_CONFIG_HOME: cwd } : {}),
      };
      const { code, stderr, stdout } = await cli(['packages/ice', ...mini, '--verify'], { cwd, env });
      expect({ code, stderr, stdout }).toMatchObject({ code: 0 });
      expect(stderr).toContain(`by ${tool}`);
      expect(stderr).toContain('PYTHONHOME is set, and was passed over here.');
      const after = readdirSync(cwd, { recursive: true }).filter((name) => !String(name).startsWith('packages/ice'));
      expect(after).toEqual(before);
    },
  );

  test.each<[string, string, string[], RegExp]>([
    ['a package that is not there', 'mini', ['src/mini/__init__.py'], /No module named/],
    ['an environment that is elsewhere', 'mini', [], /is outside/],
    ['a package that lies elsewhere', 'json', ['src/json/__init__.py'], /is outside/],
  ])('what was installed is looked at: %s is a failure', async (_, name, files, said) => {
    const target = emptyFolder();
    const plan = { target, names: { package: name }, files: files.map((file) => ({ path: file })) } as unknown as Plan;
    const { status, tail } = await importOwn(plan, program, async ([python = '', ...words]) => {
      const { code, stdout, stderr } = await runProgram(python, words, { cwd: target });
      return { status: code === 0 ? 'ok' : 'failed', stdout, tail: stderr.split('\n') };
    });
    expect({ status, tail: tail.join(' ') }).toEqual({ status: 'failed', tail: expect.stringMatching(said) });
  });

  test('pip failing: exit 1, its last lines, no half-made .venv, the command to do it by hand', async () => {
    const cwd = emptyFolder();
    const env = {
      PIP_CONFIG_FILE: '/dev/null',
      PIP_FIND_LINKS: '',
      PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
      PIP_RETRIES: '0',
      PIP_NO_CACHE_DIR: '1',
    };
    const { code, stdout } = await cli(['ice', ...mini, '--verify'], { cwd, env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/environment failed: .*pip/);
    expect(stdout).toMatch(/ERROR: .*setuptools/);
    expect(stdout).toMatch(/verify skipped: environment failed/);
    expect(stdout).toMatch(/python3 -m venv \.venv && /);
    expect(existsSync(path.join(cwd, 'ice', '.venv'))).toBe(false);
    expect(existsSync(path.join(cwd, 'ice', 'pyproject.toml'))).toBe(true);
  });

  test('tests failing: exit 1, the failing command and its last lines', async () => {
    const cwd = emptyFolder();
    const { code, stdout } = await cli(['ice', ...mini, '--tests', 'badly', '--verify'], { cwd, env: withUv() });
    expect(code).toBe(1);
    expect(stdout).toMatch(/verify failed: python -m ice\.check failed\.\n {2}E {3}assert 1 == 2\n {2}1 failed\n/);
    expect(existsSync(path.join(cwd, 'ice', '.venv'))).toBe(true);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s while installing: exit 130, .venv goes, the project stays',
    async (name) => {
      const cwd = emptyFolder();
      const { code, stdout } = await cli(['ice', ...mini, '--verify'], {
        cwd,
        signal: { after: 'will download', name },
      });
      expect(code).toBe(130);
      expect(stdout).toMatch(/environment interrupted/);
      expect(existsSync(path.join(cwd, 'ice', '.venv'))).toBe(false);
      expect(existsSync(path.join(cwd, 'ice', 'pyproject.toml'))).toBe(true);
    },
  );

  test('SIGINT while verifying: exit 130, and what it had started is ended', async () => {
    const cwd = emptyFolder();
    const { code, stdout } = await cli(['ice', ...mini, '--tests', 'never', '--verify'], {
      cwd,
      env: withUv(),
      signal: { after: 'python -m ice.check', name: 'SIGINT' },
    });
    expect(code).toBe(130);
    expect(stdout).toMatch(/verify interrupted: python -m ice\.check was interrupted/);
    expect(existsSync(path.join(cwd, 'ice', '.venv'))).toBe(true);
    const { stdout: processes } = await runProgram('ps', ['-eo', 'args'], { cwd });
    expect(processes).not.toContain('mini-project-sleeper');
  });
});

describe('git', () => {
  const template = mini.slice(0, 3);
  const identity = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const named = {
    ...identity,
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  };

  test('a repository with one commit that holds every file', async () => {
    const cwd = emptyFolder();
    expect((await cli(['ice', ...template], { cwd, env: named })).code).toBe(0);
    const git = (...words: string[]): Promise<{ stdout: string }> =>
      runProgram('git', words, { cwd: path.join(cwd, 'ice') });
    expect((await git('log', '--format=%an %s')).stdout).toBe('Ada Create ice\n');
    expect((await git('status', '--porcelain')).stdout).toBe('');
    expect((await git('branch', '--show-current')).stdout).toBe('main\n');
  });

  describe("the first commit holds every file, and another repository nothing of it, whatever the user's git is told", () => {
    const settings = (lines: string) => (cwd: string) => {
      const file = path.join(cwd, 'settings');
      writeFileSync(file, lines.replaceAll('HERE', cwd));
      return { GIT_CONFIG_GLOBAL: file };
    };
    test.each<[string, (cwd: string) => NodeJS.ProcessEnv]>([
      ['excludesFile', settings('[core]\nexcludesFile = HERE/excluded\n')],
      ['a template with info/exclude', settings('[init]\ntemplateDir = HERE/template\n')],
      ['safecrlf and autocrlf', settings('[core]\nsafecrlf = true\nautocrlf = true\n')],
      ['safecrlf and autocrlf = input', settings('[core]\nsafecrlf = true\nautocrlf = input\n')],
      ['another name for main', settings('[init]\ndefaultBranch = trunk\n')],
      ['GIT_INDEX_FILE', (cwd) => ({ GIT_INDEX_FILE: path.join(cwd, 'other/.git/index') })],
      ['GIT_DIR', (cwd) => ({ GIT_DIR: path.join(cwd, 'other/.git') })],
      ['GIT_DIR and GIT_WORK_TREE', (cwd) => ({ GIT_DIR: path.join(cwd, 'other/.git'), GIT_WORK_TREE: cwd })],
      ['GIT_OBJECT_DIRECTORY', (cwd) => ({ GIT_OBJECT_DIRECTORY: path.join(cwd, 'other/.git/objects') })],
      ['GIT_COMMON_DIR', (cwd) => ({ GIT_COMMON_DIR: path.join(cwd, 'other/.git') })],
      ['GIT_PREFIX and GIT_NAMESPACE', () => ({ GIT_PREFIX: 'src/', GIT_NAMESPACE: 'x' })],
    ])('%s', async (_, told) => {
      const cwd = emptyFolder();
      const project = path.join(cwd, 'ice');
      await otherRepository(cwd);
      const before = snapshot(path.join(cwd, 'other'));
      const { code, stdout } = await cli(['ice', ...template], { cwd, env: { ...named, ...told(cwd) } });
      expect({ code, stdout }).toMatchObject({ code: 0 });
      expect(snapshot(path.join(cwd, 'other'))).toEqual(before);
      const git = async (...words: string[]): Promise<string> =>
        (await runProgram('git', words, { cwd: project, env: identity })).stdout;
      const files = (await git('ls-tree', '-r', '--name-only', 'HEAD')).trim().split('\n');
      const written = Object.entries(snapshot(project)).filter(
        ([name, what]) => what !== 'folder' && !name.startsWith('.git/'),
      );
      expect(files.sort()).toEqual(written.map(([name]) => name).sort());
      expect(await git('branch', '--show-current')).toBe('main\n');
    });

    test('from a hook of another repository, whose commit goes on as if we had not been there', async () => {
      const cwd = emptyFolder();
      const other = await otherRepository(cwd);
      const command = `${process.execPath} ${inject('bin')} ../ice --template ${template[1]} --yes`;
      writeFileSync(path.join(other, '.git/hooks/pre-commit'), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
      writeFileSync(path.join(other, 'a.toml'), 'b\n');
      const made = await runProgram('git', ['commit', '-q', '-a', '-m', 'two'], { cwd: other, env: named });
      expect(made).toMatchObject({ code: 0 });
      const shown = await runProgram('git', ['show', '--stat', '--format=%s'], { cwd: other });
      expect(shown.stdout).toMatch(/^two\n\n a\.toml \| 2 \+-\n 1 file changed/);
      const log = await runProgram('git', ['log', '--format=%s'], { cwd: path.join(cwd, 'ice') });
      expect(log.stdout).toBe('Create ice\n');
    });

    test("a hook of the user's that keeps files out of the commit is a failure, which names them", async () => {
      const cwd = emptyFolder();
      const hook = '#!/bin/sh\ngit rm -q --cached pyproject.toml\n';
      mkdirSync(path.join(cwd, 'hooks'));
      writeFileSync(path.join(cwd, 'hooks/pre-commit'), hook, { mode: 0o755 });
      const env = { ...named, ...settings('[core]\nhooksPath = HERE/hooks\n')(cwd) };
      const { code, stdout } = await cli(['ice', ...template], { cwd, env });
      expect(code).toBe(1);
      expect(stdout).toMatch(/git failed: the first commit lacks 1 of the files\.\n {2}pyproject\.toml\n.*\n.*git add/);
    });
  });

  test.each<[string, NodeJS.ProcessEnv, (cwd: string) => Promise<unknown>, RegExp]>([
    [
      'without an identity',
      identity,
      async () => {},
      /git skipped: git does not know your name\.\n.*\n.*git config --global user\.name/,
    ],
    [
      'inside another repository',
      named,
      (cwd) => runProgram('git', ['init', '-q'], { cwd }),
      /git skipped: the folder is inside a git repository already\.\n.*\n.*git add \./,
    ],
    [
      'without git',
      { ...named, PATH: onlyOnPath({}) },
      async () => {},
      /git skipped: git is not installed\.\n.*\n.*git init/,
    ],
  ])('is skipped %s, with the reason and the command', async (_, env, prepare, message) => {
    const cwd = emptyFolder();
    await prepare(cwd);
    const { code, stdout } = await cli(['ice', ...template], { cwd, env });
    expect(code).toBe(0);
    expect(stdout).toMatch(message);
    expect(existsSync(path.join(cwd, 'ice', '.git'))).toBe(false);
  });
});

/** A repository with one commit, and what a user's settings may name beside it. */
async function otherRepository(cwd: string): Promise<string> {
  const other = path.join(cwd, 'other');
  mkdirSync(path.join(cwd, 'template/info'), { recursive: true });
  for (const file of ['excluded', 'template/info/exclude'])
    writeFileSync(path.join(cwd, file), '*.toml\n*.json\nsrc/\n');
  const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const git = (...words: string[]): ReturnType<typeof runProgram> => runProgram('git', words, { cwd: other, env });
  mkdirSync(other);
  await git('init', '-q');
  writeFileSync(path.join(other, 'a.toml'), 'a\n');
  await git('add', '-A');
  await git('-c', 'user.name=B', '-c', 'user.email=b@example.org', 'commit', '-q', '-m', 'one');
  return other;
}

test('the interpreter that the tests use is one that fits', () => {
  expect(found, 'missing' in found ? found.missing : '').not.toHaveProperty('missing');
  expect(program).not.toBe('');
});
