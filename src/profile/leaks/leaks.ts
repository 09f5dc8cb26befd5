import { counted, digits, percent } from '../judge/say.ts';
import type { Marks } from '../numbers.ts';
import type { Column, Sample, Suspicion, Target } from '../profile.ts';
import { type Field, type Rows, rowsOf } from './field.ts';
import { powerOfMissing } from './missingness.ts';
import { mostChanged, noisyLabels } from './noisy-labels.ts';
import { leastTold, noisyQuantity } from './noisy-quantity.ts';
import { pairsOf } from './pair.ts';
import { patternOf } from './pattern.ts';
import { powerOf } from './power.ts';
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
  const goal = target.name;
  const out = { columns: [name], threshold: determined, excluded: true };
  const missing = powerOfMissing(field, rows);
  if (missing >= determined) {
    const said = `Whether ${name} is filled in tells ${goal} (${digits(missing)}).`;
    return { ...out, kind: 'missingness', measured: missing, said };
  }
  const measured = powerOf(field, rows);
  if (measured >= determined) {
    const said = `${name} alone tells ${goal} (${measureOf(target)} ${digits(measured)}).`;
    return { ...out, kind: 'copy', measured, said };
  }
  const pattern = patternOf(field, rows);
  if (pattern) return { ...out, kind: 'copy', measured, said: `${name} gives ${goal} away: ${pattern}.` };
  const noisy = rows.classes > 0 ? ofLabels(field, rows, goal) : ofNoise(field, rows, goal);
  if (noisy) return { ...out, ...noisy, kind: 'copy' };
  if (measured < strong) return undefined;
  const said = `${name} alone nearly tells ${goal} (${measureOf(target)} ${digits(measured)}); it stays in.`;
  return { columns: [name], kind: 'strong', measured, threshold: strong, excluded: false, said };
}

type Measured = Pick<Suspicion, 'measured' | 'threshold' | 'said'>;

function ofLabels(field: Field, rows: Rows, goal: string): Measured | undefined {
  const found = noisyLabels(field, rows);
  if (!found) return undefined;
  const differ = `${counted(found.changed, 'row')} ${found.changed === 1 ? 'differs' : 'differ'}`;
  const said = `${field.column.name} is ${goal} with some labels changed: ${percent(found.share)} agree, and the ${differ} by chance.`;
  return { measured: found.share, threshold: 1 - mostChanged, said };
}

function ofNoise(field: Field, rows: Rows, goal: string): Measured | undefined {
  const told = noisyQuantity(field, rows);
  if (told === undefined) return undefined;
  const said = `${field.column.name} is ${goal} with noise (R² ${digits(told)}): what it adds has to do with no other column.`;
  return { measured: told, threshold: leastTold, said };
}
