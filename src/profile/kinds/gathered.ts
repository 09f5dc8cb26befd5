import { type Block, sorts } from '../blocks/block.ts';
import { iso } from '../dates.ts';
import { givenIn, type Trace, traceIn } from '../personal-cells.ts';
import type { Marks } from '../profile.ts';
import { plainLength, plainSecond } from '../times.ts';
import { type Look, looks, oddLooks } from '../traits.ts';
import { Formats } from './date-formats.ts';
import { lookAt, wordsIn } from './look.ts';

/** Looks as small numbers, as they are held of each value; the last is a word for a missing cell. */
export const absent = looks.length;
const codes = Object.fromEntries(looks.map((look, code) => [look, code])) as Record<Look, number>;

/** More sorts of affixes than this are words. */
const mostAffixes = 100;

/** So many words among numbers can be named. */
const mostOdd = 100;

/** What is noted of each distinct value when it comes for the first time: what its cells are like, and how they may be read. */
export class Gathered {
  readonly dates = new Formats();
  readonly around = new Map<string, number>();
  readonly traces: Partial<Record<Trace, number>> = {};
  readonly #odd = new Set<string>();
  marks: Marks | undefined;
  unsafe = 0;
  fewest = Number.POSITIVE_INFINITY;
  most = 0;
  /** The number that the last cell means; none where it is NaN. */
  value = Number.NaN;
  readonly #own: Marks;
  readonly #absent: ReadonlySet<string>;
  readonly #digits: boolean;
  #values = 0;
  #words = 0;
  #chars = 0;

  constructor(own: Marks, missing: readonly string[]) {
    this.#own = own;
    this.#absent = new Set(missing);
    this.#digits = missing.some((word) => /\d$/.test(word));
  }

  /** Notes the value of a cell, and says what it looks like. No text is made of what can be told without. */
  noteCell(block: Block, at: number): number {
    const length = block.length(at);
    const sort = block.sort[at];
    // A word for what is missing may be anything, and a longer whole number a day, or a number of somebody.
    if (!this.#digits) {
      if (sort === sorts.decimal || (sort === sorts.whole && length !== 8 && length < 12))
        return this.#noteNumber(length, block.value[at] ?? 0, sort === sorts.whole);
      const second =
        sort === sorts.text && length === plainLength ? plainSecond(block.codes, block.from[at] ?? 0) : Number.NaN;
      if (!Number.isNaN(second)) return this.#noteTime(second, block.codes[(block.from[at] ?? 0) + 10] === 32 ? 2 : 1);
    }
    return this.#note(block.cell(at));
  }

  #noteNumber(length: number, value: number, whole: boolean): number {
    this.value = value;
    if (whole && length < this.fewest) this.fewest = length;
    if (whole && length > this.most) this.most = length;
    this.#values += 1;
    this.#words += 1;
    this.#chars += length;
    return whole ? codes.integer : codes.decimal;
  }

  #noteTime(second: number, words: number): number {
    this.value = Number.NaN;
    this.dates.addOne(iso, second);
    this.#values += 1;
    this.#words += words;
    this.#chars += plainLength;
    return codes.date;
  }

  #note(cell: string): number {
    // Few files have a number for what is missing.
    const code = cell.charCodeAt(cell.length - 1);
    if ((this.#digits || code < 48 || code > 57) && this.#absent.has(cell)) return absent;
    const { look, value, dates, embedded } = lookAt(cell, this.#own);
    this.value = value ?? Number.NaN;
    if (oddLooks.includes(look) && this.#odd.size <= mostOdd) this.#odd.add(cell);
    if (dates) this.dates.add(dates);
    if (embedded) {
      this.marks ??= embedded.marks;
      for (const affix of embedded.affixes)
        if (this.around.has(affix) || this.around.size < mostAffixes)
          this.around.set(affix, (this.around.get(affix) ?? 0) + 1);
    } else if (look === 'integer' || look === 'zeros') {
      if (cell.length < this.fewest) this.fewest = cell.length;
      if (cell.length > this.most) this.most = cell.length;
      if (value !== undefined && !Number.isSafeInteger(value)) this.unsafe += 1;
    }
    this.#trace(cell, look);
    this.#values += 1;
    this.#words += value === undefined ? wordsIn(cell) : 1;
    this.#chars += cell.length;
    return codes[look];
  }

  /** Decimals, dates and short numbers tell nothing of a person. */
  #trace(cell: string, look: Look): void {
    if (look === 'decimal' || look === 'date' || look === 'url' || (look === 'integer' && cell.length < 12)) return;
    const trace = traceIn(cell) ?? (look === 'word' && givenIn(cell) ? 'given' : undefined);
    if (trace) this.traces[trace] = (this.traces[trace] ?? 0) + 1;
  }

  /** Cells that are neither numbers nor dates; none where there are too many to name. */
  get odd(): readonly string[] | undefined {
    return this.#odd.size > mostOdd ? undefined : [...this.#odd];
  }

  get noted(): number {
    return this.#values;
  }

  get words(): number {
    return this.#words / this.#values;
  }

  get chars(): number {
    return this.#chars / this.#values;
  }
}
