import type { Facts } from './profile.ts';

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

/** The facts of a column, and what else its kind is told from. What is not known is absent. */
export interface Traits extends Facts {
  /** How many of the cells that are not missing look so. */
  readonly looks: Readonly<Partial<Record<Look, number>>>;
}
