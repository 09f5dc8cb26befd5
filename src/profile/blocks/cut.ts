import type { Block } from './block.ts';

/** What tells plain rows from other records. */
export interface PlainRow {
  readonly delimiter: string;
  readonly quote: string;
  readonly backslash: string;
  readonly comment: string;
  /** The cells of the header, where there is one. */
  readonly top: readonly string[];
  /** The most characters that a row may hold. */
  readonly longest: number;
}

/** What a code unit ends, if anything. */
const nothing = 0;
const ends = { cell: 1, escape: 2, line: 3, turn: 4 } as const;

/** Cuts plain rows out of the text of a block: those that have as many cells as the table, and need no second look. */
export class Cutter {
  /** Where the last cut ended, and how many lines it took. */
  at = 0;
  lines = 0;
  readonly #row: PlainRow;
  readonly #quote: number;
  readonly #ends = new Uint8Array(65_536);
  /** No code unit above it ends anything. */
  readonly #highest: number;

  constructor(row: PlainRow) {
    this.#row = row;
    this.#quote = row.quote === '' ? -1 : row.quote.charCodeAt(0);
    const codes = { '\n': ends.line, '\r': ends.turn, [row.backslash]: ends.escape, [row.delimiter]: ends.cell };
    for (const [sign, end] of Object.entries(codes)) if (sign !== '') this.#ends[sign.charCodeAt(0)] = end;
    this.#highest = this.#ends.findLastIndex((end) => end !== nothing);
  }

  /** Fills a block with rows from here on, up to the first that is not plain, that is not whole, or that has no room. */
  cut(block: Block, from: number): void {
    const { codes, width, most, text } = block;
    this.at = from;
    this.lines = 0;
    block.rows = 0;
    while (block.rows < most && this.at < text.length) {
      const end = this.#ends[codes[this.at] ?? 0];
      // An empty line.
      if (end === ends.line || end === ends.turn) this.#endLine(codes, this.at);
      else {
        const begin = this.at;
        const lines = this.lines;
        const at = this.#cells(block, block.rows * width);
        if (at < 0 || at >= text.length || at - begin > this.#row.longest || !this.#isRow(block)) {
          this.at = begin;
          this.lines = lines;
          return;
        }
        this.#endLine(codes, at);
        block.rows += 1;
      }
    }
  }

  #endLine(codes: Uint16Array, at: number): void {
    this.at = codes[at] === 13 && codes[at + 1] === 10 ? at + 2 : at + 1;
    this.lines += 1;
  }

  /** Takes as many cells as a row has, and says where the line ends behind them; -1 where it does not, or not there. */
  #cells({ codes, from, to, width }: Block, first: number): number {
    const [kinds, highest, quote] = [this.#ends, this.#highest, this.#quote];
    const last = first + width - 1;
    let at = this.at;
    for (let cell = first; ; cell += 1) {
      if (codes[at] === quote) {
        from[cell] = at + 1;
        at = this.#quoted(codes, at + 1);
        to[cell] = at++;
        // Another quote, or what is appended behind one, takes a closer look.
        if (at === 0 || kinds[codes[at] ?? 0] === nothing) return -1;
      } else {
        from[cell] = at;
        for (let code = codes[at] ?? 0; code > highest || kinds[code] === nothing; code = codes[at] ?? 0) at += 1;
        to[cell] = at;
      }
      const end = kinds[codes[at] ?? 0] ?? nothing;
      if (cell === last) return end >= ends.line ? at : -1;
      if (end !== ends.cell) return -1;
      at += 1;
    }
  }

  /** Where the quote stands that closes a cell; -1 where it holds an escape, or is not closed. */
  #quoted(codes: Uint16Array, from: number): number {
    for (let at = from; at < codes.length - 1; at += 1) {
      const code = codes[at] ?? 0;
      if (code === this.#quote) return at;
      if (code > this.#highest) continue;
      const end = this.#ends[code];
      if (end === ends.escape) return -1;
      if (end === ends.line || (end === ends.turn && codes[at + 1] !== 10)) this.lines += 1;
    }
    return -1;
  }

  /** Whether what has as many cells as a row is one: neither empty, nor a comment, nor the header again. */
  #isRow({ codes, from, to, width, rows }: Block): boolean {
    const first = rows * width;
    const start = from[first] ?? 0;
    const code = codes[start] ?? 0;
    const isThere = (at: number): boolean => (to[at] ?? 0) > (from[at] ?? 0) && (codes[from[at] ?? 0] ?? 0) > 32;
    if (!isThere(first)) {
      let at = first + 1;
      while (at < first + width && !isThere(at)) at += 1;
      if (at === first + width) return false;
    } else if (this.#row.comment !== '' && code === this.#row.comment.charCodeAt(0)) return false;
    const [top] = this.#row.top;
    if (top === undefined || (to[first] ?? 0) - start !== top.length) return true;
    for (let at = 0; at < top.length; at += 1) if (codes[start + at] !== top.charCodeAt(at)) return true;
    return false;
  }
}
