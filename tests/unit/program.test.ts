import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { childEnv } from '../../src/system/child-env.ts';
import { findProgram } from '../../src/system/program.ts';
import { put, workFolder } from '../support/run-here.ts';

/** A project that brings programs of its own, and a folder beside it with the real ones. */
function scene(): string {
  const folder = workFolder();
  put(folder, { 'project/git': '', 'project/bin/git': '', 'project/run.sh': '', 'real/git': '', 'real/data': '' });
  put(folder, { 'project/git.bat': '', 'project/uv.exe': '', 'real/git.EXE': '', 'real/uv.CMD': '', 'other/git': '' });
  put(folder, { 'real/folder/': '' });
  for (const name of ['project/git', 'project/bin/git', 'project/run.sh', 'real/git', 'other/git'])
    chmodSync(path.join(folder, name), 0o755);
  symlinkSync('project/bin', path.join(folder, 'linked'));
  return folder;
}

describe('a program is where the PATH leads, and never in the project that it is to work on', () => {
  test.each<[platform: string, name: string, homes: string[], found: string | undefined]>([
    ['linux', 'git', ['real', 'other'], 'real/git'],
    ['linux', 'git', ['nowhere', 'other', 'real'], 'other/git'],
    ['linux', 'git', ['project', 'project/bin', 'linked', 'real'], 'real/git'],
    ['linux', 'git', ['project'], undefined],
    ['linux', 'git', ['.', '', 'bin'], undefined],
    ['linux', 'data', ['real'], undefined],
    ['linux', 'folder', ['real'], undefined],
    ['linux', 'git', [], undefined],
    ['linux', './run.sh', ['real'], 'project/run.sh'],
    ['linux', 'bin/git', ['real'], 'project/bin/git'],
    ['win32', 'git', ['project', 'real'], 'real/git.EXE'],
    ['win32', 'uv', ['project', 'real'], 'real/uv.CMD'],
    ['win32', 'uv', ['.', 'project'], undefined],
    ['win32', 'git', [''], undefined],
  ])('%s: %s with %j', (platform, name, homes, found) => {
    const folder = scene();
    const absolute = homes.map((home) => (/^(\.|bin)?$/.test(home) ? home : path.join(folder, home)));
    const windows = { Path: absolute.join(';'), PATHEXT: '.COM;.EXE;.BAT;.CMD' };
    const env = platform === 'win32' ? windows : { PATH: absolute.join(':') };
    expect(findProgram(name, path.join(folder, 'project'), { env, platform })).toBe(found && path.join(folder, found));
  });
});

test('where no template has been yet, the PATH alone counts: who starts us from / has a git too', () => {
  const folder = scene();
  const env = { PATH: ['.', path.join(folder, 'project')].join(':') };
  expect(findProgram('git', undefined, { env, platform: 'linux' })).toBe(path.join(folder, 'project/git'));
  const relative = { PATH: path.relative('', path.join(folder, 'real')) };
  expect(findProgram('git', undefined, { env: relative, platform: 'linux' })).toBeUndefined();
  expect(findProgram('git', '/', { env, platform: 'linux' })).toBeUndefined();
});

test('what a hook of another repository has set reaches no program that we start; settings do', () => {
  const set = {
    GIT_DIR: '/x',
    GIT_INDEX_FILE: '/y',
    GIT_WORK_TREE: '/z',
    GIT_SSH: 'ssh',
    GIT_CONFIG_COUNT: '0',
    A: 'b',
  };
  expect(childEnv(set, { A: undefined, C: 'd' })).toEqual({ GIT_SSH: 'ssh', GIT_CONFIG_COUNT: '0', C: 'd' });
});

test('so does none of the variables by which git itself knows a repository', () => {
  const local = [
    ...['GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_CONFIG', 'GIT_OBJECT_DIRECTORY', 'GIT_DIR', 'GIT_WORK_TREE'],
    ...['GIT_IMPLICIT_WORK_TREE', 'GIT_GRAFT_FILE', 'GIT_INDEX_FILE', 'GIT_NO_REPLACE_OBJECTS', 'GIT_PREFIX'],
    ...['GIT_REPLACE_REF_BASE', 'GIT_INTERNAL_SUPER_PREFIX', 'GIT_SHALLOW_FILE', 'GIT_COMMON_DIR'],
    ...['GIT_NAMESPACE', 'GIT_QUARANTINE_PATH', 'GIT_ATTR_SOURCE'],
  ];
  expect(childEnv(Object.fromEntries(local.map((name) => [name, '/x'])))).toEqual({});
});
