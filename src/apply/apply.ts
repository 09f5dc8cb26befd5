import path from 'node:path';
import { makeParents, openStaging, removeStaging } from '../system/staging.ts';
import { type Reversal, takeBack } from '../system/undo.ts';
import { checkSafe } from '../template/paths.ts';
import { checkNoRepository } from '../template/repositories.ts';
import { amend, notExpected, unexpected } from './amend.ts';
import { amending, type Change, creating, writing } from './change.ts';
import { explain, leftOver } from './explain.ts';
import { linkInto, renameInto } from './place.ts';
import { makeStep, type Step } from './step.ts';
import { requireFree } from './target.ts';
import { writeFiles } from './write.ts';

/** What was written. */
export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/** Changes that are to happen in one folder. */
interface ChangeSet {
  readonly target: string;
  readonly files: readonly Change[];
}

/** Makes all changes or none: after a failure or the signal, the disk is as it was. Throws Failures. */
export async function apply(set: ChangeSet, { signal }: { readonly signal: AbortSignal }): Promise<Written> {
  const made: Reversal[] = [];
  try {
    return await change(set, makeStep(signal), made);
  } catch (error) {
    const left = takeBack(made);
    const told = explain(error, set.target);
    throw left.length > 0 ? leftOver(told, set.target, left) : told;
  }
}

async function change({ target, files }: ChangeSet, step: Step, made: Reversal[]): Promise<Written> {
  await step();
  for (const file of files) checkSafe(file.path, file.path);
  checkNoRepository(writing(files));
  const [created, amended, written] = [creating(files), amending(files), writing(files)];
  const { exists } = await requireFree({ target, files: created });
  const wrong = unexpected(target, amended);
  if (wrong.length > 0) throw notExpected(target, wrong);
  const home = exists ? target : path.dirname(target);
  await step();
  if (!exists) makeParents(home, made);
  const staging = openStaging(home, made);
  const bytes = await writeFiles(written, staging, step);
  await step();
  if (exists) {
    await linkInto({ target, files: created, staging, step, made });
    if (amended.length > 0) await amend({ target, changes: amended, staging, step, made });
  } else {
    await renameInto(staging, target, made);
  }
  removeStaging(staging);
  return { files: written.length, bytes };
}
