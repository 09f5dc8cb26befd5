import { lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { type Failure, occupied } from '../errors.ts';
import { digestOf } from '../project/record.ts';
import { codeOf } from '../system/fs-errors.ts';
import { keptAs } from '../system/staging.ts';
import { putBackAgain, type Reversal } from '../system/undo.ts';
import type { Amendment } from './change.ts';
import { liesInside } from './contain.ts';
import { linkOrCopy } from './place.ts';
import type { Step } from './step.ts';

/** The files that do not hold what was expected, so that nothing may happen to any. */
export const unexpected = (target: string, changes: readonly Amendment[]): readonly string[] =>
  changes.filter((change) => !holds(path.join(target, change.path), change.expects)).map((change) => change.path);

export const notExpected = (target: string, paths: readonly string[]): Failure =>
  occupied(
    `${target} has files that are not as they were left; nothing was touched.`,
    'Look at them, and run the same command again.',
    paths,
  );

/**
 * Replaces and deletes files of a project, each after a look at what it holds. What was there is kept in the staging
 * folder, and comes back from there if anything fails later on.
 */
export async function amend(job: {
  readonly target: string;
  readonly changes: readonly Amendment[];
  readonly staging: string;
  readonly step: Step;
  readonly made: Reversal[];
}): Promise<void> {
  const { target, changes, staging, step, made } = job;
  const root = realpathSync.native(target);
  // The record is the last to say that the rest is there.
  const ordered = [...changes.filter((one) => !isRecord(one)), ...changes.filter(isRecord)];
  for (const [index, change] of ordered.entries()) {
    await step();
    const place = path.join(target, change.path);
    const kept = path.join(staging, keptAs(index));
    if (!liesInside(root, path.dirname(place)) || !holds(place, change.expects))
      throw notExpected(target, [change.path]);
    const staged = 'content' in change ? path.join(staging, change.path) : undefined;
    await linkOrCopy(place, kept);
    if (staged) renameSync(staged, place);
    else unlinkSync(place);
    made.push(putBackAgain(kept, place));
    // Whoever was writing into it at this moment has written into what we keep.
    if (!holds(kept, change.expects)) throw notExpected(target, [change.path]);
    if (!staged) removeEmptied(target, change.path, made);
  }
}

const isRecord = (change: Amendment): boolean => 'content' in change && 'record' in change.content;

function holds(file: string, digest: string): boolean {
  try {
    return lstatSync(file).isFile() && digestOf(readFileSync(file)) === digest;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

/** Removes the folders that a deleted file leaves empty. */
function removeEmptied(target: string, file: string, made: Reversal[]): void {
  for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
    const place = path.join(target, folder);
    const { mode } = lstatSync(place);
    try {
      rmdirSync(place);
    } catch {
      return; // It holds something else.
    }
    made.push({ place, undo: () => mkdirSync(place, { mode }) });
  }
}
