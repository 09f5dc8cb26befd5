import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const probe = "import sys; assert sys.version_info >= (3, 11); import ensurepip; print('%d.%d' % sys.version_info[:2])";

/** An interpreter that the Python tier can use, or the reason why there is none. */
export function findPython(): { readonly program: string; readonly version: string } | { readonly missing: string } {
  for (const program of ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11']) {
    const { status, stdout } = spawnSync(program, ['-c', probe], { encoding: 'utf8' });
    if (status === 0) return { program, version: stdout.trim() };
  }
  return {
    missing: 'The Python tier needs Python 3.11 or newer with venv and pip (Debian: apt-get install python3-venv).',
  };
}

/**
 * An environment with the given requirements, made once and kept by the hash of what is in it; one that has more will do.
 * Gives its interpreter. Throws where there is no Python that fits, saying what is needed.
 */
export function pythonWith(requirements: readonly string[]): string {
  const found = findPython();
  if ('missing' in found) throw new Error(found.missing);
  const wanted = [found.version, ...[...requirements].sort()];
  const hash = createHash('sha256').update(wanted.join('\n')).digest('hex').slice(0, 16);
  const own = path.join(root, '.cache', `python-${hash}`);
  const folder = withAll(wanted) ?? own;
  const python = process.platform === 'win32' ? path.join('Scripts', 'python.exe') : path.join('bin', 'python');
  const done = path.join(folder, 'complete');
  if (!existsSync(done)) {
    mkdirSync(path.dirname(folder), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    execFileSync(found.program, ['-m', 'venv', folder], { stdio: 'inherit' });
    execFileSync(
      path.join(folder, python),
      ['-m', 'pip', 'install', '-qq', '--no-compile', '--disable-pip-version-check', ...requirements],
      { stdio: 'inherit' },
    );
    // On every core, and without the tests of libraries; pip has one core, and compiles them too. Some files are of other versions.
    spawnSync(path.join(folder, python), ['-m', 'compileall', '-qq', '-j', '0', '-x', '[/\\\\]tests[/\\\\]', folder]);
    writeFileSync(path.join(folder, 'wanted.txt'), wanted.join('\n'));
    mkdirSync(`${done}.part`);
    renameSync(`${done}.part`, done);
  }
  return path.join(folder, python);
}

/** An environment that is there and has all of this. */
function withAll(wanted: readonly string[]): string | undefined {
  const cache = path.join(root, '.cache');
  const kept = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith('python-')) : [];
  return kept
    .map((name) => path.join(cache, name))
    .filter((folder) => existsSync(path.join(folder, 'complete')) && existsSync(path.join(folder, 'wanted.txt')))
    .find((folder) => {
      const has = new Set(readFileSync(path.join(folder, 'wanted.txt'), 'utf8').split('\n'));
      return wanted.every((one) => has.has(one));
    });
}
