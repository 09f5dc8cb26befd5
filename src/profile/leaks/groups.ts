import type { Groups } from './foretell.ts';
import { sortedBy } from './measure.ts';

/** Rows of each category, side by side. */
export function byCode(codes: Int32Array, distinct: number): Groups {
  const starts = new Int32Array(distinct + 1);
  for (const code of codes) if (code >= 0) starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  for (let at = 1; at <= distinct; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const next = starts.slice();
  const order = new Int32Array(starts[distinct] ?? 0);
  codes.forEach((code, row) => {
    if (code < 0) return;
    order[next[code] ?? 0] = row;
    next[code] = (next[code] ?? 0) + 1;
  });
  return { order, starts };
}

/** Rows in the order of their values, equal ones together; a row without a value is left out. */
export function byValue(values: Float64Array): Required<Groups> {
  const order = sortedBy(values, Int32Array.from(present(values)));
  const starts: number[] = [];
  order.forEach((row, place) => {
    if (place === 0 || values[row] !== values[order[place - 1] ?? 0]) starts.push(place);
  });
  return {
    order,
    starts: Int32Array.from([...starts, order.length]),
    values: Float64Array.from(starts, (place) => values[order[place] ?? 0] ?? 0),
  };
}

function present(values: Float64Array): number[] {
  const rows: number[] = [];
  values.forEach((value, row) => {
    if (!Number.isNaN(value)) rows.push(row);
  });
  return rows;
}

/** Neighbouring groups joined until each holds at least so many rows. */
export function joined({ order, starts }: Groups, rows: number): Groups {
  const kept = [0];
  for (const start of starts.slice(1, -1))
    if (start - (kept.at(-1) ?? 0) >= rows && order.length - start >= rows) kept.push(start);
  return { order, starts: Int32Array.from([...kept, order.length]) };
}
