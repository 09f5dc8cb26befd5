import { usage } from '../../errors.ts';
import { counted, listed } from '../../text/say.ts';
import { didYouMean } from '../../text/suggest.ts';
import type { Column, Kind, Target, Task } from '../profile.ts';
import { type Class, fewest, mostClasses, readAs } from './classes.ts';
import { named } from './named.ts';
import { warningsOf } from './target-warnings.ts';

/** The target as it was read, and what its owner should know of it, in sentences. */
export interface TargetReading {
  readonly target: Target;
  readonly warnings: readonly string[];
}

/** Reads the target that was named, or says why it cannot be one. */
export function readTarget(columns: readonly Column[], name: string, positive?: string): TargetReading {
  const column = named(columns, name);
  const present = column.rows - column.missing;
  const other = 'Choose another column with --target.';
  if (present === 0) throw usage(`The target ${name} has no value in any row.`, other);
  if (column.distinct <= 1 || column.kind === 'constant')
    throw usage(`The target ${name} has the same value in every row, so nothing can be learned from it.`, other);
  const read = readAs(column);
  if (!read || (read.as === 'classes' && column.distinct === present)) throw unfit(column);
  if (column.unfit !== undefined)
    throw usage(
      `The target ${name} cannot be read: ${column.unfit}.`,
      `If it holds classes, say so with --column '${name}=category'.`,
    );
  return read.as === 'classes' ? ofClasses(column, read.why, positive) : ofQuantity(column, read.why, positive);
}

const words: ReadonlyMap<Kind, string> = new Map([
  ['text', 'text'],
  ['list', 'lists'],
  ['url', 'addresses'],
]);

function unfit({ name, kind, distinct, ...column }: Column): Error {
  const as = `If it is one all the same, say so with --column '${name}=category' or '${name}=number'.`;
  if (kind === 'date')
    return usage(
      `The target ${name} is a date, which is no class and no quantity.`,
      'Write into the file what of the date is to be predicted, such as the days until it.',
    );
  const held = words.get(kind);
  if (held) return usage(`The target ${name} holds ${held}, which is no class and no quantity.`, as);
  if (distinct === column.rows - column.missing)
    return usage(`The target ${name} has another value in every row and is not a number.`, as);
  return usage(`The target ${name} has ${counted(distinct, 'value')} that look like identifiers.`, as);
}

function ofQuantity(column: Column, why: string, positive?: string): TargetReading {
  const { name } = column;
  if (positive !== undefined)
    throw usage(`The target ${name} is a quantity, so it has no positive class.`, 'Leave --positive out.', [
      '--positive',
    ]);
  const rows = column.rows - column.missing;
  if (rows < fewest)
    throw usage(
      `The target ${name} has a value in ${counted(rows, 'row')}, which cannot be split.`,
      `Give a file with at least ${fewest} rows.`,
    );
  const target: Target = {
    name,
    task: 'regression',
    reasons: [why],
    classes: [],
    leftOut: [],
    missing: column.missing,
  };
  return { target, warnings: warningsOf(target, column) };
}

function ofClasses(column: Column, why: string, positive?: string): TargetReading {
  const { name, distinct } = column;
  if (distinct > mostClasses || column.levels.length < distinct)
    throw usage(
      `The target ${name} has ${counted(distinct, 'class', 'classes')}; at most ${mostClasses} can be told apart in a report.`,
      'Join the rarer ones in the file, or choose another target.',
    );
  const all: readonly Class[] = column.levels;
  const classes = all.filter(([, rows]) => rows >= fewest);
  const leftOut = all.filter(([, rows]) => rows < fewest);
  if (classes.length < 2) {
    const small = listed(leftOut.map(([level, rows]) => `${level} (${rows})`));
    throw usage(
      `The target ${name} has fewer than two classes of at least ${counted(fewest, 'row')}; too small to be split: ${small}.`,
      'Give a file with more rows of them, or choose another target.',
    );
  }
  const task: Task = classes.length === 2 ? 'binary' : 'multiclass';
  const base = { name, task, classes, leftOut, missing: column.missing };
  const target: Target =
    task === 'binary' ? { ...base, ...positiveOf(column, classes, positive, why) } : { ...base, reasons: [why] };
  if (task === 'multiclass' && positive !== undefined)
    throw usage(
      `The target ${name} has ${counted(classes.length, 'class', 'classes')}, so none of them is the positive one.`,
      'Leave --positive out.',
      ['--positive'],
    );
  return { target, warnings: warningsOf(target, column) };
}

/** Words for the class that one asks about. */
const affirmed = new Set(['1', 'yes', 'y', 'true', 't', 'positive', 'pos']);

function positiveOf(
  column: Column,
  classes: readonly Class[],
  positive: string | undefined,
  why: string,
): Pick<Target, 'positive' | 'reasons'> {
  const levels = classes.map(([level]) => level);
  if (positive !== undefined) {
    if (levels.includes(positive))
      return { positive, reasons: [why, `the owner has said that ${positive} is the positive class`] };
    const meant = didYouMean(positive, levels);
    const next =
      meant === undefined ? `Give --positive one of ${listed(levels)}.` : `Did you mean --positive '${meant}'?`;
    throw usage(`The target ${column.name} has no class ${positive} that could be the positive one.`, next, [
      '--positive',
    ]);
  }
  const [[common, many], [rare, few]] = pair(classes);
  if (few < many)
    return { positive: rare, reasons: [why, `${rare} is the positive class because it is the rarer one`] };
  const asked = levels.find((level) => affirmed.has(level.toLowerCase())) ?? [common, rare].toSorted().at(-1) ?? rare;
  return { positive: asked, reasons: [why, `${asked} is the positive class; both have the same number of rows`] };
}

const pair = (classes: readonly Class[]): readonly [Class, Class] => {
  const [first = ['', 0] as const, second = ['', 0] as const] = classes.toSorted((a, b) => b[1] - a[1]);
  return [first, second];
};
