import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importOwn } from '../../src/steps/import-own.ts';
import { configured, pipEnv } from '../../src/steps/pip.ts';
import { pythonEnv, type Run } from '../../src/steps/python-env.ts';
import { uvEnv, uvSettings } from '../../src/steps/uv.ts';
import type { Changes } from '../../src/system/child-env.ts';
import type { Plan } from '../../src/types.ts';
import { workFolder } from '../support/run-here.ts';

const answering =
  (stdout: string): Run =>
  async () => ({ status: 'ok', stdout, tail: [] });

/** What is left of an environment after these changes. */
const after = (env: Record<string, string>, changes: Changes): Record<string, unknown> =>
  JSON.parse(JSON.stringify({ ...env, ...changes }));

describe('of pip, whence stays and whither goes', () => {
  const listed = "global.index-url='https://a/simple'\nglobal.user='yes'\ninstall.target='/x'\ninstall.retries='2'\n";
  test.each<[env: Record<string, string>, kept: Record<string, string>]>([
    [{}, { PIP_INDEX_URL: 'https://a/simple', PIP_RETRIES: '2' }],
    [{ PIP_INDEX_URL: 'https://b' }, { PIP_INDEX_URL: 'https://b', PIP_RETRIES: '2' }],
    [{ PIP_INDEX_URL: '' }, { PIP_INDEX_URL: 'https://a/simple', PIP_RETRIES: '2' }],
    [
      { PIP_USER: '1', PIP_TARGET: '/y', PIP_PREFIX: '/y', PIP_ROOT: '/y', PIP_DRY_RUN: '1', PIP_PYTHON: '/p' },
      { PIP_INDEX_URL: 'https://a/simple', PIP_RETRIES: '2' },
    ],
    [
      { PIP_NO_INDEX: '1', PIP_FIND_LINKS: '/w', PIP_PROXY: 'p', PIP_TRUSTED_HOST: 'h', PIP_CLIENT_CERT: '/k' },
      {
        ...{ PIP_INDEX_URL: 'https://a/simple', PIP_RETRIES: '2', PIP_NO_INDEX: '1', PIP_FIND_LINKS: '/w' },
        ...{ PIP_PROXY: 'p', PIP_TRUSTED_HOST: 'h', PIP_CLIENT_CERT: '/k' },
      },
    ],
    [
      { PIP_CERT: '/c', pip_src: '/s' },
      { PIP_INDEX_URL: 'https://a/simple', PIP_RETRIES: '2', PIP_CERT: '/c' },
    ],
  ])('%j', async (env, kept) => {
    const changes = await pipEnv('python', { env, platform: 'linux' }, answering(listed));
    expect(after(env, changes)).toEqual({ ...kept, PIP_CONFIG_FILE: '/dev/null', PIP_DISABLE_PIP_VERSION_CHECK: '1' });
  });

  test.each<[said: string, settings: Record<string, string>]>([
    ["global.find-links='a\\nb'", { 'find-links': 'a\nb' }],
    ['global.proxy="it\'s"', { proxy: "it's" }],
    ["install.proxy='b'\r\nglobal.proxy='a'\r\n", { proxy: 'b' }],
    [":env:.proxy='x'\ndownload.proxy='y'\nWARNING: ...", {}],
  ])('%j', (said, settings) => expect(configured({ stdout: said })).toEqual(settings));
});

describe('of uv, too', () => {
  test.each<[env: Record<string, string>, kept: Record<string, string>]>([
    [
      { UV_INDEX_URL: 'a', UV_INDEX_MINE_PASSWORD: 'p', UV_OFFLINE: '1', HOME: '/h' },
      { UV_INDEX_URL: 'a', UV_INDEX_MINE_PASSWORD: 'p', UV_OFFLINE: '1', HOME: '/h' },
    ],
    [
      { UV_PROJECT: '/x', UV_PROJECT_ENVIRONMENT: '/x', UV_WORKING_DIR: '/x', UV_PYTHON: '3.9', UV_CONSTRAINT: '/x' },
      {},
    ],
    [{ UV_CONFIG_FILE: '/x', UV_SYSTEM_PYTHON: '1', UV_EXCLUDE_NEWER: '2020-01-01', uv_target: '/x' }, {}],
  ])('%j', (env, kept) => expect(after(env, uvEnv(env))).toEqual(kept));

  test('a file of settings, the nearer before the farther, and what is for pip before the rest', async () => {
    const folder = workFolder({ 'uv/uv.toml': '' });
    const context = { env: { XDG_CONFIG_HOME: folder }, platform: 'linux' };
    const said = [
      { 'index-url': 'https://far', pip: { target: '/x' } },
      { 'index-url': 'https://near', offline: true, pip: { 'find-links': ['/w'], 'no-deps': true } },
      { index: [{ name: 'a', url: 'https://"a"', default: true }] },
    ];
    const lines = said.map((one) => JSON.stringify(one)).join('\n');
    expect(await uvSettings('python', context, answering(lines))).toBe(
      [
        'index = [{ "name" = "a", "url" = "https://\\"a\\"", "default" = true }]\n',
        'index-url = "https://near"\nfind-links = ["/w"]\noffline = true\n',
      ].join(''),
    );
    const none = { env: { XDG_CONFIG_HOME: path.join(folder, 'none') }, platform: 'linux' };
    if (!(await import('node:fs')).existsSync('/etc/uv/uv.toml'))
      expect(await uvSettings('python', none, answering('never asked'))).toBe('');
  });
});

test.each<[env: (folder: string) => Record<string, string>, platform: string, read: string[]]>([
  [(folder) => ({ XDG_CONFIG_HOME: `${folder}/x`, HOME: folder }), 'linux', ['x/uv/uv.toml']],
  [(folder) => ({ HOME: folder }), 'linux', ['.config/uv/uv.toml']],
  [(folder) => ({ UV_CONFIG_FILE: `${folder}/own.toml`, HOME: folder }), 'linux', ['own.toml']],
  [(folder) => ({ APPDATA: `${folder}/x`, PROGRAMDATA: `${folder}/p` }), 'win32', ['p/uv/uv.toml', 'x/uv/uv.toml']],
])('uv reads %s on %s, those of the machine first', async (env, platform, read) => {
  const folder = workFolder({ 'x/uv/uv.toml': '', '.config/uv/uv.toml': '', 'own.toml': '', 'p/uv/uv.toml': '' });
  const asked: string[] = [];
  await uvSettings('python', { env: env(folder), platform }, async (words) => {
    asked.push(...words.filter((word) => word.startsWith(folder)));
    return { status: 'ok', stdout: '', tail: [] };
  });
  expect(asked).toEqual(read.map((name) => path.join(folder, name)));
});

test('a package in a folder beside the project, whose name begins alike, is not its own', async () => {
  const folder = workFolder({ 'ice/.venv/': '', 'ice/src/ice/__init__.py': '', 'ice-old/__init__.py': '' });
  const plan = { target: path.join(folder, 'ice'), names: { package: 'ice' }, files: [] } as unknown as Plan;
  const places = (own: string) => ['ice/.venv', own].map((name) => path.join(folder, name)).join('\n');
  const looked = (own: string) => importOwn(plan, 'python', answering(places(own)));
  expect(await looked('ice/src/ice/__init__.py')).toMatchObject({ status: 'ok' });
  expect(await looked('ice-old/__init__.py')).toMatchObject({
    status: 'failed',
    tail: [expect.stringContaining('is outside')],
  });
});

test("another program's Python is not ours", () => {
  const env = { PYTHONHOME: '/x', PYTHONPATH: '/y', PYTHONWARNINGS: 'error', VIRTUAL_ENV: '/v', CONDA_PREFIX: '/c' };
  expect(after({ ...env, PYTHONUTF8: '1' }, pythonEnv(env))).toEqual({ PYTHONUTF8: '1', PYTHONUNBUFFERED: '1' });
});
