import { getColumns } from '@clack/core';
import { inspectTarget, type Target } from '../apply/target.ts';
import { warningsFor } from '../apply/warnings.ts';
import { Failure } from '../errors.ts';
import { drawDecided } from '../report/draw-decided.ts';
import { drawTree } from '../terminal/tree.ts';
import { printable } from '../text/encode.ts';
import type { Plan } from '../types.ts';
import type { Scene } from './fields.ts';
import { say, warn } from './frame.ts';
import { choose } from './prompts.ts';
import { drawDecisions, drawFiles, sourceOf } from './summary.ts';

type Action = 'create' | 'change' | 'back' | 'leave';

/** How many paths in the way are named: more would push what was decided out of sight. */
const named = 5;

/** Shows what would be written, and at the end, in sight together, all that was decided; then asks what to do about it. */
export async function review(plan: Plan, scene: Scene, files: 'folders' | 'all' = 'folders'): Promise<Action> {
  const { io, options, draft } = scene;
  const width = getColumns(io.output) - 4;
  const drawn = files === 'all' ? drawTree(plan.files) : drawFiles(plan, width);
  say(io, 'Files', drawn);
  if (draft.brought) say(io, 'Your data', printable(drawDecided(draft.brought.profile, width)));
  say(io, 'Review', drawDecisions(plan, sourceOf(scene), width));
  const target = await look(plan);
  for (const warning of printable(warningsFor(plan))) warn(io, warning);
  if (target.kept.length > 0) warn(io, printable(`Already there, and kept as it is: ${shorten(target.kept)}`));
  const blocked =
    target.problem ?? (target.conflicts.length > 0 ? `In the way there: ${shorten(target.conflicts)}` : '');
  if (blocked) warn(io, printable(blocked));
  const { value, back } = await choose<Action | 'files'>(io, {
    message: blocked ? 'It cannot be created there.' : 'Nothing is written yet.',
    options: [
      ...(blocked ? [] : [{ value: 'create' as const, label: options.dryRun ? 'Show the plan' : 'Create it' }]),
      { value: 'change', label: 'Change an answer' },
      ...(files === 'all' ? [] : [{ value: 'files' as const, label: `Show all ${plan.files.length} files` }]),
      { value: 'leave', label: 'Leave, and write nothing' },
    ],
  });
  if (back) return 'back';
  return value === 'files' ? review(plan, scene, 'all') : value;
}

const shorten = (paths: readonly string[]): string =>
  [...paths.slice(0, named), ...(paths.length > named ? [`${paths.length - named} more`] : [])].join(', ');

/** What stands there, or why nothing can. */
async function look(plan: Plan): Promise<Pick<Target, 'kept' | 'conflicts'> & { readonly problem?: string }> {
  try {
    return await inspectTarget(plan);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { kept: [], conflicts: [], problem: error.message };
  }
}
