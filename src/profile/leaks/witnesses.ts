import type { Field, Rows } from './field.ts';
import { ranked } from './groups.ts';
import { standardised } from './measure.ts';

/** What other columns say of each row, as numbers with mean 0 and deviation 1; 0 where they say nothing. */
export type Witness = Float64Array;

/** Categories are asked level by level: so many of each, and none that is rare. */
const mostLevels = 8;
const rarest = 0.02;
/** So many witnesses are enough. */
const most = 200;

/** All other columns as witnesses; one that says the very same as the column itself is none. */
export function witnessesFor(field: Field, rows: Rows): readonly Witness[] {
  const others = rows.fields.filter((other) => other !== field && !isSame(other, field));
  return others.flatMap((other) => [...witnesses(other, rows.count)]).slice(0, most);
}

function witnesses(field: Field, count: number): readonly Witness[] {
  const own = field.values && field.distinct > 2 ? [ofQuantity(field.values)] : ofLevels(field, count);
  const isEmpty =
    field.missing >= rarest * count ? [standardised(Float64Array.from(field.codes, (code) => (code < 0 ? 1 : 0)))] : [];
  return [...own, ...isEmpty].filter((witness) => witness.some((value) => value !== 0));
}

/** By rank, so that no single value speaks louder than the others. */
function ofQuantity(values: Float64Array): Witness {
  const places = Int32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row] ?? 0));
  const ranks = standardised(ranked(Float64Array.from(places, (row) => values[row] ?? 0)));
  const witness = new Float64Array(values.length);
  places.forEach((row, place) => {
    witness[row] = ranks[place] ?? 0;
  });
  return witness;
}

function ofLevels({ codes, distinct }: Field, count: number): readonly Witness[] {
  const rows = new Int32Array(distinct);
  for (const code of codes) if (code >= 0) rows[code] = (rows[code] ?? 0) + 1;
  const common = Array.from(rows.keys())
    .filter((code) => (rows[code] ?? 0) >= rarest * count)
    .toSorted((a, b) => (rows[b] ?? 0) - (rows[a] ?? 0))
    .slice(0, distinct === 2 ? 1 : mostLevels);
  return common.map((level) => standardised(Float64Array.from(codes, (code) => (code === level ? 1 : 0))));
}

/** Whether each value of one column goes with one value of the other. */
function isSame(a: Field, b: Field): boolean {
  if (a.distinct !== b.distinct) return false;
  const pairs = new Map<number, number>();
  return a.codes.every((code, row) => {
    const other = b.codes[row] ?? -1;
    const known = pairs.get(code);
    if (known === undefined) pairs.set(code, other);
    return known === undefined || known === other;
  });
}
