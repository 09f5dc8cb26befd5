import type { Look, Traits } from '../traits.ts';

/** The facts of a column in the shape that rules ask for. What is not known compares as false, since it is NaN. */
export interface View {
  readonly traits: Traits;
  /** The words of its name, in lower case: `customerID_2` has customer, id and 2. */
  readonly name: readonly string[];
  readonly present: number;
  /** Shares, from 0 to 1. */
  readonly missing: number;
  readonly unique: number;
  readonly share: (...looks: readonly Look[]) => number;
  readonly distinct: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly deviation: number;
  readonly words: number;
  readonly chars: number;
  /** Every cell is a number; a whole one. */
  readonly numbers: boolean;
  readonly whole: boolean;
}

/** The words of a name, by its humps, marks and digits. */
export const wordsOf = (name: string): readonly string[] =>
  (name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\d+/gu) ?? []).map((word) => word.toLowerCase());

const orNaN = (value: number | string | undefined): number => (typeof value === 'number' ? value : Number.NaN);

const units = ({ around }: Traits): number => around?.length ?? 0;
/** What stands around the numbers of one column is always the same; of house numbers it is not. */
const mostUnits = ({ distinct }: Traits): number => Math.max(8, 0.1 * distinct);
const withoutEmbedded = ({ embedded = 0, word = 0, ...others }: Traits['looks']): Traits['looks'] => ({
  ...others,
  word: word + embedded,
});

export function view(traits: Traits): View {
  const present = traits.rows - traits.missing;
  const looks = units(traits) > mostUnits(traits) ? withoutEmbedded(traits.looks) : traits.looks;
  const share = (...some: readonly Look[]): number =>
    present ? some.reduce((sum, look) => sum + (looks[look] ?? 0), 0) / present : 0;
  const numbers = present > 0 && share('integer', 'decimal', 'special', 'zeros') >= 0.995;
  return {
    traits,
    name: wordsOf(traits.name),
    present,
    missing: traits.rows ? traits.missing / traits.rows : 0,
    unique: present ? Math.min(1, traits.distinct / present) : 0,
    share,
    distinct: traits.distinct,
    min: orNaN(traits.min),
    max: orNaN(traits.max),
    mean: orNaN(traits.mean),
    deviation: orNaN(traits.deviation),
    words: traits.words ?? Number.NaN,
    chars: traits.chars ?? Number.NaN,
    numbers,
    whole: numbers && share('decimal', 'special') === 0,
  };
}
