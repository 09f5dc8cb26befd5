import type { Marks } from '../numbers.ts';
import type { Column, Sample, Suspicion, Target } from '../profile.ts';

/** Columns that may give the target away, the surest first. `group` names a column whose rows belong together. */
export function suspicions(
  _sample: Sample,
  _columns: readonly Column[],
  _target: Target,
  _marks: Marks,
  _group?: string,
): readonly Suspicion[] {
  return [];
}
