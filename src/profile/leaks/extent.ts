import { counted, thousands } from '../../text/say.ts';
import type { Column, Sample } from '../profile.ts';
import { rowsLookedAt } from './field.ts';
import { mostPaired } from './thresholds.ts';

/** In how much leaks were looked for, in a sentence: the rows, and the columns that were paired where those are not all. */
export function extentOf(sample: Sample, columns: readonly Column[]): string {
  const rows = rowsLookedAt(sample).length;
  const all = columns[0]?.rows ?? rows;
  const quantities = columns.filter(({ kind }) => kind === 'number' || kind === 'integer').length;
  const where =
    rows < all ? `${counted(rows, 'row')} of ${thousands(all)}, chosen by their number` : `all ${counted(rows, 'row')}`;
  const pairs =
    quantities > mostPaired
      ? `; sums of two columns only among the first ${mostPaired} of ${thousands(quantities)} numbers`
      : '';
  return `Leaks were looked for in ${where}${pairs}.`;
}
