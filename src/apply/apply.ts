import path from 'node:path';
import { makeParents, openStaging, removeStaging } from '../system/staging.ts';
import { type Reversal, takeBack } from '../system/undo.ts';
import { checkSafe } from '../template/paths.ts';
import type { Plan } from '../types.ts';
import { explain } from './explain.ts';
import { linkInto, renameInto } from './place.ts';
import { makeStep, type Step } from './step.ts';
import { requireFree } from './target.ts';
import { writeFiles } from './write.ts';

/** What was written. */
export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/** Writes the plan as a whole or not at all: after a failure or the signal, the disk is as it was. Throws Failures. */
export async function apply(
  plan: Pick<Plan, 'target' | 'files'>,
  { signal }: { readonly signal: AbortSignal },
): Promise<Written> {
  const made: Reversal[] = [];
  try {
    return await write(plan, makeStep(signal), made);
  } catch (error) {
    takeBack(made);
    throw explain(error, plan.target);
  }
}

async function write({ target, files }: Pick<Plan, 'target' | 'files'>, step: Step, made: Reversal[]) {
  await step();
  for (const file of files) checkSafe(file.path, file.path);
  const { exists } = await requireFree({ target, files });
  const home = exists ? target : path.dirname(target);
  await step();
  if (!exists) makeParents(home, made);
  const staging = openStaging(home, made);
  const bytes = await writeFiles(files, staging, step);
  await step();
  if (exists) {
    await linkInto({ target, files, staging, step, made });
  } else {
    await renameInto(staging, target, made);
  }
  removeStaging(staging);
  return { files: files.length, bytes };
}
