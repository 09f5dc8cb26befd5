import { hashNumber } from '../hash.ts';
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
  const drawn = new Drawn();
  const repeated = new Repeated();
  const rows = await readTable(bytes, dialect, {
    header(names, said) {
      ofNames = said;
      collectors = names.map((name, position) => collect(name, position, dialect));
    },
    row(cells, number) {
      for (let at = 0; at < collectors.length; at += 1) collectors[at]?.add(cells[at] ?? '');
      drawn.add(cells, number);
      repeated.add(cells);
    },
  });
  return {
    rows,
    ofNames,
    columns: collectors.map((collector) => collector.facts()),
    sample: drawn.sample(new Set(dialect.missing)),
    duplicates: { rows: repeated.rows, among: repeated.among },
  };
}

const most = 20_000;

interface DrawnRow {
  readonly hash: number;
  readonly number: number;
  readonly cells: readonly string[];
}

/** The rows whose numbers have the smallest hashes: which they are depends on nothing but how many rows there are. */
class Drawn {
  #rows: DrawnRow[] = [];
  #limit = Number.POSITIVE_INFINITY;

  add(cells: readonly string[], number: number): void {
    const hash = hashNumber(number);
    if (hash >= this.#limit) return;
    this.#rows.push({ hash, number, cells });
    if (this.#rows.length > 2 * most) this.#cut();
  }

  #cut(): void {
    this.#rows = this.#rows.toSorted((a, b) => a.hash - b.hash).slice(0, most);
    this.#limit = this.#rows.at(-1)?.hash ?? this.#limit;
  }

  sample(missing: ReadonlySet<string>): Sample {
    this.#cut();
    const rows = this.#rows.toSorted((a, b) => a.number - b.number);
    const width = rows[0]?.cells.length ?? 0;
    const cellOf = ({ cells }: DrawnRow, at: number): string => {
      const cell = (cells[at] ?? '').trim();
      return missing.has(cell) ? '' : cell;
    };
    return {
      numbers: rows.map(({ number }) => number),
      cells: Array.from({ length: width }, (_, at) => rows.map((row) => cellOf(row, at))),
    };
  }
}
