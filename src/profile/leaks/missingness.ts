import type { Field, Rows } from './field.ts';
import { auc } from './measure.ts';

/** As many rows must be empty, and as many filled in: fewer would be chance. */
const fewest = 5;

/** How well whether a column is filled in and the target tell each other, from .5 to 1. */
export function powerOfMissing({ codes, missing }: Field, { y, classes, count }: Rows): number {
  if (missing < fewest || count - missing < fewest) return 0.5;
  const empty = Float64Array.from(codes, (code) => (code < 0 ? 1 : 0));
  if (classes <= 2) {
    const area = classes === 2 ? auc(y, empty) : auc(empty, y);
    return Math.max(area, 1 - area);
  }
  // Of several classes: how surely each is always filled in or never, where both happen.
  const [rows, without] = [new Float64Array(classes), new Float64Array(classes)];
  y.forEach((at, row) => {
    rows[at] = (rows[at] ?? 0) + 1;
    without[at] = (without[at] ?? 0) + (empty[row] ?? 0);
  });
  const shares = [...rows].flatMap((many, at) => (many ? [(without[at] ?? 0) / many] : []));
  if (shares.every((share) => share < 0.5) || shares.every((share) => share >= 0.5)) return 0.5;
  return Math.min(...shares.map((share) => Math.max(share, 1 - share)));
}
