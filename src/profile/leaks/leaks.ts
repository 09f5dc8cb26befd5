import { digits, listed } from '../../text/say.ts';
import type { Column, Marks, Sample, Suspicion, Target } from '../profile.ts';
import { type Field, type Rows, rowsOf } from './field.ts';
import { pairsOf } from './pair.ts';
import { suspicionOf } from './single.ts';
import { partsOfSum } from './sums.ts';
import { leftByPair } from './thresholds.ts';

/** Columns that may give the target away, those to be left out first, the surest of them first. `group` names a column whose rows belong together. */
export function suspicions(
  sample: Sample,
  columns: readonly Column[],
  target: Target,
  marks: Marks,
  group?: string,
): readonly Suspicion[] {
  const rows = rowsOf(sample, columns, target, marks, group);
  const singles = rows.fields.flatMap((field) => suspicionOf(field, rows, target) ?? []);
  const pairs = ofPairs(beside(rows.fields, singles), rows, target);
  const sums = ofSums(beside(rows.fields, [...singles, ...pairs]), rows, target);
  return [...singles, ...pairs, ...sums].toSorted(
    (a, b) => Number(b.excluded) - Number(a.excluded) || (b.measured ?? 1) - (a.measured ?? 1),
  );
}

/** The fields that nothing leaves out yet: beside the target itself, any column would make a sum. */
function beside(fields: readonly Field[], found: readonly Suspicion[]): readonly Field[] {
  const out = new Set(found.filter(({ excluded }) => excluded).flatMap(({ columns }) => columns));
  return fields.filter(({ column }) => !out.has(column.name));
}

const ofPairs = (fields: readonly Field[], rows: Rows, { name }: Target): readonly Suspicion[] =>
  pairsOf(fields, rows).map(({ fields: [a, b], measured }) => ({
    columns: [a.column.name, b.column.name],
    kind: 'pair',
    measured,
    threshold: 1 - leftByPair,
    excluded: true,
    said: `A sum of ${a.column.name} and ${b.column.name} is ${name}: together they tell it (R² ${digits(measured)}), and neither does alone.`,
  }));

function ofSums(fields: readonly Field[], rows: Rows, { name }: Target): readonly Suspicion[] {
  const parts = partsOfSum(fields, rows).map(({ column }) => column.name);
  if (parts.length === 0) return [];
  const said = `A sum of ${listed(parts)} is ${name}, to rounding.`;
  return [{ columns: parts, kind: 'pair', measured: 1, threshold: 1 - leftByPair, excluded: true, said }];
}
