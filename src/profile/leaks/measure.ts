import { ranked } from './groups.ts';

/** The chance that a row of class 1 has the higher score of two, ties being half; NaN without both classes. */
export const auc = (y: Float64Array, score: Float64Array): number => aucOfRanks(y, ranked(score));

export function aucOfRanks(y: Float64Array, ranks: Float64Array): number {
  let ones = 0;
  let sum = 0;
  for (let row = 0; row < y.length; row += 1)
    if (y[row] === 1) {
      ones += 1;
      sum += ranks[row] ?? 0;
    }
  return (sum - (ones * (ones + 1)) / 2) / (ones * (y.length - ones));
}

/** The share of each class that was called right, and their mean; classes without rows do not count. */
export function balanced(y: Float64Array, called: Float64Array, classes: number): number {
  const rows = new Float64Array(classes);
  const right = new Float64Array(classes);
  for (let row = 0; row < y.length; row += 1) {
    const at = y[row] ?? 0;
    rows[at] = (rows[at] ?? 0) + 1;
    if (called[row] === at) right[at] = (right[at] ?? 0) + 1;
  }
  let sum = 0;
  let present = 0;
  for (let at = 0; at < classes; at += 1)
    if (rows[at]) {
      present += 1;
      sum += (right[at] ?? 0) / (rows[at] ?? 1);
    }
  return present ? sum / present : 0;
}

export const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** With mean 0 and deviation 1; a missing value stays so. */
export function standardised(values: Float64Array): Float64Array {
  const present = values.filter((value) => !Number.isNaN(value));
  const middle = mean(present);
  const spread = Math.sqrt(mean(present.map((value) => (value - middle) ** 2))) || 1;
  return values.map((value) => (value - middle) / spread);
}

/** How much of the spread of y is foretold: 1 less the share that is left. */
export function explained(y: Float64Array, foretold: Float64Array): number {
  const middle = mean(y);
  let left = 0;
  let all = 0;
  for (let row = 0; row < y.length; row += 1) {
    left += ((y[row] ?? 0) - (foretold[row] ?? 0)) ** 2;
    all += ((y[row] ?? 0) - middle) ** 2;
  }
  return all > 0 ? 1 - left / all : 0;
}

/** The same without the few rows that are foretold worst, where a function jumps. */
export function explainedButFew(y: Float64Array, foretold: Float64Array, few: number): number {
  const middle = mean(y);
  const all = y.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const left = y.map((value, row) => (value - (foretold[row] ?? 0)) ** 2).sort();
  const kept = left.subarray(0, left.length - Math.floor(few * left.length));
  return all > 0 ? 1 - kept.reduce((sum, value) => sum + value, 0) / all : 0;
}

export function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let row = 0; row < a.length; row += 1) {
    const [x, z] = [(a[row] ?? 0) - meanA, (b[row] ?? 0) - meanB];
    ab += x * z;
    aa += x * x;
    bb += z * z;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
