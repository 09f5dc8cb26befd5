import { usage } from '../../errors.ts';
import { parseNumber } from '../numbers.ts';
import type { Column, Dialect } from '../profile.ts';
import { valueNamed } from './names.ts';

/** A column that says how much a user liked an item, or took of it. */
export interface Value {
  readonly column: Column;
  /** Whether it is what a user thinks, and not how often or how much was taken. */
  readonly explicit: boolean;
  readonly low: number;
  readonly high: number;
  /** Its numbers with their rows, rising, where they are few enough to be known. */
  readonly levels?: readonly (readonly [value: number, rows: number])[];
  readonly whole: boolean;
  readonly reasons: readonly string[];
}

type Scale = Pick<Value, 'low' | 'high' | 'levels' | 'whole'>;

/** The numbers that a column holds; undefined where it holds other things. */
export function scaleOf(column: Column, dialect: Dialect): Scale | undefined {
  const { kind, min, max, unfit, levels, distinct } = column;
  const parsed = levels.map(([level, rows]) => [parseNumber(level, dialect) ?? Number.NaN, rows] as const);
  const all = parsed.length === distinct && parsed.every(([value]) => Number.isFinite(value));
  const rising = parsed.toSorted((a, b) => a[0] - b[0]);
  const [lowest] = rising[0] ?? [];
  const [highest] = rising.at(-1) ?? [];
  if (all && lowest !== undefined && highest !== undefined)
    return { low: lowest, high: highest, levels: rising, whole: rising.every(([value]) => Number.isInteger(value)) };
  if (kind !== 'number' && kind !== 'integer' && kind !== 'embedded') return undefined;
  if (unfit !== undefined || typeof min !== 'number' || typeof max !== 'number') return undefined;
  return { low: min, high: max, whole: kind === 'integer' };
}

/** More levels than that are no scale that somebody judges by, where no name says so. */
const mostOfScale = 21;

/** The value of an event: the column whose name says so, or the one that the owner names. */
export function valueIn(
  columns: readonly Column[],
  dialect: Dialect,
  said: string | undefined,
  taken: readonly (string | undefined)[],
): Value | undefined {
  const found = chosen(columns, dialect, taken);
  return said === undefined || said === found?.column.name ? found : wanted(columns, dialect, said);
}

function chosen(
  columns: readonly Column[],
  dialect: Dialect,
  taken: readonly (string | undefined)[],
): Value | undefined {
  const free = columns.filter(({ name }) => !taken.includes(name));
  const named = free.flatMap((column): readonly Value[] => {
    const word = valueNamed(column.name);
    const scale = word && scaleOf(column, dialect);
    if (!word || !scale || scale.low === scale.high || column.missing > column.rows / 2) return [];
    const what = word.explicit ? 'what users think' : 'how much was taken';
    return [{ column, ...scale, explicit: word.explicit, reasons: [`"${word.word}" in its name says ${what}`] }];
  });
  const [best] = named.toSorted(
    (a, b) => Number(b.explicit) - Number(a.explicit) || a.column.position - b.column.position,
  );
  return best ?? (dialect.header ? undefined : unnamed(free, dialect));
}

/** Without a header, the one column of few numbers. */
function unnamed(columns: readonly Column[], dialect: Dialect): Value | undefined {
  const few = columns.flatMap((column): readonly Value[] => {
    const scale = scaleOf(column, dialect);
    if (!scale?.levels || scale.levels.length < 2 || scale.levels.length > mostOfScale || scale.high > 100) return [];
    const reasons = [`it holds ${scale.levels.length} numbers from ${scale.low} to ${scale.high}, as ratings do`];
    return [{ column, ...scale, explicit: true, reasons }];
  });
  return few.length === 1 ? few[0] : undefined;
}

function wanted(columns: readonly Column[], dialect: Dialect, name: string): Value {
  const column = columns.find((one) => one.name === name);
  const scale = column && scaleOf(column, dialect);
  if (!column || !scale)
    throw usage(
      `The column ${name} holds no numbers, so it cannot say how much an item was liked.`,
      'Choose another column with --value, or leave it out: every event counts as liked then.',
      ['--value'],
    );
  const named = valueNamed(name);
  const explicit = named?.explicit ?? (scale.levels !== undefined && scale.levels.length <= mostOfScale);
  return { column, ...scale, explicit, reasons: ['the owner has said so'] };
}

/** From which value on an event counts as liked. */
export function likedFrom({ explicit, low, high, levels, whole }: Value): number {
  if (!explicit) return whole ? Math.max(1, low) : low > 0 ? low : smallest;
  const bound = low + (2 / 3) * (high - low);
  const level = levels?.find(([value]) => value >= bound - 1e-9)?.[0];
  return level ?? Number(bound.toPrecision(3));
}

/** Above nothing. */
const smallest = 1e-6;
