import type { Trace } from './personal-cells.ts';
import type { Facts, Marks } from './profile.ts';

/** What one cell looks like, whatever column it stands in. */
export const looks = [
  'integer',
  'decimal',
  'zeros', // digits that begin with a zero, as postcodes and codes do
  'special', // NaN and infinities
  'embedded',
  'date',
  'url',
  'email',
  'list',
  'word',
  'text',
] as const;

export type Look = (typeof looks)[number];

/** Those that are neither numbers nor dates. */
export const oddLooks: readonly Look[] = ['special', 'url', 'email', 'list', 'word', 'text'];

/** One way to read the dates of a column. */
export interface DateFormat {
  readonly format: string;
  /** The share of the distinct dates that it reads. */
  readonly share: number;
  /** How often, from row to row, the dates turn against the direction that most take; as read in this way. */
  readonly back: number;
  /** The first and the last of them, as ISO 8601. */
  readonly first: string;
  readonly last: string;
}

/** The facts of a column, and what else its kind is told from. What is not known is absent. */
export interface Traits extends Facts {
  /** How many of the cells that are not missing look so. */
  readonly looks: Readonly<Partial<Record<Look, number>>>;
  /** Of dates: the formats that read them, the best first. */
  readonly formats?: readonly DateFormat[];
  /** What stands around embedded numbers, with how many distinct cells have it, the commonest first. */
  readonly around?: readonly (readonly [affix: string, count: number])[];
  /** The marks of embedded numbers, where they are not the file's. */
  readonly marks?: Marks;
  /** Of the distinct values: how many words, and characters, they have on average. */
  readonly words?: number;
  readonly chars?: number;
  /** How many digits the whole numbers have: the fewest and the most. */
  readonly digits?: readonly [least: number, most: number];
  /** The row, from 0, from which on cells look otherwise than all before. */
  readonly changed?: { readonly row: number; readonly from: Look; readonly to: Look };
  /** By how much the rank of a quantile may be off, as a share of the rows, where they are an estimate. */
  readonly quantileError?: number;
  /** How many of the distinct values that were noted tell so of a person. */
  readonly traces?: Readonly<Partial<Record<Trace, number>>>;
  readonly distinctNoted?: number;
  /** Distinct cells that are words and the like, where they are few; absent where they are more than can be named. */
  readonly odd?: readonly string[];
  /** Distinct whole numbers beyond what a double holds exactly. */
  readonly unsafe?: number;
}
