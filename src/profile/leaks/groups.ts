/** Rows side by side that have the same value: `order` holds them, and each group begins at one of `starts`, the last of which is the end. */
export interface Groups {
  readonly order: Int32Array;
  readonly starts: Int32Array;
  /** The value of each group, where the nearest ones speak for one that was not seen. */
  readonly values?: Float64Array;
}

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
  // Numbers alone are sorted many times faster than places by their numbers.
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  let distinct = 0;
  for (let at = 0; at < sorted.length; at += 1)
    if (at === 0 || sorted[at] !== sorted[at - 1]) {
      sorted[distinct] = sorted[at] ?? 0;
      distinct += 1;
    }
  const levels = sorted.slice(0, distinct);
  const codes = Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : placeOf(value, levels)));
  return { ...byCode(codes, distinct), values: levels };
}

function placeOf(value: number, levels: Float64Array): number {
  let low = 0;
  let high = levels.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((levels[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rank of each row's value, from 1; equal ones share the mean of theirs, and a row without one has 0. */
export function ranksIn({ order, starts }: Groups, count: number): Float64Array {
  const ranks = new Float64Array(count);
  for (let group = 0; group + 1 < starts.length; group += 1) {
    const from = starts[group] ?? 0;
    const to = starts[group + 1] ?? 0;
    for (let place = from; place < to; place += 1) ranks[order[place] ?? 0] = (from + 1 + to) / 2;
  }
  return ranks;
}

export const ranked = (values: Float64Array): Float64Array => ranksIn(byValue(values), values.length);

/** Neighbouring groups joined until each holds at least so many rows. */
export function joined({ order, starts }: Groups, rows: number): Groups {
  const kept = [0];
  for (const start of starts.slice(1, -1))
    if (start - (kept.at(-1) ?? 0) >= rows && order.length - start >= rows) kept.push(start);
  return { order, starts: Int32Array.from([...kept, order.length]) };
}
