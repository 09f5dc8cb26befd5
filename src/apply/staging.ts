import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { occupied } from '../errors.ts';
import { type Reversal, removeFolderAgain } from './undo.ts';

// The machine is part of the name, since the same process id on another one that shares the disk says nothing.
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const pattern = /^\.ml-portfolio-staging-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{8}$/;

/** Names of this process's own: one with our process id that is not among them was left by a dead run. */
const open = new Set<string>();

/** Whether an entry is a staging folder, of whichever run. */
export const isStaging = (name: string): boolean => pattern.test(name);

/** Makes the folder in which a run writes before anything appears in its place. */
export function openStaging(home: string, made: Reversal[]): string {
  const random = randomBytes(4).toString('hex');
  const name = `.ml-portfolio-staging-${machine}-${process.pid}-${random}`;
  const staging = path.join(home, name);
  open.add(name);
  made.push(() => removeStaging(staging));
  mkdirSync(staging);
  return staging;
}

/** Removes a staging folder, with what it still holds. */
export async function removeStaging(staging: string): Promise<void> {
  await rm(staging, { recursive: true, force: true }).catch(() => {});
  open.delete(path.basename(staging));
}

/** Removes what killed runs have left in a folder. Never fails: it is not what the user has asked for. */
export async function sweep(folder: string): Promise<void> {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    for (const name of names.filter(isLeftover)) await rm(path.join(folder, name), { recursive: true, force: true });
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
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found) throw occupied(`${folder} is not a folder.`, 'Choose another folder.', [folder]);
  makeParents(path.dirname(folder), made);
  try {
    mkdirSync(folder);
    made.push(removeFolderAgain(folder));
  } catch (error) {
    // Another run may have made it in between; that it is a folder shows when the staging folder is made.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
