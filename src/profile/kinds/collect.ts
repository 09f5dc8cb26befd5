import { Block, sorts } from '../blocks/block.ts';
import { Keys } from '../blocks/keys.ts';
import { copied } from '../copied.ts';
import type { Dialect } from '../profile.ts';
import { looks, type Traits } from '../traits.ts';
import { changeIn } from './change.ts';
import { chooseFormat } from './date-formats.ts';
import { Distinct } from './distinct.ts';
import { absent, Gathered } from './gathered.ts';
import { Moments } from './moments.ts';
import { Sketch, Weighted } from './sketch.ts';

/** Values whose text is held from the first; of more, only that of words that come again. */
const mostTexts = 2000;
const mostLevels = 1000;
/** Longer cells are no levels, and are cut where they are an example. */
const longest = 200;
/** Gathers what a column is like, cell by cell, in memory that does not grow with the rows. */
export class Collector {
  readonly #name: string;
  readonly #position: number;
  readonly #held = new Distinct();
  readonly #decimal: string;
  /** For cells that come one by one. */
  #one: { readonly block: Block; readonly keys: Keys } | undefined;
  readonly #seen: Gathered;
  readonly #examples: string[] = [];
  /** Cells of values that are no longer held. */
  readonly #spilt = new Float64Array(looks.length + 1);
  #moments: Moments | undefined;
  #sketch: Sketch | undefined;
  #rows = 0;
  #empty = 0;
  readonly #first = new Float64Array(looks.length + 1).fill(-1);
  readonly #last = new Float64Array(looks.length + 1).fill(-1);

  constructor(name: string, position: number, dialect: Dialect) {
    this.#name = name;
    this.#position = position;
    this.#decimal = dialect.decimal;
    this.#seen = new Gathered(dialect, dialect.missing);
  }

  /** One cell of the column, for each row that is kept, in order. */
  add(cell: string): void {
    this.#one ??= { block: new Block(1, 1), keys: new Keys(this.#decimal) };
    const { block, keys } = this.#one;
    block.holdRow([cell]);
    keys.read(block);
    this.addAll(block, 0);
  }

  /** The cells that some rows have in this column, the next in order. */
  addAll(block: Block, column: number): void {
    const { width, sort, high, low } = block;
    const held = this.#held;
    const last = this.#last;
    const end = block.rows * width;
    held.near(high, low, column, width, end);
    for (let at = column, row = this.#rows; at < end; at += width, row += 1) {
      if (sort[at] === sorts.none) {
        this.#empty += 1;
        continue;
      }
      const key = high[at] ?? 0;
      // Of values that are not sampled, none but levels are held.
      const look = held.onlySamples && !held.samples(key) ? -1 : held.count(key, low[at] ?? 0);
      if (look < 0) this.#new(block, at, row);
      else {
        last[look] = row;
        if (look > 1 && held.textless && block.length(at) <= longest) held.holdText(copied(block.cell(at)));
      }
    }
    this.#rows += block.rows;
  }

  #new(block: Block, at: number, row: number): void {
    const length = block.length(at);
    const seen = this.#seen;
    const look = seen.noteCell(block, at);
    const value = look === absent ? Number.NaN : seen.value;
    if ((this.#first[look] ?? 0) < 0) this.#first[look] = row;
    this.#last[look] = row;
    const held = this.#held;
    if (look !== absent && this.#examples.length < 5 && held.depth === 0)
      this.#examples.push(copied(block.cell(at).slice(0, longest)));
    while (held.full) held.thin((gone, meant, count) => this.#spill(gone, meant, count));
    const high = block.high[at] ?? 0;
    if (!held.samples(high)) this.#spill(look, value, 1);
    else {
      const keeps = held.size < mostTexts && length <= longest;
      held.insert(high, block.low[at] ?? 0, 1, look, value, keeps ? copied(block.cell(at)) : undefined);
    }
  }

  #spill(look: number, value: number, count: number): void {
    this.#spilt[look] = (this.#spilt[look] ?? 0) + count;
    if (!Number.isFinite(value)) return;
    this.#moments ??= new Moments();
    this.#sketch ??= new Sketch();
    this.#moments.add(value, count);
    this.#sketch.add(value, count);
  }

  facts(): Traits {
    const counts = this.#spilt.slice();
    const moments = this.#moments?.copy() ?? new Moments();
    const weighted = this.#sketch?.weighted() ?? new Weighted();
    const levels: (readonly [string, number])[] = [];
    let words = 0;
    this.#held.each((count, look, value, text) => {
      counts[look] = (counts[look] ?? 0) + count;
      if (look === absent) words += 1;
      else if (text !== undefined) levels.push([text, count]);
      if (!Number.isFinite(value)) return;
      moments.add(value, count);
      weighted.add(value, count);
    });
    const estimate = this.#held.estimate();
    const distinct = Math.max(0, estimate.distinct - words);
    const missing = this.#empty + (counts[absent] ?? 0);
    const present = this.#rows - missing;
    const numeric = moments.count > 0 && moments.count >= present / 2;
    const seen = this.#seen;
    const formats = seen.dates.formats();
    const dated =
      (counts[looks.indexOf('date')] ?? 0) >= present / 2 ? (chooseFormat(formats) ?? formats[0]) : undefined;
    const changed = changeIn(counts, this.#first, this.#last, present);
    return {
      name: this.#name,
      position: this.#position,
      rows: this.#rows,
      missing,
      distinct,
      ...(estimate.error ? { distinctError: estimate.error } : {}),
      ...(numeric
        ? {
            min: moments.min,
            max: moments.max,
            mean: moments.mean,
            deviation: moments.deviation,
            quantiles: weighted.quantiles(),
          }
        : dated
          ? { min: dated.first, max: dated.last }
          : {}),
      ...(numeric && this.#sketch ? { quantileError: this.#sketch.error } : {}),
      levels: this.#levels(levels, distinct, present, numeric),
      examples: this.#examples,
      looks: Object.fromEntries(looks.flatMap((look, code) => (counts[code] ? [[look, counts[code]]] : []))),
      formats,
      around: [...seen.around].toSorted((one, two) => two[1] - one[1]),
      ...(seen.marks ? { marks: seen.marks } : {}),
      ...(present ? { words: seen.words, chars: seen.chars } : {}),
      ...(seen.most ? { digits: [seen.fewest, seen.most] } : {}),
      traces: seen.traces,
      distinctNoted: seen.noted,
      ...(seen.odd ? { odd: seen.odd } : {}),
      ...(seen.unsafe ? { unsafe: seen.unsafe } : {}),
      ...(changed ? { changed } : {}),
    };
  }

  /** The commonest first, and in the order of their first rows where they are as common. */
  #levels(
    found: readonly (readonly [string, number])[],
    distinct: number,
    present: number,
    numeric: boolean,
  ): Traits['levels'] {
    const hardlyRepeat = distinct > 50 && distinct > 0.9 * present;
    if (hardlyRepeat || (distinct > mostTexts && (numeric || distinct > present / 2))) return [];
    return found.toSorted((one, two) => two[1] - one[1]).slice(0, mostLevels);
  }
}

export const collect = (name: string, position: number, dialect: Dialect): Collector =>
  new Collector(name, position, dialect);
