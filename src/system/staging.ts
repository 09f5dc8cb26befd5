import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { devNull, hostname } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { type Reversal, removeFolderAgain } from './undo.ts';

// The machine is part of the name, since the same process id on another one that shares the disk says nothing.
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const pattern = /^\.ml-portfolio-staging-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{8}$/;

/**
 * This process's own, by name: one with our process id that is not among them was left by a dead run. Each holds a file
 * descriptor in reserve, so that the folder can be removed where we fail for lack of one.
 */
const open = new Map<string, number>();

/** Whether an entry is a staging folder, of whichever run. */
export const isStaging = (name: string): boolean => pattern.test(name);

/** Makes the folder in which a run writes before anything appears in its place. */
export function openStaging(home: string, made: Reversal[]): string {
  const random = randomBytes(4).toString('hex');
  const name = `.ml-portfolio-staging-${machine}-${process.pid}-${random}`;
  const staging = path.join(home, name);
  open.set(name, openSync(devNull, 'r'));
  made.push(() => removeStaging(staging));
  mkdirSync(staging);
  return staging;
}

/** Ends a staging folder: what it still holds goes, if it is still there. */
export function removeStaging(staging: string): void {
  const name = path.basename(staging);
  const reserve = open.get(name);
  if (reserve !== undefined) closeSync(reserve);
  try {
    rmSync(staging, { recursive: true, force: true });
  } catch {
    // The disk is gone, or became read-only; the next run here tries again.
  }
  open.delete(name);
}

/** Removes what killed runs have left in a folder. Never fails: it is not what the user has asked for. */
export function sweep(folder: string): void {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    for (const name of names.filter(isLeftover)) rmSync(path.join(folder, name), { recursive: true, force: true });
  } catch {
    // Not readable, or not ours to change: left to whoever may.
  }
}

function isLeftover(name: string): boolean {
  const [, host, pid] = pattern.exec(name) ?? [];
  if (host !== machine) return false;
  return Number(pid) === process.pid ? !open.has(name) : !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Anything else, such as EPERM, speaks of a process that is there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Makes the folders above a new target that are missing. */
export function makeParents(folder: string, made: Reversal[]): void {
  if (existsSync(folder)) return;
  makeParents(path.dirname(folder), made);
  try {
    mkdirSync(folder);
    made.push(removeFolderAgain(folder));
  } catch (error) {
    // Another run may have made it in between; that it is a folder shows when the staging folder is made.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
