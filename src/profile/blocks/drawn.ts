import { copied } from '../copied.ts';
import { hashNumber } from '../hash.ts';
import type { Sample } from '../profile.ts';
import type { Block } from './block.ts';

const most = 20_000;
/** So many are held before the rows with the largest hashes are dropped again. */
const room = 1.5 * most;

/** The rows whose numbers have the smallest hashes: which they are depends on nothing but how many rows there are. */
export class Drawn {
  readonly #width: number;
  #hashes: number[] = [];
  #numbers: number[] = [];
  /** What each row holds, and where in it each cell begins and ends. */
  #texts: string[] = [];
  #bounds = new Int32Array(1024);
  #limit = Number.POSITIVE_INFINITY;

  constructor(width: number) {
    this.#width = width;
  }

  add(block: Block, first: number): void {
    for (let row = 0; row < block.rows; row += 1) {
      const hash = hashNumber(first + row);
      if (hash < this.#limit) this.#draw(hash, first + row, block, row * block.width);
    }
  }

  #draw(hash: number, number: number, { from, to, text }: Block, cell: number): void {
    const width = this.#width;
    const start = from[cell] ?? 0;
    const place = 2 * width * this.#texts.length;
    if (place + 2 * width > this.#bounds.length) this.#bounds = grown(this.#bounds, 2 * (place + 2 * width));
    for (let at = 0; at < width; at += 1) {
      this.#bounds[place + 2 * at] = (from[cell + at] ?? 0) - start;
      this.#bounds[place + 2 * at + 1] = (to[cell + at] ?? 0) - start;
    }
    this.#hashes.push(hash);
    this.#numbers.push(number);
    this.#texts.push(copied(text.slice(start, to[cell + width - 1])));
    if (this.#texts.length > room) this.#cut();
  }

  /** Drops all but the rows with the smallest hashes. */
  #cut(): void {
    const [hashes, numbers, texts, bounds, width] = [
      this.#hashes,
      this.#numbers,
      this.#texts,
      this.#bounds,
      2 * this.#width,
    ];
    this.#limit = Float64Array.from(hashes).sort()[most - 1] ?? this.#limit;
    // Of rows with the same hash the first stay.
    let ties = most - hashes.reduce((less, hash) => (hash < this.#limit ? less + 1 : less), 0);
    let kept = 0;
    for (const [row, hash] of hashes.entries()) {
      if (hash > this.#limit || (hash === this.#limit && ties-- <= 0)) continue;
      hashes[kept] = hash;
      numbers[kept] = numbers[row] ?? 0;
      texts[kept] = texts[row] ?? '';
      bounds.copyWithin(kept * width, row * width, (row + 1) * width);
      kept += 1;
    }
    hashes.length = numbers.length = texts.length = kept;
  }

  sample(missing: ReadonlySet<string>): Sample {
    this.#cut();
    const [texts, bounds, width] = [this.#texts, this.#bounds, this.#width];
    const cellOf = (text: string, row: number, at: number): string => {
      const place = 2 * (row * width + at);
      const cell = text.slice(bounds[place], bounds[place + 1]).trim();
      return missing.has(cell) ? '' : cell;
    };
    const cellsOf = (at: number): readonly string[] => texts.map((text, row) => cellOf(text, row, at));
    let cells: Sample['cells'] | undefined;
    return {
      numbers: this.#numbers,
      // Where nothing is to be predicted nobody asks for them.
      get cells() {
        cells ??= Array.from({ length: texts.length > 0 ? width : 0 }, (_, at) => cellsOf(at));
        return cells;
      },
    };
  }
}

function grown(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(numbers);
  return larger;
}
