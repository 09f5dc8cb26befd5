import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fs from 'fs-extra';

/** A scaffolder as it is published, in one version. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly from: 'npm' | 'PyPI' | 'here';
}

export const peers: readonly Peer[] = [
  { name: 'create-ml-portfolio', version: '', from: 'here' },
  { name: 'create-vite', version: '9.3.0', from: 'npm' },
  { name: 'plop', version: '4.0.5', from: 'npm' },
  { name: 'hygen', version: '6.2.11', from: 'npm' },
  { name: 'cookiecutter', version: '2.7.1', from: 'PyPI' },
  { name: 'copier', version: '9.19.1', from: 'PyPI' },
  { name: 'uv', version: '0.13.9', from: 'PyPI' },
  { name: 'kedro', version: '1.7.0', from: 'PyPI' },
  { name: 'pyscaffold', version: '4.6', from: 'PyPI' },
];

/** Where a peer's programs are, after installing it alone into its own folder; made once and kept. */
export function install({ name, version, from }: Peer, cache: string, tarball: string): string {
  const folder = path.join(cache, `${name}-${version || 'here'}`);
  const python = from === 'PyPI';
  const programs = python ? path.join(folder, 'bin') : path.join(folder, 'node_modules', '.bin');
  if (existsSync(programs) && from !== 'here') return programs;
  fs.ensureDirSync(folder);
  const quiet = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[] };
  if (python) {
    execFileSync('python3', ['-m', 'venv', folder], quiet);
    const pip = ['-m', 'pip', 'install', '-qq', '--disable-pip-version-check', `${name}==${version}`];
    execFileSync(path.join(programs, 'python'), pip, quiet);
  } else {
    writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
    const what = from === 'here' ? tarball : `${name}@${version}`;
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', what], quiet);
  }
  return programs;
}

/** What came with a peer: how many packages, itself included, and how much they take on disk. */
export function weigh({ from }: Peer, programs: string): { readonly packages: number; readonly megabytes: number } {
  const inside =
    from === 'PyPI'
      ? path.join(programs, '..', 'lib', readdirSync(path.join(programs, '..', 'lib'))[0] ?? '', 'site-packages')
      : path.join(programs, '..');
  const names = readdirSync(inside, { recursive: true, encoding: 'utf8' });
  const own = /^(pip|setuptools|wheel)-/; // of every Python environment
  const packages =
    from === 'PyPI'
      ? names.filter((name) => /^[^/]+\.dist-info$/.test(name) && !own.test(name)).length
      : names.filter((name) => /(^|node_modules\/)(@[^/]+\/)?[^/@.][^/]*\/package\.json$/.test(name)).length;
  const excluded =
    from === 'PyPI'
      ? ['pip', 'setuptools', 'wheel', '_distutils_hack', 'pkg_resources'].map((name) => `--exclude=./${name}*`)
      : [];
  const size = execFileSync('du', ['-sk', '--apparent-size', ...excluded, '.'], { cwd: inside, encoding: 'utf8' });
  const scripts = from === 'PyPI' ? readdirSync(programs).filter((name) => !/^(python|pip|activate)/i.test(name)) : [];
  const bytes = scripts.reduce((sum, name) => sum + statSync(path.join(programs, name)).size, 0);
  return { packages, megabytes: Number.parseInt(size, 10) / 1024 + bytes / 1024 ** 2 };
}
