import { type Look, looks, type Traits } from '../traits.ts';

/** What changes a column where it stands for another half-way: whole numbers and decimals are one. */
const sorts: Readonly<Record<Look, number>> = {
  integer: 0,
  decimal: 0,
  special: 0,
  zeros: 0,
  embedded: 1,
  date: 2,
  url: 3,
  email: 3,
  list: 3,
  word: 3,
  text: 3,
};
const sortOf: readonly number[] = looks.map((look) => sorts[look]);

/** Two sorts of cells, of which one ends before the other begins. */
export function changeIn(
  counts: Float64Array,
  firsts: Float64Array,
  lasts: Float64Array,
  present: number,
): Traits['changed'] {
  const sorts = new Map<number, { look: Look; first: number; last: number; cells: number }>();
  for (const [code, look] of looks.entries()) {
    const cells = counts[code] ?? 0;
    if (!cells) continue;
    const first = firsts[code] ?? 0;
    const last = lasts[code] ?? 0;
    const known = sorts.get(sortOf[code] ?? 0);
    sorts.set(
      sortOf[code] ?? 0,
      known
        ? {
            look: known.cells > cells ? known.look : look,
            first: Math.min(first, known.first),
            last: Math.max(last, known.last),
            cells: cells + known.cells,
          }
        : { look, first, last, cells },
    );
  }
  const [one, two, ...more] = [...sorts.values()].toSorted((a, b) => a.first - b.first);
  if (!one || !two || more.length || one.last > two.first) return undefined;
  // A lone cell at an end is a slip.
  return Math.min(one.cells, two.cells) >= Math.max(2, present * 0.05)
    ? { row: two.first, from: one.look, to: two.look }
    : undefined;
}
