import type { Field, Rows } from './field.ts';
import { standardised } from './measure.ts';
import { picked } from './power.ts';
import { leftByPair, mostPaired, partOfOne } from './thresholds.ts';

export interface Pair {
  readonly fields: readonly [Field, Field];
  /** R² of the sum: how much of the target it tells, from 0 to 1. */
  readonly measured: number;
}

/** So many rows show whether a pair is worth a look at all of them. */
const firstLook = 512;
const fewestRows = 30;

/** Pairs of quantities whose sum, each with some weight, tells the target, while neither does alone. */
export function pairsOf(fields: readonly Field[], rows: Rows): readonly Pair[] {
  const quantities = fields.filter((field) => field.values && field.distinct > 2).slice(0, mostPaired);
  const looked = Math.min(firstLook, rows.count);
  const places = Int32Array.from({ length: looked }, (_, at) => Math.floor((at * rows.count) / looked));
  const whole = quantities.map(({ values }) => standardised(values ?? rows.y));
  const first = whole.map((values) => picked(values, places));
  const sums = sumsOf(rows.y, rows.classes);
  const firstSums = sumsOf(picked(rows.y, places), rows.classes);
  const found: Pair[] = [];
  quantities.forEach((a, at) => {
    quantities.forEach((b, other) => {
      if (other <= at || !tells(firstSums(first[at] ?? rows.y, first[other] ?? rows.y))) return;
      const left = sums(whole[at] ?? rows.y, whole[other] ?? rows.y);
      if (tells(left)) found.push({ fields: [a, b], measured: 1 - left.pair });
    });
  });
  return found;
}

interface Left {
  readonly rows: number;
  /** Shares of the target's spread that the pair and each of the two leave untold. */
  readonly pair: number;
  readonly first: number;
  readonly second: number;
}

const tells = ({ rows, pair, first, second }: Left): boolean =>
  rows >= fewestRows && pair <= leftByPair && pair <= partOfOne * Math.min(first, second);

/** Of a quantity, the least squares of the pair; of classes, the direction in which they lie apart the most. */
function sumsOf(y: Float64Array, classes: number): (a: Float64Array, b: Float64Array) => Left {
  const goal = classes > 0 ? y : standardised(y);
  const [n, ofA, ofB] = [new Float64Array(classes), new Float64Array(classes), new Float64Array(classes)];
  return (a, b) => {
    let [count, sa, sb, sy, aa, bb, ab, ay, by, yy] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (const sums of [n, ofA, ofB]) sums.fill(0);
    for (let row = 0; row < a.length; row += 1) {
      const x = a[row] ?? 0;
      const z = b[row] ?? 0;
      if (Number.isNaN(x) || Number.isNaN(z)) continue;
      const t = goal[row] ?? 0;
      count += 1;
      sa += x;
      sb += z;
      aa += x * x;
      bb += z * z;
      ab += x * z;
      if (classes > 0) {
        n[t] = (n[t] ?? 0) + 1;
        ofA[t] = (ofA[t] ?? 0) + x;
        ofB[t] = (ofB[t] ?? 0) + z;
      } else {
        sy += t;
        ay += x * t;
        by += z * t;
        yy += t * t;
      }
    }
    const total = { aa: aa - (sa * sa) / count, bb: bb - (sb * sb) / count, ab: ab - (sa * sb) / count };
    if (classes === 0)
      return ofQuantity(count, total, ay - (sa * sy) / count, by - (sb * sy) / count, yy - (sy * sy) / count);
    const within = { aa, bb, ab };
    let held = 0;
    for (let at = 0; at < classes; at += 1) {
      const many = n[at] ?? 0;
      if (many === 0) continue;
      held += 1;
      const [p, q] = [ofA[at] ?? 0, ofB[at] ?? 0];
      within.aa -= (p * p) / many;
      within.bb -= (q * q) / many;
      within.ab -= (p * q) / many;
    }
    return held < 2 ? { rows: 0, pair: 1, first: 1, second: 1 } : ofClasses(count, total, within);
  };
}

interface Scatter {
  readonly aa: number;
  readonly bb: number;
  readonly ab: number;
}

const determinant = ({ aa, bb, ab }: Scatter): number => aa * bb - ab * ab;

function ofQuantity(rows: number, total: Scatter, ay: number, by: number, yy: number): Left {
  const area = determinant(total);
  // Two columns that are one another's copy are no pair.
  if (area <= 1e-9 * total.aa * total.bb || yy <= 0) return { rows: 0, pair: 1, first: 1, second: 1 };
  const told = (ay * ay * total.bb - 2 * ay * by * total.ab + by * by * total.aa) / area;
  return { rows, pair: 1 - told / yy, first: 1 - (ay * ay) / (total.aa * yy), second: 1 - (by * by) / (total.bb * yy) };
}

function ofClasses(rows: number, total: Scatter, within: Scatter): Left {
  const area = determinant(total);
  if (area <= 1e-9 * total.aa * total.bb) return { rows: 0, pair: 1, first: 1, second: 1 };
  const middle = within.aa * total.bb + within.bb * total.aa - 2 * within.ab * total.ab;
  const inside = Math.max(determinant(within), 0);
  const pair = (2 * inside) / (middle + Math.sqrt(Math.max(middle * middle - 4 * area * inside, 0)));
  return { rows, pair: Math.max(pair, 0), first: within.aa / total.aa, second: within.bb / total.bb };
}
