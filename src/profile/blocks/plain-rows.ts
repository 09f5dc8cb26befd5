import { Block } from './block.ts';
import { Cutter, type PlainRow } from './cut.ts';

/** Takes rows of a block, which is good until it returns. */
type TakeRows = (block: Block) => void;

/** Takes plain rows out of a text, many at a time. */
export class PlainRows {
  /** How many lines were taken last. */
  lines = 0;
  readonly #cutter: Cutter;
  readonly #block: Block;
  readonly #take: TakeRows;

  constructor(row: PlainRow, width: number, take: TakeRows) {
    this.#cutter = new Cutter(row);
    this.#block = new Block(width);
    this.#take = take;
  }

  /** Takes those that stand from here on, one after another, and says where the first other record begins. */
  take(text: string, from: number): number {
    const [cutter, block] = [this.#cutter, this.#block];
    if (block.text !== text) block.hold(text);
    this.lines = 0;
    let at = from;
    do {
      cutter.cut(block, at);
      at = cutter.at;
      this.lines += cutter.lines;
      if (block.rows > 0) this.#take(block);
    } while (block.rows === block.most);
    return at;
  }
}
