import { collect } from '../../src/profile/kinds/collect.ts';
import { judge } from '../../src/profile/kinds/judge.ts';
import { plainCsv } from '../../src/profile/plain-csv.ts';
import type { Column, Sample } from '../../src/profile/profile.ts';

/** Columns by name, as they are before anything is known of them. */
export type Cells = Readonly<Record<string, readonly string[]>>;

export function columnOf(name: string, position: number, cells: readonly string[]): Column {
  const gathered = collect(name, position, plainCsv);
  for (const cell of cells) gathered.add(cell);
  const facts = gathered.facts();
  return { ...facts, ...judge(facts), role: 'feature' };
}

/** Every row, or 20,000 of them. */
export function sampleOf(cells: readonly (readonly string[])[]): Sample {
  const rows = cells[0]?.length ?? 0;
  const every = Math.max(1, Math.ceil(rows / 20_000));
  const numbers = Array.from({ length: rows }, (_, row) => row).filter((row) => row % every === 0);
  return { numbers, cells: cells.map((column) => numbers.map((row) => column[row] ?? '')) };
}
