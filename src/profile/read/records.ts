import type { PlainRows } from '../blocks/plain-rows.ts';
import { escapedRecord, quotedRecord } from './careful.ts';
import { mostInRow } from './limits.ts';
import { type CellMarks, find } from './marks.ts';
import { longRow, nulByte, openQuote } from './refusals.ts';

/** Takes the cells of a record, and the line that it began in. */
export type Take = (cells: string[], line: number) => void;

/**
 * Takes a text apart as Python's `csv.reader` does, with `strict` off and `newline=''`: a quote opens at the beginning of a cell
 * alone, what follows a closing quote is appended as it is, and `\n`, `\r\n` and `\r` each end a record. An empty line is no record.
 * Native searches find the ends of cells, since most are plain, and the engine looks for a character faster than code here could.
 */
export class Records {
  readonly #marks: CellMarks;
  readonly #take: Take;
  #rest = '';
  #line = 1;
  /** Whether what is left waits for a quote. */
  #open = false;
  #again = 0;
  readonly #plainRows: () => PlainRows | undefined;

  /** Plain rows go elsewhere, many at a time, once there is something that takes them. */
  constructor(marks: CellMarks, take: Take, firstLine = 1, plainRows: () => PlainRows | undefined = () => undefined) {
    this.#marks = marks;
    this.#take = take;
    this.#line = firstLine;
    this.#plainRows = plainRows;
  }

  /** Takes as many records as are whole; what is left waits for the next text. */
  push(text: string): void {
    const nul = text.indexOf('\0');
    if (nul !== -1) {
      // What is wrong before it is said first, whatever the pieces.
      this.push(text.slice(0, nul));
      throw nulByte(this.lineAfter(''));
    }
    const all = this.#rest === '' ? text : this.#rest + text;
    // What waits for a quote is looked at again when there is twice as much of it, so that none of it is looked at often.
    if (this.#open && all.length < this.#again && all.length <= mostInRow) {
      this.#rest = all;
      return;
    }
    // Whether a `\n` follows is not known yet.
    const known = all.endsWith('\r') ? all.slice(0, -1) : all;
    this.#rest = all.slice(this.#records(known, false));
    this.#again = this.#rest.length * 2;
    if (this.#rest.length > mostInRow) throw this.#open ? openQuote(this.#line) : longRow(this.#line);
  }

  /** The line in which a text ends that comes next. */
  lineAfter(text: string): number {
    const all = this.#rest + text;
    return this.#line + linesIn(all, 0, all.length);
  }

  end(): void {
    if (this.#records(this.#rest, true) < this.#rest.length) throw openQuote(this.#line);
    this.#rest = '';
  }

  /** Takes records, and says where the first begins that is not whole. */
  #records(text: string, last: boolean): number {
    const { delimiter, quote, backslash, spaces } = this.#marks;
    const { length } = text;
    let at = 0;
    let feed = -1;
    let turn = -1;
    let quoted = -1;
    let escaped = -1;
    let cut = -1;
    let width = 1;
    const step = delimiter.length;
    this.#open = false;
    while (at < length) {
      const plain = last ? undefined : this.#plainRows();
      if (plain) {
        at = plain.take(text, at);
        this.#line += plain.lines;
        if (at >= length) break;
      }
      if (feed < at) feed = find(text, '\n', at);
      if (turn < at) turn = find(text, '\r', at);
      if (quoted < at) quoted = find(text, quote, at);
      if (escaped < at) escaped = find(text, backslash, at);
      let end = feed < turn ? feed : turn;
      if (end === at) {
        // An empty line.
      } else if (quoted < end || escaped < end || spaces) {
        const record = (escaped < length ? escapedRecord : quotedRecord)(text, at, this.#marks, last);
        if (!record) {
          this.#open = end < length;
          return at;
        }
        end = record.end;
        if (end - at > mostInRow) throw longRow(this.#line);
        this.#take(record.cells, this.#line);
        this.#line += linesIn(text, at, end);
      } else if (end === length && !last) return at;
      else {
        if (end - at > mostInRow) throw longRow(this.#line);
        // As many as the last record had: an array that need not grow is made sooner.
        const cells = new Array<string>(width);
        let cell = 0;
        if (cut < at) cut = find(text, delimiter, at);
        while (cut < end) {
          cells[cell++] = text.slice(at, cut);
          at = cut + step;
          cut = find(text, delimiter, at);
        }
        cells[cell++] = text.slice(at, end);
        width = cells.length = cell;
        this.#take(cells, this.#line);
      }
      at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
      this.#line++;
    }
    return Math.min(at, length);
  }
}

/** Line ends within a record: those of its cells. */
function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; ; at++, lines++) {
    at = Math.min(find(text, '\n', at), find(text, '\r', at));
    if (at >= to) return lines;
    if (text.startsWith('\r\n', at)) at++;
  }
}
