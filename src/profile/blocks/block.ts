/** How a cell is written: whether there is one, and whether it is a plain number, of which there is less to look at. */
export const sorts = { none: 0, text: 1, whole: 2, decimal: 3 } as const;

/** So many cells are held at once, or one row: what is asked of them stays where the processor is fastest. */
const mostCells = 8_192;

/** Whether the machine has the upper byte of a number first. */
const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** Some rows of a table, and what is asked of each cell: where it lies in a text, without blanks at its ends, and its key. */
export class Block {
  readonly width: number;
  /** So many rows there is room for. */
  readonly most: number;
  rows = 0;
  text = '';
  /** The text as code units, and a line end behind it. */
  codes = new Uint16Array(1024);
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** What a cell is known again by: 64 bits, in two halves. */
  readonly high: Int32Array;
  readonly low: Int32Array;
  /** What a plain number means. */
  readonly value: Float64Array;
  readonly sort: Uint8Array;
  /** What a row is known again by, blanks and all. */
  readonly rowHigh: Uint32Array;
  readonly rowLow: Uint32Array;

  constructor(width: number, most = Math.max(1, Math.floor(mostCells / width))) {
    const cells = width * most;
    this.width = width;
    this.most = most;
    this.from = new Int32Array(cells);
    this.to = new Int32Array(cells);
    this.high = new Int32Array(cells);
    this.low = new Int32Array(cells);
    this.value = new Float64Array(cells);
    this.sort = new Uint8Array(cells);
    this.rowHigh = new Uint32Array(most);
    this.rowLow = new Uint32Array(most);
  }

  /** Takes a text, of which rows are to be cut. */
  hold(text: string): void {
    this.text = text;
    this.rows = 0;
    if (this.codes.length < text.length + 2) this.codes = new Uint16Array(2 * text.length + 2);
    const bytes = Buffer.from(this.codes.buffer, 0, 2 * text.length);
    bytes.write(text, 'utf16le');
    if (isBigEndian) bytes.swap16();
    this.codes[text.length] = 10;
  }

  /** Takes one row whose cells are known. */
  holdRow(cells: readonly string[]): void {
    this.hold(cells.join(''));
    let at = 0;
    for (const [i, cell] of cells.entries()) {
      this.from[i] = at;
      at += cell.length;
      this.to[i] = at;
    }
    this.rows = 1;
  }

  length(at: number): number {
    return (this.to[at] ?? 0) - (this.from[at] ?? 0);
  }

  cell(at: number): string {
    return this.text.slice(this.from[at], this.to[at]);
  }
}
