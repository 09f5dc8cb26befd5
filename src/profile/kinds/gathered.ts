import type { Marks } from '../numbers.ts';
import { type Look, looks } from '../traits.ts';
import { Formats } from './date-formats.ts';
import { lookAt, wordsIn } from './look.ts';

/** Looks as small numbers, as they are held of each value; the last is a word for a missing cell. */
export const absent = looks.length;
const codes: ReadonlyMap<Look, number> = new Map(looks.map((look, code) => [look, code]));

/** What changes a column where it stands for another half-way: whole numbers and decimals are one. */
const sorts: Readonly<Record<Look, number>> = {
  integer: 0,
  decimal: 0,
  special: 0,
  zeros: 0,
  embedded: 1,
  date: 2,
  url: 3,
  email: 3,
  list: 3,
  word: 3,
  text: 3,
};
export const sortOf: readonly number[] = looks.map((look) => sorts[look]);

/** More sorts of affixes than this are words. */
const mostAffixes = 100;

/** What is noted of each distinct value when it comes for the first time: what its cells are like, and how they may be read. */
export class Gathered {
  readonly dates = new Formats();
  readonly around = new Map<string, number>();
  embedded = 0;
  marks: Marks | undefined;
  unsafe = 0;
  fewest = Number.POSITIVE_INFINITY;
  most = 0;
  /** The number that the last cell means; none where it is NaN. */
  value = Number.NaN;
  readonly #own: Marks;
  readonly #absent: ReadonlySet<string>;
  #values = 0;
  #words = 0;
  #chars = 0;

  constructor(own: Marks, missing: readonly string[]) {
    this.#own = own;
    this.#absent = new Set(missing);
  }

  /** Notes a value, and says what it looks like. */
  note(cell: string): number {
    if (this.#absent.has(cell)) return absent;
    const { look, value, dates, embedded } = lookAt(cell, this.#own);
    this.value = value ?? Number.NaN;
    if (dates) this.dates.add(dates);
    if (embedded) {
      this.embedded += 1;
      this.marks ??= embedded.marks;
      for (const affix of embedded.affixes)
        if (this.around.has(affix) || this.around.size < mostAffixes)
          this.around.set(affix, (this.around.get(affix) ?? 0) + 1);
    } else if (look === 'integer' || look === 'zeros') {
      if (cell.length < this.fewest) this.fewest = cell.length;
      if (cell.length > this.most) this.most = cell.length;
      if (value !== undefined && !Number.isSafeInteger(value)) this.unsafe += 1;
    }
    this.#values += 1;
    this.#words += value === undefined ? wordsIn(cell) : 1;
    this.#chars += cell.length;
    return codes.get(look) ?? absent;
  }

  get words(): number {
    return this.#words / this.#values;
  }

  get chars(): number {
    return this.#chars / this.#values;
  }
}
