import { CellKey } from '../cell-key.ts';
import { mixed } from '../hash.ts';
import { type Block, sorts } from './block.ts';

/** Gives each cell of a block its key, each row its hash, and takes the blanks off the ends of cells. */
export class Keys {
  readonly #key: CellKey;

  constructor(decimal: string) {
    this.#key = new CellKey(decimal);
  }

  read(block: Block): void {
    const { codes, from, to, sort, high, low, value, width, rows } = block;
    const key = this.#key;
    for (let row = 0, at = 0; row < rows; row += 1) {
      let a = 0xdeadbeef;
      let b = 0x41c6ce57;
      for (const end = at + width; at < end; at += 1) {
        let start = from[at] ?? 0;
        let stop = to[at] ?? 0;
        if (start < stop && ((codes[start] ?? 0) <= 32 || (codes[stop - 1] ?? 0) <= 32)) {
          // Blanks make another row, but no other cell.
          key.read(codes, start, stop);
          a = Math.imul(a ^ key.high, 2654435761);
          b = Math.imul(b ^ key.low, 1597334677);
          const kept = block.cell(at).trimStart();
          from[at] = start = stop - kept.length;
          to[at] = stop = start + kept.trimEnd().length;
        }
        if (start === stop) {
          sort[at] = sorts.none;
          a = Math.imul(a ^ 0x10000, 2246822507);
          continue;
        }
        key.read(codes, start, stop);
        high[at] = key.high;
        low[at] = key.low;
        value[at] = key.value;
        sort[at] = Number.isNaN(key.value) ? sorts.text : key.whole ? sorts.whole : sorts.decimal;
        a = Math.imul(a ^ key.high, 2654435761);
        b = Math.imul(b ^ key.low, 1597334677);
        a ^= b >>> 13;
      }
      block.rowHigh[row] = mixed(a, b);
      block.rowLow[row] = mixed(b, a);
    }
  }
}
