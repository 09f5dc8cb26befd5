import { usage } from '../../errors.ts';
import { readSplit, type SplitReading } from '../judge/split.ts';
import { readerOf } from '../leaks/field.ts';
import type { Overrides } from '../overrides.ts';
import type { Column, Split, Target } from '../profile.ts';
import type { Looked } from './look.ts';

/** The share of the test part, as the project's parameters have it. */
const tested = 0.25;

/** What parts the rows: not by a column that would leave a part with one class alone, where nothing can be learned or measured. */
export function partsOf(looked: Looked, target: Target, overrides: Overrides): SplitReading {
  const reading = readSplit(looked.columns, target, overrides);
  const { column } = reading.split;
  const lacking = lackingIn(looked, target, reading.split);
  if (column === undefined || lacking === undefined) return reading;
  if (column === overrides.time || column === overrides.group)
    throw usage(
      `The column ${column} cannot part the rows: ${lacking}.`,
      'Name another column with --time or --group, or none.',
    );
  const columns = looked.columns.map((one) => (one.name === column ? { ...one, unfit: lacking } : one));
  const { split, warnings } = partsOf({ ...looked, columns }, target, overrides);
  return { split, warnings: [`The rows are not parted by ${column}: ${lacking}.`, ...warnings] };
}

/** Why a part would hold one class alone; nothing where both hold two. Seen in the sample, which is all of a small file. */
function lackingIn(looked: Looked, target: Target, split: Split): string | undefined {
  const { columns, sample } = looked;
  const at = columns.findIndex(({ name }) => name === split.column);
  const column = columns[at];
  const goal = columns.findIndex(({ name }) => name === target.name);
  const usable = new Set(target.classes.map(([level]) => level));
  const rows = (sample.cells[goal] ?? []).flatMap((cell, row): readonly Row[] => {
    const by = sample.cells[at]?.[row] ?? '';
    return by !== '' && (usable.size > 0 ? usable.has(cell) : cell !== '') ? [{ is: cell, by }] : [];
  });
  if (!column) return undefined;
  return split.by === 'time' ? inTime(rows, column, looked) : inGroups(rows, column);
}

interface Row {
  /** Its class, or value. */
  readonly is: string;
  readonly by: string;
}

function inTime(rows: readonly Row[], column: Column, { dialect }: Looked): string | undefined {
  const read = readerOf(column, dialect);
  const timed = rows.map(({ is, by }) => ({ is, at: read?.(by) ?? Number.NaN })).filter(({ at }) => !Number.isNaN(at));
  const sorted = timed.toSorted((a, b) => a.at - b.at);
  const from = sorted[Math.floor((1 - tested) * sorted.length)]?.at ?? 0;
  const parts = [
    ['earlier', sorted.filter(({ at }) => at < from)],
    ['latest', sorted.filter(({ at }) => at >= from)],
  ] as const;
  const [alone] = parts.filter(([, held]) => new Set(held.map(({ is }) => is)).size < 2);
  const [one] = alone?.[1] ?? [];
  return alone && `its ${alone[0]} rows are ${one ? `all ${one.is}` : 'none'}`;
}

function inGroups(rows: readonly Row[], { name }: Column): string | undefined {
  const groups = new Map<string, Set<string>>();
  for (const { is, by } of rows) groups.set(is, (groups.get(is) ?? new Set()).add(by));
  const repeated = [...groups.values()].filter(({ size }) => size > 1);
  return repeated.length > 1 ? undefined : `all but one class are in one ${name} alone`;
}
