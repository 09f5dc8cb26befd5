import type { Block } from '../blocks/block.ts';
import { PlainRows } from '../blocks/plain-rows.ts';
import type { Dialect, Refused, Rows } from '../profile.ts';
import { mostColumns, mostInRow, mostNamed, mostRefused } from './limits.ts';
import { marksOf } from './marks.ts';
import { type Names, namesOf, numbered, trimmed } from './names.ts';
import { empty, headerOnly, manyColumns, manyRefused, oneColumn } from './refusals.ts';

/** What takes a table: its names once, then each row that is kept, counted from 0. */
export interface Sink {
  /** `said` is what was decided about the names, in words. */
  header(names: readonly string[], said: readonly string[]): void;
  /** Cells as they stand in the file. They are parts of a longer text: what keeps many of them for long copies them. */
  row(cells: string[], number: number): void;
  /** Many rows at a time, which are those next in turn: where a sink takes them, it gets only the others one by one. */
  rows?(block: Block, first: number): void;
}

/** Takes blank cells off the end of a row, down to so many. */
function dropBlanks(cells: string[], least: number): void {
  while (cells.length > least && trimmed(cells[cells.length - 1] ?? '') === '') cells.pop();
}

/** Tells rows from what is none. The generated project does the same: one table of cases holds both. */
export class Table {
  readonly #dialect: Dialect;
  readonly #sink: Sink;
  readonly #refused: Refused[] = [];
  #top: readonly string[] | undefined;
  #columns = 0;
  #plain: PlainRows | undefined;
  #kept = 0;
  #refusedAll = 0;
  /** Refused rows that should have been kept: neither the header again nor empty. */
  #lost: { readonly first: Refused; count: number } | undefined;

  constructor(dialect: Dialect, sink: Sink) {
    this.#dialect = dialect;
    this.#sink = sink;
    if (dialect.names) this.#name({ names: dialect.names, said: [] });
  }

  take(cells: string[], line: number): void {
    const [first = ''] = cells;
    // Most first cells show with their first character that they are not.
    const blank = !(first.charCodeAt(0) > 32) && trimmed(first) === '';
    // A line of spaces is an empty line.
    if (cells.length === 1 && blank) return;
    if (this.#dialect.comment !== '' && first.startsWith(this.#dialect.comment)) return;
    const spaced = this.#dialect.delimiter === ' ';
    if (this.#dialect.header && !this.#top) {
      if (spaced) dropBlanks(cells, 1);
      this.#top = cells;
      return;
    }
    // A delimiter at the end of a line is no cell.
    dropBlanks(cells, this.#columns || (this.#top?.length ?? (spaced ? 1 : cells.length)));
    if (this.#columns === 0) this.#head(cells.length);
    if (blank && cells.every((cell) => trimmed(cell) === '')) this.#note({ line, reason: 'every cell is empty' });
    else if (this.#isTop(cells)) this.#note({ line, reason: 'it repeats the header' });
    else if (cells.length === this.#columns) this.#sink.row(cells, this.#kept++);
    else this.refuse(line, `it has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, not ${this.#columns}`);
  }

  /** Names the columns, once the first row shows whether the first of them has a name: R leaves it out above the names of rows. */
  #head(width: number): void {
    const top = this.#top && this.#top.length === width - 1 ? ['', ...this.#top] : this.#top;
    this.#name(top ? namesOf(top) : numbered(width));
  }

  #name({ names, said }: Names): void {
    if (names.length === 1) throw oneColumn(names[0] ?? '');
    if (names.length > mostColumns) throw manyColumns(names.length);
    this.#columns = names.length;
    this.#sink.header(names, said);
    this.#plain = this.#plainRows();
  }

  /** What takes plain rows, where the sink does and the dialect has them. */
  #plainRows(): PlainRows | undefined {
    const { format, comment } = this.#dialect;
    const marks = marksOf(this.#dialect);
    if (!this.#sink.rows || format !== 'csv' || marks.spaces || marks.delimiter.length !== 1) return undefined;
    return new PlainRows({ ...marks, comment, top: this.#top ?? [], longest: mostInRow }, this.#columns, (block) => {
      this.#sink.rows?.(block, this.#kept);
      this.#kept += block.rows;
    });
  }

  /** None before the header is known. */
  get plainRows(): PlainRows | undefined {
    return this.#plain;
  }

  /** Whether the header is there again, where files were put one after the other. */
  #isTop(cells: readonly string[]): boolean {
    const top = this.#top;
    return cells[0] === top?.[0] && cells.length === top?.length && cells.every((cell, i) => cell === top[i]);
  }

  refuse(line: number, reason: string): void {
    this.#lost ??= { first: { line, reason }, count: 0 };
    this.#lost.count++;
    this.#note({ line, reason });
  }

  #note(refused: Refused): void {
    this.#refusedAll++;
    if (this.#refused.length < mostNamed) this.#refused.push(refused);
  }

  rows(): Rows {
    const read = this.#kept + this.#refusedAll;
    if (read === 0) throw this.#top ? headerOnly() : empty();
    if (this.#lost && this.#lost.count > read * mostRefused)
      throw manyRefused(this.#lost.count, read, this.#lost.first);
    if (this.#kept === 0) throw headerOnly();
    return {
      read,
      kept: this.#kept,
      refused: this.#refused,
      refusedMore: this.#refusedAll - this.#refused.length,
    };
  }
}
