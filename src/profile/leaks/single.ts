import { counted, digits, percent } from '../../text/say.ts';
import type { Suspicion, Target } from '../profile.ts';
import { saysAfterwards } from './afterwards.ts';
import type { Field, Rows } from './field.ts';
import { ofOneClass, powerOfMissing } from './missingness.ts';
import { mostChanged, noisyLabels } from './noisy-labels.ts';
import { leastTold, noisyQuantity } from './noisy-quantity.ts';
import { patternOf } from './pattern.ts';
import { powerOf } from './power.ts';
import { determined, filledIn, strong, telling } from './thresholds.ts';

/** What is suspected of one column: the gravest of all that could be. */
export function suspicionOf(field: Field, rows: Rows, target: Target): Suspicion | undefined {
  const columns = [field.column.name];
  const told = powerOf(field, rows);
  const found = ofMissingness(field, rows, target) ?? ofCopy(field, rows, target, told) ?? ofName(field, target, told);
  if (found) return { columns, excluded: true, ...found };
  if (told < strong) return undefined;
  const said = `${field.column.name} alone nearly tells ${target.name} (${measureOf(target)} ${digits(told)}); it stays in.`;
  return { columns, kind: 'strong', measured: told, threshold: strong, excluded: false, said };
}

type Found = Omit<Suspicion, 'columns' | 'excluded'> & { readonly excluded?: boolean };

/** What the figure is called. */
const measureOf = ({ task }: Target): string =>
  ({ binary: 'AUC', multiclass: 'balanced accuracy', regression: 'R²' })[task];

function ofMissingness(field: Field, rows: Rows, { name: goal, classes, positive }: Target): Found | undefined {
  const { name } = field.column;
  const measured = powerOfMissing(field, rows);
  if (measured >= filledIn)
    return {
      kind: 'missingness',
      measured,
      threshold: filledIn,
      said: `Whether ${name} is filled in tells ${goal} (${rows.classes > 2 ? 'the least sure class' : 'AUC'} ${digits(measured)}).`,
    };
  const one = ofOneClass(field, rows);
  if (!one) return undefined;
  const levels = classes.map(([level]) => level).filter((level) => level !== positive);
  const level = levels[one.at] ?? positive ?? '';
  const how = one.filled ? 'filled in' : 'empty';
  return { kind: 'missingness', measured, said: `${name} is ${how} only where ${goal} is ${level}.` };
}

function ofCopy(field: Field, rows: Rows, target: Target, told: number): Found | undefined {
  const { name } = field.column;
  const copy = { kind: 'copy', measured: told, threshold: determined } as const;
  if (told >= determined)
    return { ...copy, said: `${name} alone tells ${target.name} (${measureOf(target)} ${digits(told)}).` };
  const pattern = patternOf(field, rows);
  if (pattern) return { ...copy, said: `${name} gives ${target.name} away: ${pattern}.` };
  if (rows.classes === 0 && told < leastTold) return undefined;
  const noisy = rows.classes > 0 ? ofLabels(field, rows, target.name) : ofNoise(field, rows, target.name);
  return noisy && { ...copy, ...noisy };
}

type Measured = Pick<Suspicion, 'measured' | 'threshold' | 'said'>;

function ofLabels(field: Field, rows: Rows, goal: string): Measured | undefined {
  const found = noisyLabels(field, rows);
  if (!found) return undefined;
  const differ = `${counted(found.changed, 'row')} ${found.changed === 1 ? 'differs' : 'differ'}`;
  const said = `${field.column.name} is ${goal} with some labels changed: ${percent(found.share)} agree, and ${differ} as if by chance.`;
  return { measured: found.share, threshold: 1 - mostChanged, said };
}

function ofNoise(field: Field, rows: Rows, goal: string): Measured | undefined {
  const told = noisyQuantity(field, rows);
  if (told === undefined) return undefined;
  const said = `${field.column.name} is ${goal} with noise (R² ${digits(told)}): what it adds has to do with no other column.`;
  return { measured: told, threshold: leastTold, said };
}

/** A sure name is enough where the column tells anything; a doubtful one counts where it tells much. */
function ofName({ column }: Field, target: Target, told: number): Found | undefined {
  const found = saysAfterwards(column.name, target);
  if (!found) return undefined;
  const tellsMuch = told >= (target.task === 'regression' ? telling.share : telling.auc);
  const says = `"${found.word}" in the name of ${column.name} says that it is known only afterwards`;
  if (found.sure) return { kind: 'name', said: `${says}.` };
  const tells = `it tells ${target.name} (${measureOf(target)} ${digits(told)})`;
  return tellsMuch
    ? { kind: 'name', measured: told, threshold: telling.auc, said: `${says}, and ${tells}.` }
    : undefined;
}
