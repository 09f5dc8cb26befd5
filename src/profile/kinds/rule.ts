import type { View } from './view.ts';

/** What the kinds fall into while points are counted: `unusable` identifies or says nothing, `unclear` needs a person. */
export const families = [
  'number',
  'category',
  'date',
  'unusable',
  'text',
  'url',
  'list',
  'embedded',
  'unclear',
] as const;

export type Family = (typeof families)[number];

/** One thing that may be so of a column. What it says for and against each family stands in `points.ts`, by its name. */
export interface Rule {
  readonly name: string;
  /** In words, as a reason that a person reads; empty where it explains nothing to one. */
  readonly reason: string;
  readonly when: (column: View) => boolean;
}

export const rule = (name: string, reason: string, when: (column: View) => boolean): Rule => ({ name, reason, when });

/** Whether a value lies within, ends included; what is unknown does not. */
export const within = (value: number, low: number, high: number): boolean => value >= low && value <= high;

/** Whether one of the words is a word of the column's name, in the singular or the plural. */
export function named(words: string): (column: View) => boolean {
  const known = new Set(words.split(' '));
  return ({ name }) => name.some((word) => known.has(word) || (word.endsWith('s') && known.has(word.slice(0, -1))));
}

const lastWords = new Set('id ids identifier key uuid guid pk ein isbn ssn'.split(' '));

/** Whether the name says that its values identify: `id`, `user_id`, `userID`, `custid`. */
export function namedId({ name, traits }: View): boolean {
  const last = name.filter((word) => !/^\d+$/.test(word)).at(-1);
  return (last !== undefined && lastWords.has(last)) || /^.{2,8}id$/i.test(traits.name);
}

export const namedCount = ({ traits }: View): boolean =>
  /\b(?:number|num|no)[ _.]?of\b|^n_|^num|count/i.test(traits.name);

/** Most cells are short words. */
export const worded = (column: View): boolean => column.share('word') > 0.5;

/** Every example is so; and there is one. */
export const every = ({ traits }: View, pattern: RegExp): boolean =>
  traits.examples.length > 0 && traits.examples.every((example) => pattern.test(example));
