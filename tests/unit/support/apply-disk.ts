import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const mount = (folder: string, options: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `mode=755,${options}`, 'none', folder]).status === 0;

/** Why there can be no disk of our own here; undefined where there can. */
export const noDisk: string | undefined = (() => {
  if (process.platform !== 'linux') return 'needs Linux';
  const folder = mkdtempSync(path.join(tmpdir(), 'apply-mount-'));
  const mounted = mount(folder, 'size=64k');
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return mounted ? undefined : 'mounting needs root';
})();

/** Mounts a small disk on a folder for this test. */
export function mountDisk(folder: string, options = 'size=64k'): void {
  if (!mount(folder, options)) throw new Error(`could not mount a disk on ${folder}`);
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
}

export const remount = (folder: string, options: string): void =>
  void spawnSync('mount', ['-o', `remount,${options}`, folder]);
