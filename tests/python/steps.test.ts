import { chmodSync, existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, emptyFolder, runProgram } from '../support/cli.ts';
import { findPython, pythonWith } from '../support/python.ts';

const mini = ['--template', path.resolve(import.meta.dirname, '../fixtures/python-mini'), '--yes', '--no-git'];
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
    const uv = path.join(path.dirname(pythonWith(['uv==0.9.11'])), 'uv');
    const cwd = emptyFolder();
    const workspace = '[project]\nname = "all"\nversion = "0"\n[tool.uv.workspace]\nmembers = ["*"]\n';
    writeFileSync(path.join(cwd, 'pyproject.toml'), workspace);
    const bin = emptyFolder();
    symlinkSync(uv, path.join(bin, 'uv'));
    const { code, stderr } = await cli(['ice', ...mini, '--verify'], {
      cwd,
      env: { PATH: `${bin}:${process.env.PATH}` },
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toMatch(/by uv/);
    expect(readdirSync(cwd)).toEqual(['ice', 'pyproject.toml']);
    expect(existsSync(path.join(cwd, 'ice', '.venv'))).toBe(true);
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
    const { code, stdout } = await cli(['ice', ...mini, '--tests', 'badly', '--verify'], { cwd });
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

test('the interpreter that the tests use is one that fits', () => {
  expect(found, 'missing' in found ? found.missing : '').not.toHaveProperty('missing');
  expect(program).not.toBe('');
});
