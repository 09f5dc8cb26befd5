import { folds, type Rows } from './field.ts';
import type { Groups } from './groups.ts';

export interface Foretold {
  /** Of each row of `order`: the mean of y, or the commonest class where there are several. */
  readonly guess: Float64Array;
  /** Whether its value was seen in other folds. */
  readonly seen: Uint8Array;
}

/** Foretells each row from those of the same value in other folds, or else from the nearest values. */
export function foretell(groups: Groups, { y, classes, fold }: Pick<Rows, 'y' | 'classes' | 'fold'>): Foretold {
  const { order, starts, values } = groups;
  const guess = new Float64Array(order.length);
  const seen = new Uint8Array(order.length);
  const count = starts.length - 1;
  const summary = classes > 2 ? commonest(order, y, fold, classes) : average(order, y, fold);
  const left = new Float64Array(count);
  const leftValue = new Float64Array(count);
  for (let held = 0; held < folds; held += 1) {
    const own = new Float64Array(count);
    let last = Number.NaN;
    let lastValue = 0;
    const all = summary(held, 0, order.length);
    for (let at = 0; at < count; at += 1) {
      own[at] = summary(held, starts[at] ?? 0, starts[at + 1] ?? 0);
      left[at] = last;
      leftValue[at] = lastValue;
      if (!Number.isNaN(own[at])) [last, lastValue] = [own[at] ?? 0, values?.[at] ?? 0];
    }
    let right = Number.NaN;
    let rightValue = 0;
    for (let at = count - 1; at >= 0; at -= 1) {
      const known = own[at] ?? Number.NaN;
      const isSeen = !Number.isNaN(known);
      const told = isSeen
        ? known
        : values
          ? between(left[at] ?? 0, leftValue[at] ?? 0, right, rightValue, values[at] ?? 0, classes)
          : all;
      for (let place = starts[at] ?? 0; place < (starts[at + 1] ?? 0); place += 1)
        if (fold[order[place] ?? 0] === held) {
          guess[place] = Number.isNaN(told) ? 0 : told;
          seen[place] = isSeen ? 1 : 0;
        }
      if (isSeen) [right, rightValue] = [known, values?.[at] ?? 0];
    }
  }
  return { guess, seen };
}

type Summary = (held: number, from: number, to: number) => number;

const average =
  (order: Int32Array, y: Float64Array, fold: Uint8Array): Summary =>
  (held, from, to) => {
    let sum = 0;
    let rows = 0;
    for (let place = from; place < to; place += 1) {
      const row = order[place] ?? 0;
      if (fold[row] === held) continue;
      sum += y[row] ?? 0;
      rows += 1;
    }
    return rows ? sum / rows : Number.NaN;
  };

function commonest(order: Int32Array, y: Float64Array, fold: Uint8Array, classes: number): Summary {
  const counts = new Int32Array(classes);
  return (held, from, to) => {
    counts.fill(0);
    let best = Number.NaN;
    let most = 0;
    for (let place = from; place < to; place += 1) {
      const row = order[place] ?? 0;
      if (fold[row] === held) continue;
      const at = y[row] ?? 0;
      const now = (counts[at] ?? 0) + 1;
      counts[at] = now;
      if (now > most) [most, best] = [now, at];
    }
    return best;
  };
}

/** What two neighbours say of a value between them: of a class the nearer one, of a quantity the line. */
function between(
  left: number,
  leftValue: number,
  right: number,
  rightValue: number,
  value: number,
  classes: number,
): number {
  if (Number.isNaN(left)) return right;
  if (Number.isNaN(right)) return left;
  const share = rightValue > leftValue ? (value - leftValue) / (rightValue - leftValue) : 0.5;
  if (classes > 2) return share <= 0.5 ? left : right;
  return left + share * (right - left);
}
