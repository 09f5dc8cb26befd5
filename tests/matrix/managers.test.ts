import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { cli, emptyFolder, runProgram, snapshot } from '../support/cli.ts';
import { type Registry, serveTarball } from '../support/npm-registry.ts';
import { managers, nodeBinary, nodeVersions } from '../support/npm-tools.ts';

const root = path.resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const project = ['sea-ice', '--template', 'predictive-model', '--yes', '--no-git', '--author', 'Ada'];
const own = process.versions.node;
const newest = nodeVersions.at(-1) ?? own;
let registry: Registry;
let expected: Record<string, string>;

beforeAll(async () => {
  const { name, version, bin, engines } = manifest;
  registry = await serveTarball(inject('tarball'), { name, version, bin, engines });
  const cwd = emptyFolder();
  expect((await cli(project, { cwd })).code).toBe(0);
  expected = snapshot(path.join(cwd, 'sea-ice'));
});
afterAll(() => registry.close());

/** A home that was never used, in which every package manager knows our registry and no other. */
function freshHome(node: string): Record<string, string | undefined> {
  const home = emptyFolder();
  writeFileSync(path.join(home, '.npmrc'), `registry=${registry.url}/\nupdate-notifier=false\n`);
  const folders = Object.fromEntries(
    ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'LOCALAPPDATA', 'APPDATA', 'TMPDIR'].map(
      (name) => {
        mkdirSync(path.join(home, name));
        return [name, path.join(home, name)];
      },
    ),
  );
  // `npm test` tells its children its own settings.
  const inherited = Object.keys(process.env).filter((name) => /^(npm|pnpm|yarn|bun)_/i.test(name));
  return {
    ...Object.fromEntries(inherited.map((name) => [name, undefined])),
    ...folders,
    HOME: home,
    USERPROFILE: home,
    // Classic yarn links what it runs into the folder of Node, where the next one would find it.
    PREFIX: path.join(home, 'prefix'),
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
    YARN_NPM_REGISTRY_SERVER: registry.url,
    YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    YARN_ENABLE_TELEMETRY: '0',
  };
}

describe('through a registry, into an empty folder, from an empty cache: the same bytes', () => {
  test.each<[string, keyof typeof managers, string, string, readonly string[]]>([
    ['npm create, npm 11', 'npm', '11.19.1', own, ['create', 'ml-portfolio@latest', '--yes', '--']],
    ['npm create, npm 12', 'npm', '12.2.0', newest, ['create', 'ml-portfolio@latest', '--yes', '--']],
    ['npx', 'npm', '12.2.0', newest, ['exec', '--yes', '--', 'create-ml-portfolio']],
    ['pnpm create', 'pnpm', '12.21.0', own, ['create', 'ml-portfolio']],
    ['pnpm create', 'pnpm', '12.21.0', newest, ['create', 'ml-portfolio']],
    ['yarn create, classic', 'yarn', '1.22.22', own, ['create', 'ml-portfolio']],
    ['yarn create, classic', 'yarn', '1.22.22', newest, ['create', 'ml-portfolio']],
    ['yarn create, berry', 'berry', '4.18.1', newest, ['create', 'ml-portfolio']],
    ['yarn dlx, berry', 'berry', '4.18.1', own, ['dlx', 'create-ml-portfolio']],
    ['bun create', 'bun', '1.4.5', own, ['create', 'ml-portfolio']],
    ['bun create', 'bun', '1.4.5', newest, ['create', 'ml-portfolio']],
  ])('%s (%s %s) on Node %s', async (_, manager, version, nodeVersion, words) => {
    const node = nodeVersion === own ? process.execPath : nodeBinary(nodeVersion);
    const [program = '', ...before] = managers[manager](version);
    const start = before.length === 0 && !program.endsWith('.js') ? [program] : [node, program];
    const cwd = emptyFolder();
    const asked = registry.asked.length;
    const [command = '', ...rest] = start;
    const { code, stdout, stderr } = await runProgram(command, [...rest, ...before, ...words, ...project], {
      cwd,
      env: freshHome(node),
    });
    expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
    expect(snapshot(cwd)).toEqual({ 'sea-ice': 'folder', ...under('sea-ice', expected) });
    expect(registry.asked.slice(asked)).toContain(`/${manifest.name}/-/${manifest.name}-${manifest.version}.tgz`);
  });
});

const under = (folder: string, files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [path.join(folder, name), content]));
