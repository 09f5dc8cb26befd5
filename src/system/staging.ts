import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { devNull, hostname } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { isOwn, isSteady } from './owners.ts';
import { removeOwn } from './remove.ts';
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

/** What stood in the place of a file that a run has replaced: where it could not be put back, it is the only one. */
export const keptAs = (index: number): string => `.ml-portfolio-kept-${index}`;
const isKept = (name: string): boolean => name.startsWith('.ml-portfolio-kept-');

/** Makes the folder in which a run writes before anything appears in its place. */
export function openStaging(home: string, made: Reversal[]): string {
  const random = randomBytes(4).toString('hex');
  const name = `.ml-portfolio-staging-${machine}-${process.pid}-${random}`;
  const staging = path.join(home, name);
  open.set(name, openSync(devNull, 'r'));
  const undo = (): void => {
    removeStaging(staging);
    if (lstatSync(staging, { throwIfNoEntry: false })) throw new Error(`${staging} is left`);
  };
  made.push({ place: staging, undo, isLast: true });
  mkdirSync(staging);
  return staging;
}

/** Ends a staging folder: what it still holds goes, if it is still there. */
export function removeStaging(staging: string): void {
  const name = path.basename(staging);
  const reserve = open.get(name);
  if (reserve !== undefined) closeSync(reserve);
  try {
    // Where nobody can put anything in its place, the quick way, which also works when there is no descriptor left.
    if (isSteady(statSync(path.dirname(staging)))) rmSync(staging, { recursive: true, force: true });
    else removeOwn(staging);
  } catch {
    // The disk is gone, or became read-only; the next run here tries again.
  }
  open.delete(name);
}

/** Removes what killed runs of this user have left in a folder. Never fails: it is not what the user has asked for. */
export function sweep(folder: string): void {
  for (const name of leftoversIn(folder)) {
    try {
      if (mayRemove(folder, name)) removeOwn(path.join(folder, name));
    } catch {
      // Somebody else's, or on a disk that cannot be written to: it is told of as one that stays.
    }
  }
}

/** What looks like a leftover of a killed run, and is not ours to remove. */
export const leftAlone = (folder: string): readonly string[] =>
  leftoversIn(folder)
    .filter((name) => !mayRemove(folder, name))
    .map((name) => path.join(folder, name));

/** Where others can rename what is in a folder, one of our names says nothing of what was put under it. */
function mayRemove(folder: string, name: string): boolean {
  const place = path.join(folder, name);
  try {
    const found = lstatSync(place);
    return found.isDirectory() && isOwn(found) && isSteady(statSync(folder)) && !readdirSync(place).some(isKept);
  } catch {
    return false;
  }
}

function leftoversIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(isLeftover);
  } catch {
    return []; // Not readable: left to whoever may.
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

/** Makes a folder, and those above it that are missing. Not mkdir's own way, which never ends below /proc. */
export function makeParents(folder: string, made: Reversal[], mode = 0o777): void {
  if (existsSync(folder)) return;
  makeParents(path.dirname(folder), made, mode);
  try {
    mkdirSync(folder, { mode });
    made.push(removeFolderAgain(folder));
  } catch (error) {
    // Another run may have made it in between; that it is a folder shows when the staging folder is made.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
