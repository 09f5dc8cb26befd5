import { Block } from '../blocks/block.ts';
import { Drawn } from '../blocks/drawn.ts';
import { Keys } from '../blocks/keys.ts';
import { type Collector, collect } from '../kinds/collect.ts';
import type { Dialect, Rows, Sample } from '../profile.ts';
import { readTable } from '../read/table.ts';
import { Repeated } from '../repeated.ts';
import type { Traits } from '../traits.ts';

/** What one pass over the rows leaves in memory, which does not grow with them. */
export interface Gathered {
  readonly rows: Rows;
  readonly columns: readonly Traits[];
  /** What was decided about the names of columns, in words. */
  readonly ofNames: readonly string[];
  readonly sample: Sample;
  readonly duplicates: { readonly rows: number; readonly among: number };
}

/** Reads every row once: each feeds the facts of its columns, the sample, and the count of rows that repeat. */
export async function gather(bytes: AsyncIterable<Uint8Array>, dialect: Dialect): Promise<Gathered> {
  let collectors: readonly Collector[] = [];
  let ofNames: readonly string[] = [];
  let drawn = new Drawn(0);
  let one = new Block(1, 1);
  const keys = new Keys(dialect.decimal);
  const repeated = new Repeated();
  const take = (block: Block, first: number): void => {
    keys.read(block);
    for (const [column, collector] of collectors.entries()) collector.addAll(block, column);
    drawn.add(block, first);
    for (let row = 0; row < block.rows; row += 1) repeated.addHash(block.rowHigh[row] ?? 0, block.rowLow[row] ?? 0);
  };
  const rows = await readTable(bytes, dialect, {
    header(names, said) {
      ofNames = said;
      collectors = names.map((name, position) => collect(name, position, dialect));
      drawn = new Drawn(names.length);
      one = new Block(names.length, 1);
    },
    row(cells, number) {
      one.holdRow(cells);
      take(one, number);
    },
    rows: take,
  });
  return {
    rows,
    ofNames,
    columns: collectors.map((collector) => collector.facts()),
    sample: drawn.sample(new Set(dialect.missing)),
    duplicates: { rows: repeated.rows, among: repeated.among },
  };
}
