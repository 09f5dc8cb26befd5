import { isoOf, type Reading } from '../dates.ts';
import type { DateFormat } from '../traits.ts';

interface Tally {
  count: number;
  back: number;
  latest: number;
  first: number;
  last: number;
}

/** More formats than this are no column of dates. */
const mostFormats = 50;

/** Finds the format that reads every date of a column, which one date alone need not tell. */
export class Formats {
  readonly #tallies = new Map<string, Tally>();
  #total = 0;

  /** The ways in which one distinct cell may be read. */
  add(readings: readonly Reading[]): void {
    if (readings.length) this.#total += 1;
    for (const { format, at } of readings) this.#tally(format, at);
  }

  /** The same of a cell that can be read in one way alone. */
  addOne(format: string, at: number): void {
    this.#total += 1;
    this.#tally(format, at);
  }

  #tally(format: string, at: number): void {
    const tally = this.#tallies.get(format);
    if (tally) {
      tally.count += 1;
      if (at < tally.latest) tally.back += 1;
      tally.latest = at;
      if (at < tally.first) tally.first = at;
      if (at > tally.last) tally.last = at;
    } else if (this.#tallies.size < mostFormats)
      this.#tallies.set(format, { count: 1, back: 0, latest: at, first: at, last: at });
  }

  /** The formats that were seen: what reads most first, then what finds the rows in order. */
  formats(): readonly DateFormat[] {
    return [...this.#tallies]
      .map(([format, { count, back, first, last }]) => ({
        format,
        share: count / this.#total,
        back: Math.min(back, count - 1 - back),
        first: isoOf(first),
        last: isoOf(last),
      }))
      .toSorted((one, two) => two.share - one.share || one.back - two.back);
  }
}

/** How the dates of a column are to be read. */
export interface Chosen {
  readonly format: string;
  readonly first: string;
  readonly last: string;
  /** Why, in words, where it was a choice. */
  readonly reason?: string;
  /** Whether no row tells the day from the month. */
  readonly guessed: boolean;
}

/** So often must the other reading turn, to be no chance. */
const turns = 3;

const dayFirst = /^(?:%a,? |%A,? )?%d(.)%m/;

/** The one format of a column of dates; undefined where they are in several. */
export function chooseFormat(formats: readonly DateFormat[]): Chosen | undefined {
  const whole = formats.filter(({ share }) => share === 1);
  const [best, other] = whole;
  if (!best) return undefined;
  const plain = { format: best.format, first: best.first, last: best.last, guessed: false };
  const day = whole.find(({ format }) => dayFirst.test(format));
  if (!other || !day)
    return dayOrMonth.test(best.format)
      ? { ...plain, reason: `some rows tell the day from the month: ${best.format}` }
      : plain;
  if (best.back === 0 && other.back >= turns)
    return { ...plain, reason: `read as ${best.format} the rows are in order` };
  // With dots and hyphens the day is written first nearly everywhere; with slashes it is not in the United States.
  const mark = dayFirst.exec(day.format)?.[1];
  const chosen = mark === '/' ? (whole.find(({ format }) => format !== day.format) ?? day) : day;
  return {
    format: chosen.format,
    first: chosen.first,
    last: chosen.last,
    reason: `no row tells the day from the month; ${chosen.format} is a guess`,
    guessed: true,
  };
}

const dayOrMonth = /%[dm].%[dm].%[yY]/;
