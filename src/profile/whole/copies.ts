import type { Column, Sample } from '../profile.ts';

/** Columns that hold the same as an earlier one in every row of the sample: the name of that one, by theirs. */
export function copiesIn({ cells }: Sample, columns: readonly Column[], target: string): ReadonlyMap<string, string> {
  const seen = new Map<string, Column>();
  const copies = new Map<string, string>();
  for (const column of columns) {
    if (column.name === target || column.distinct < 2) continue;
    const held = JSON.stringify(cells[column.position]);
    const earlier = seen.get(held);
    // The sample is not the whole file: what differs in its facts differs somewhere.
    if (earlier && earlier.distinct === column.distinct && earlier.missing === column.missing)
      copies.set(column.name, earlier.name);
    else seen.set(held, column);
  }
  return copies;
}
