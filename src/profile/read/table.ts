import type { Dialect, Refused, Rows } from '../profile.ts';
import { decoderOf } from './decode.ts';
import { mostColumns, mostNamed, mostRefused } from './limits.ts';
import { marksOf } from './marks.ts';
import { namesOf, numbered, trimmed } from './names.ts';
import { Records } from './records.ts';
import { empty, headerOnly, manyColumns, manyRefused, notInEncoding, oneColumn } from './refusals.ts';
import { afterLines } from './skip.ts';

/** What takes a table: its names once, then each row that is kept, counted from 0. */
export interface Sink {
  /** `said` is what was decided about the names, in words. */
  header(names: readonly string[], said: readonly string[]): void;
  /** Cells as they stand in the file. They are parts of a longer text: what keeps many of them for long copies them. */
  row(cells: string[], number: number): void;
}

/** Reads a table in the way that is known, and tells of every row that is not kept. */
export async function readTable(bytes: AsyncIterable<Uint8Array>, dialect: Dialect, sink: Sink): Promise<Rows> {
  const table = new Table(dialect, sink);
  const records = new Records(marksOf(dialect), (cells, line) => table.take(cells, line), dialect.skip + 1);
  const decoder = decoderOf(dialect.encoding);
  const skipped = afterLines(dialect.skip);
  const push = (text: string | undefined): void => {
    if (text === undefined) throw notInEncoding(dialect.encoding);
    const rest = skipped(text);
    if (rest !== '') records.push(rest);
  };
  for await (const piece of bytes) push(decoder.push(piece));
  push(decoder.end());
  records.end();
  return table.rows();
}

class Table {
  readonly #dialect: Dialect;
  readonly #sink: Sink;
  readonly #refused: Refused[] = [];
  #columns = 0;
  #kept = 0;
  #refusedAll = 0;

  constructor(dialect: Dialect, sink: Sink) {
    this.#dialect = dialect;
    this.#sink = sink;
  }

  take(cells: string[], line: number): void {
    const [first = ''] = cells;
    // A line of spaces is an empty line.
    if (cells.length === 1 && trimmed(first) === '') return;
    if (this.#dialect.comment !== '' && first.startsWith(this.#dialect.comment)) return;
    if (this.#columns === 0) {
      this.#head(cells);
      if (this.#dialect.header) return;
    }
    // A delimiter at the end of a line is no cell.
    while (cells.length > this.#columns && trimmed(cells[cells.length - 1] ?? '') === '') cells.pop();
    if (cells.length === this.#columns) this.#sink.row(cells, this.#kept++);
    else this.#refuse(line, `it has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, not ${this.#columns}`);
  }

  #head(cells: readonly string[]): void {
    const { names, said } = this.#dialect.header ? namesOf(cells) : numbered(cells.length);
    if (names.length === 1) throw oneColumn(names[0] ?? '');
    if (names.length > mostColumns) throw manyColumns(names.length);
    this.#columns = names.length;
    this.#sink.header(names, said);
  }

  #refuse(line: number, reason: string): void {
    this.#refusedAll++;
    if (this.#refused.length < mostNamed) this.#refused.push({ line, reason });
  }

  rows(): Rows {
    const read = this.#kept + this.#refusedAll;
    if (this.#columns === 0) throw empty();
    if (read === 0) throw headerOnly();
    const [first] = this.#refused;
    if (first && this.#refusedAll > read * mostRefused)
      throw manyRefused(this.#refusedAll, read, `line ${first.line}: ${first.reason}`);
    return {
      read,
      kept: this.#kept,
      refused: this.#refused,
      refusedMore: this.#refusedAll - this.#refused.length,
    };
  }
}
