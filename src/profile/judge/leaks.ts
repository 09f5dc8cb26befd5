import type { Marks } from '../numbers.ts';
import type { Column, Sample, Suspicion, Target } from '../profile.ts';
import { type Field, type Rows, rowsOf } from './field.ts';
import { powerOfMissing } from './missingness.ts';
import { pairsOf } from './pair.ts';
import { patternOf } from './pattern.ts';
import { powerOf } from './power.ts';
import { digits } from './say.ts';
import { determined, leftByPair, strong } from './thresholds.ts';

/** Columns that may give the target away, the surest first. `group` names a column whose rows belong together. */
export function suspicions(
  sample: Sample,
  columns: readonly Column[],
  target: Target,
  marks: Marks,
  group?: string,
): readonly Suspicion[] {
  const rows = rowsOf(sample, columns, target, marks, group);
  const singles = rows.fields.flatMap((field) => {
    const found = ofOne(field, rows, target);
    return found ? [found] : [];
  });
  const out = new Set(singles.filter(({ excluded }) => excluded).flatMap((one) => one.columns));
  const rest = rows.fields.filter(({ column }) => !out.has(column.name));
  const pairs = pairsOf(rest, rows).map(
    ({ fields: [a, b], measured }): Suspicion => ({
      columns: [a.column.name, b.column.name],
      kind: 'pair',
      measured,
      threshold: 1 - leftByPair,
      excluded: true,
      said: `A sum of ${a.column.name} and ${b.column.name} is ${target.name}: together they tell it (R² ${digits(measured)}), and neither does alone.`,
    }),
  );
  return [...singles, ...pairs].toSorted(
    (a, b) => Number(b.excluded) - Number(a.excluded) || (b.measured ?? 1) - (a.measured ?? 1),
  );
}

/** What the figure is called. */
const measureOf = ({ task }: Target): string =>
  ({ binary: 'AUC', multiclass: 'balanced accuracy', regression: 'R²' })[task];

function ofOne(field: Field, rows: Rows, target: Target): Suspicion | undefined {
  const { name } = field.column;
  const missing = powerOfMissing(field, rows);
  if (missing >= determined)
    return {
      columns: [name],
      kind: 'missingness',
      measured: missing,
      threshold: determined,
      excluded: true,
      said: `Whether ${name} is filled in tells ${target.name} (${digits(missing)}).`,
    };
  const measured = powerOf(field, rows);
  if (measured >= determined)
    return {
      columns: [name],
      kind: 'copy',
      measured,
      threshold: determined,
      excluded: true,
      said: `${name} alone tells ${target.name} (${measureOf(target)} ${digits(measured)}).`,
    };
  const pattern = patternOf(field, rows);
  if (pattern)
    return {
      columns: [name],
      kind: 'copy',
      measured,
      threshold: determined,
      excluded: true,
      said: `${name} gives ${target.name} away: ${pattern}.`,
    };
  if (measured >= strong)
    return {
      columns: [name],
      kind: 'strong',
      measured,
      threshold: strong,
      excluded: false,
      said: `${name} alone nearly tells ${target.name} (${measureOf(target)} ${digits(measured)}); it stays in.`,
    };
  return undefined;
}
