import { unix } from '../dates.ts';
import { embeddedNumber } from '../embedded.ts';
import { hashNumber } from '../hash.ts';
import { parseNumber } from '../numbers.ts';
import type { Column, Kind, Marks, Sample, Target } from '../profile.ts';
import { Repeated } from '../repeated.ts';
import { datesIn } from '../times.ts';
import { byValue, type Groups, ranksIn } from './groups.ts';

/** One column as leaks are looked for in it. */
export interface Field {
  readonly column: Column;
  /** The number of each row's value among the distinct ones, in the order in which they come; -1 where it is missing. */
  readonly codes: Int32Array;
  readonly distinct: number;
  /** Of a quantity: its values, NaN where they are missing, and its rows in their order. */
  readonly values?: Float64Array;
  readonly groups?: Required<Groups>;
  readonly missing: number;
}

/** Rows with a target, each once, and what they hold. */
export interface Rows {
  readonly count: number;
  /** The number of the class, the commonest being 0 and the positive one of two 1; or the quantity itself. */
  readonly y: Float64Array;
  /** How many classes; 0 of a quantity. */
  readonly classes: number;
  /** Rows in the order of y, and the rank of each. */
  readonly order: Required<Groups>;
  readonly ranks: Float64Array;
  /** Every row is foretold from the rows of the other folds. */
  readonly fold: Uint8Array;
  readonly fields: readonly Field[];
}

export const folds = 5;
/** So many cells are looked at: with many columns, fewer rows of each. */
const mostCells = 1_000_000;
const fewestRows = 2_000;

/** Places in the sample, evenly from all of it. */
export function rowsLookedAt({ numbers, cells }: Sample): readonly number[] {
  const many = Math.min(numbers.length, Math.max(fewestRows, Math.floor(mostCells / Math.max(cells.length, 1))));
  return Array.from({ length: many }, (_, turn) => Math.floor((turn * numbers.length) / many));
}

/** Each row once, since a twin would tell the target of its own; where most have one, there are few values to take and twins are other cases. */
function withoutTwins({ cells }: Sample, places: readonly number[]): readonly number[] {
  const repeated = new Repeated();
  const once = places.filter((at) => repeated.add(cells.map((column) => column[at] ?? '')));
  return once.length * 2 < places.length ? places : once;
}

/** Takes the sample apart. A group's rows are in one fold, so that knowing one does not tell the others. */
export function rowsOf(
  sample: Sample,
  columns: readonly Column[],
  target: Target,
  marks: Marks,
  group: string | undefined,
): Rows {
  const columnOf = (name: string): Column | undefined => columns.find((one) => one.name === name);
  const cellsOf = (name: string): readonly string[] => sample.cells[columnOf(name)?.position ?? -1] ?? [];
  const goal = cellsOf(target.name);
  const read = readerOfTarget(target, columnOf(target.name), marks);
  const usable = rowsLookedAt(sample).filter((at) => Number.isFinite(read(goal[at] ?? '') ?? Number.NaN));
  const kept = withoutTwins(sample, usable);
  const y = Float64Array.from(kept, (at) => read(goal[at] ?? '') ?? Number.NaN);
  const order = byValue(y);
  const groups = group === undefined ? undefined : coded(cellsOf(group), kept).codes;
  return {
    count: kept.length,
    y,
    classes: target.classes.length,
    order,
    ranks: ranksIn(order, y.length),
    fold: Uint8Array.from(
      kept,
      (at, row) => hashNumber(groups ? (groups[row] ?? 0) : (sample.numbers[at] ?? at), 7) % folds,
    ),
    fields: columns.flatMap((column) => {
      if (column.name === target.name || column.kind === 'constant') return [];
      return [fieldOf(column, sample.cells[column.position] ?? [], kept, marks)];
    }),
  };
}

type Reader = (cell: string) => number | undefined;

function readerOfTarget({ task, classes, positive }: Target, column: Column | undefined, marks: Marks): Reader {
  if (task === 'regression') return (column && readerOf(column, marks)) ?? ((cell) => parseNumber(cell, marks));
  const levels = classes.map(([level]) => level).filter((level) => level !== positive);
  const codes = new Map([...levels, ...(positive === undefined ? [] : [positive])].map((level, code) => [level, code]));
  return (cell) => codes.get(cell);
}

function fieldOf(column: Column, cells: readonly string[], kept: readonly number[], marks: Marks): Field {
  const { codes, distinct, missing } = coded(cells, kept);
  const field = { column, codes, distinct, missing };
  const values = valuesOf(column, cells, kept, marks);
  return values ? { ...field, values, groups: byValue(values) } : field;
}

function coded(cells: readonly string[], kept: readonly number[]): Pick<Field, 'codes' | 'distinct' | 'missing'> {
  const known = new Map<string, number>([['', -1]]);
  let missing = 0;
  const codes = Int32Array.from(kept, (at) => {
    const cell = cells[at] ?? '';
    const code = known.get(cell) ?? known.size - 1;
    if (code < 0) missing += 1;
    else known.set(cell, code);
    return code;
  });
  return { codes, distinct: known.size - 1, missing };
}

/** Identifiers may be numbers that were given in the order of the target. */
const quantities: ReadonlySet<Kind> = new Set(['number', 'integer', 'identifier', 'date']);
/** A quantity has a number in nearly every cell that is not empty. */
const mostOthers = 0.02;

function valuesOf(
  column: Column,
  cells: readonly string[],
  kept: readonly number[],
  marks: Marks,
): Float64Array | undefined {
  const read = readerOf(column, marks);
  if (!read) return undefined;
  let others = 0;
  const values = Float64Array.from(kept, (at) => {
    const cell = cells[at] ?? '';
    if (cell === '') return Number.NaN;
    const value = read(cell);
    if (value !== undefined && Number.isFinite(value)) return value;
    others += 1;
    return Number.NaN;
  });
  return others <= mostOthers * kept.length ? values : undefined;
}

/** How a cell of a column is read as a quantity; of a category there is no way. */
export function readerOf({ kind, order, format }: Column, marks: Marks): Reader | undefined {
  if (order) {
    const ranks = new Map(order.map((level, rank) => [level, rank]));
    return (cell) => ranks.get(cell);
  }
  if (kind === 'date' && format !== unix.seconds && format !== unix.milliseconds) return (cell) => dateOf(cell, format);
  if (kind === 'embedded') return (cell) => embeddedNumber(cell, marks)?.value;
  return quantities.has(kind) ? (cell) => parseNumber(cell, marks) : undefined;
}

function dateOf(cell: string, format: string | undefined): number | undefined {
  const readings = datesIn(cell);
  return (readings.find((reading) => reading.format === format) ?? readings[0])?.at;
}
