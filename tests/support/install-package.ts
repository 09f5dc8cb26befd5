import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The command that the packed tarball installs. */
    bin: string;
    /** The packed tarball. */
    tarball: string;
  }
}

const root = path.resolve(import.meta.dirname, '../..');

/** Packs what would be published, installs it in an empty folder, and gives the tests the command that a user gets. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'installed-'));
  chmodSync(folder, 0o755);
  const npm = (cwd: string, ...words: string[]): string =>
    execFileSync('npm', [...words, '--loglevel=error'], { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
  npm(root, 'run', 'build');
  npm(root, 'pack', '--ignore-scripts', '--pack-destination', folder);
  const tarball = path.join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
  npm(folder, 'install', '--no-audit', '--no-fund', tarball);
  project.provide('tarball', tarball);
  project.provide('bin', path.join(folder, 'node_modules', '.bin', 'create-ml-portfolio'));
  return () => rmSync(folder, { recursive: true, force: true });
}
