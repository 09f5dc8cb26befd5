import { hashRow } from './hash.ts';

/** Says which rows were there before, by their hashes alone: 8 bytes a row, so that memory does not grow with their length. */
export class Repeated {
  /** Rows that equal an earlier one. */
  rows = 0;
  /** Rows that were looked at: beyond the limit there is no more room, and rows are not counted. */
  among = 0;
  readonly #limit: number;
  #held = 0;
  #table = new Uint32Array(2 * 1024);

  constructor(limit = 1_000_000) {
    this.#limit = limit;
  }

  /** Whether no earlier row equals it; beyond the limit every row is taken for new. */
  add(cells: readonly string[]): boolean {
    const [high, low] = hashRow(cells);
    return this.addHash(high, low);
  }

  /** The same for a row of which 64 bits are known. */
  addHash(high: number, low: number): boolean {
    if (this.among >= this.#limit) return true;
    this.among += 1;
    // Nothing is what an empty place holds.
    const isNew = this.#put(this.#table, high, low || 1);
    if (isNew) this.#held += 1;
    else this.rows += 1;
    if (this.#held * 4 > this.#table.length) this.#grow();
    return isNew;
  }

  /** Whether it was new. */
  #put(table: Uint32Array, high: number, low: number): boolean {
    const places = table.length / 2 - 1;
    for (let place = (high ^ low) & places; ; place = (place + 1) & places) {
      const held = table[2 * place + 1];
      if (held === 0) {
        table[2 * place] = high;
        table[2 * place + 1] = low;
        return true;
      }
      if (held === low && table[2 * place] === high) return false;
    }
  }

  #grow(): void {
    const larger = new Uint32Array(this.#table.length * 2);
    for (let at = 0; at < this.#table.length; at += 2) {
      const low = this.#table[at + 1] ?? 0;
      if (low !== 0) this.#put(larger, this.#table[at] ?? 0, low);
    }
    this.#table = larger;
  }
}
