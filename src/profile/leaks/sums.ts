import type { Field, Rows } from './field.ts';

/** A sum leaves nothing of the target but rounding: the audit of a project asks for as much. */
const rounding = 1e-9;
/** A sum of more parts is not looked for. */
const mostParts = 30;
/** The best of the parts tells as much of what is left, or there is no such sum. */
const leastTold = 0.02;
/** So many rows show it, and so many for each column. */
const enoughRows = 1_000;
const rowsOfEach = 3;

/** The quantities of which a sum, each with some weight, is the target to rounding; an empty cell is nothing. None where there is no such sum. */
export function partsOfSum(fields: readonly Field[], { y, count }: Rows): readonly Field[] {
  const quantities = fields.filter((field) => field.values && field.distinct > 1);
  // With nearly as many columns as rows, some sum is always right.
  const needed = rowsOfEach * (quantities.length + 1);
  if (count < needed) return [];
  const rows = Math.min(count, Math.max(enoughRows, needed));
  const columns = quantities.map(({ values }) => unit(values ?? y, rows));
  const goal = unit(y, rows);
  const chosen = chosenFor(goal, columns);
  const parts = chosen.filter((one) => {
    const others = chosen.filter((other) => other !== one).map((at) => columns[at] ?? goal);
    return squared(lessened(goal, others)) > rounding;
  });
  return parts.flatMap((at) => quantities[at] ?? []);
}

/** Columns that tell all of it, each the one that tells most of what the earlier ones leave. */
function chosenFor(goal: Float64Array, columns: readonly Float64Array[]): readonly number[] {
  let rest = goal;
  let left = columns;
  const chosen: number[] = [];
  while (squared(rest) > rounding) {
    const at = nearest(left, rest);
    const direction = left[at];
    if (direction === undefined || chosen.length === mostParts) return [];
    chosen.push(at);
    rest = without(rest, direction);
    left = left.map((column) => without(column, direction));
  }
  return chosen;
}

function nearest(columns: readonly Float64Array[], rest: Float64Array): number {
  const told = columns.map((column) => {
    const length = squared(column);
    return length > rounding ? dot(column, rest) ** 2 / length : 0;
  });
  const most = Math.max(...told);
  return most > leastTold * squared(rest) ? told.indexOf(most) : -1;
}

/** What some columns leave of it. */
const lessened = (goal: Float64Array, [first, ...others]: readonly Float64Array[]): Float64Array =>
  first === undefined
    ? goal
    : lessened(
        without(goal, first),
        others.map((other) => without(other, first)),
      );

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row += 1) sum += (a[row] ?? 0) * (b[row] ?? 0);
  return sum;
}

const squared = (a: Float64Array): number => dot(a, a);

function without(column: Float64Array, direction: Float64Array): Float64Array {
  const length = squared(direction);
  if (length <= rounding) return column;
  const along = dot(column, direction) / length;
  return column.map((value, row) => value - along * (direction[row] ?? 0));
}

/** Some rows of a column, around their mean, with length 1. */
function unit(values: Float64Array, rows: number): Float64Array {
  const some = Float64Array.from({ length: rows }, (_, at) => values[Math.floor((at * values.length) / rows)] ?? 0);
  const filled = some.map((value) => (Number.isNaN(value) ? 0 : value));
  const middle = filled.reduce((sum, value) => sum + value, 0) / rows;
  const centred = filled.map((value) => value - middle);
  const length = Math.sqrt(squared(centred)) || 1;
  return centred.map((value) => value / length);
}
