import type { Field, Rows } from './field.ts';
import { auc, aucOfRanks } from './measure.ts';

/** As many rows must be empty, and as many filled in: fewer would be chance. */
const fewest = 5;
/** So many rows must be of one class for it to be no chance, and so small must that chance be. */
const fewestOfOne = 20;
const byChance = 1e-6;

/** How well whether a column is filled in and the target tell each other, from .5 to 1. */
export function powerOfMissing({ codes, missing }: Field, { y, classes, count, ranks }: Rows): number {
  if (missing < fewest || count - missing < fewest) return 0.5;
  const empty = Float64Array.from(codes, (code) => (code < 0 ? 1 : 0));
  if (classes <= 2) {
    const area = classes === 2 ? auc(y, empty) : aucOfRanks(empty, ranks);
    return Math.max(area, 1 - area);
  }
  // Of several classes: how surely each is always filled in or never, where both happen.
  const { rows, without } = rowsOfClasses(codes, y, classes);
  const shares = rows.flatMap((many, at) => (many ? [(without[at] ?? 0) / many] : []));
  if (shares.every((share) => share < 0.5) || shares.every((share) => share >= 0.5)) return 0.5;
  return Math.min(...shares.map((share) => Math.max(share, 1 - share)));
}

/** The class of which alone a column is filled in, or alone is empty: it says what became of the case. */
export function ofOneClass(
  field: Field,
  { y, classes, count }: Rows,
): { readonly at: number; readonly filled: boolean } | undefined {
  if (classes === 0 || field.missing === 0) return undefined;
  const { rows, without } = rowsOfClasses(field.codes, y, classes);
  for (const filled of [true, false]) {
    const held = rows.map((many, at) => (filled ? many - (without[at] ?? 0) : (without[at] ?? 0)));
    const all = held.reduce((sum, many) => sum + many, 0);
    const at = held.indexOf(Math.max(...held));
    if (all >= fewestOfOne && held[at] === all && ((rows[at] ?? 0) / count) ** all < byChance) return { at, filled };
  }
  return undefined;
}

function rowsOfClasses(codes: Int32Array, y: Float64Array, classes: number) {
  const rows = Array.from({ length: classes }, () => 0);
  const without = [...rows];
  y.forEach((at, row) => {
    rows[at] = (rows[at] ?? 0) + 1;
    if ((codes[row] ?? 0) < 0) without[at] = (without[at] ?? 0) + 1;
  });
  return { rows, without };
}
