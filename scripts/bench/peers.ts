import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fs from 'fs-extra';

/** What we are measured against, as it was when this was written. */
export const pinned = {
  npm: { 'create-vite': '9.3.0', plop: '4.0.5', hygen: '6.2.11' },
  pypi: { cookiecutter: '2.7.1', copier: '9.19.1' },
} as const;

/** How much an installation brings. */
export interface Installed {
  readonly folder: string;
  readonly packages: number;
  readonly bytes: number;
}

/** Installs each peer into a folder of its own, once. */
export function installPeers(cache: string): Readonly<Record<string, Installed>> {
  const hash = createHash('sha256').update(JSON.stringify(pinned)).digest('hex').slice(0, 16);
  const home = path.join(cache, `bench-${hash}`);
  const npm = Object.entries(pinned.npm).map(([name, version]) => {
    const folder = once(path.join(home, name), (made) => installFromNpm(made, `${name}@${version}`));
    return [name, npmSize(folder)] as const;
  });
  const pypi = Object.entries(pinned.pypi).map(([name, version]) => {
    const folder = once(path.join(home, name), (made) => {
      execFileSync('python3', ['-m', 'venv', made]);
      const pip = [path.join(made, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', `${name}==${version}`] as const;
      execFileSync(pip[0], pip.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] });
    });
    return [name, pypiSize(folder)] as const;
  });
  return Object.fromEntries([...npm, ...pypi]);
}

/** A virtual environment knows its own place, so it is made there; a mark says that it is whole. */
function once(folder: string, make: (folder: string) => void): string {
  const mark = `${folder}.done`;
  if (existsSync(mark)) return folder;
  fs.emptyDirSync(folder);
  make(folder);
  writeFileSync(mark, '');
  return folder;
}

/** Installs one package, by name or tarball, where nothing else is. */
export function installFromNpm(folder: string, what: string): void {
  writeFileSync(path.join(folder, 'package.json'), '{"private": true, "type": "module"}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', what], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

export function npmSize(folder: string): Installed {
  const modules = path.join(folder, 'node_modules');
  const files = filesBelow(modules);
  const packages = files.filter((file) =>
    /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(`node_modules/${file}`),
  );
  return { folder, packages: packages.length, bytes: sizeOf(modules, files) };
}

function pypiSize(folder: string): Installed {
  const lib = path.join(folder, 'lib');
  const site = path.join(lib, readdirSync(lib)[0] ?? '', 'site-packages');
  const own = filesBelow(site).filter((file) => !/^(pip|setuptools|_distutils_hack|pkg_resources)/.test(file));
  const packages = own.filter((file) => /\.dist-info\/METADATA$/.test(file));
  return {
    folder,
    packages: packages.length,
    bytes: sizeOf(
      site,
      own.filter((file) => !file.endsWith('.pyc')),
    ),
  };
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));

const sizeOf = (folder: string, files: readonly string[]): number =>
  files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
