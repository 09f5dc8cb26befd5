import { counted, listed } from '../../text/say.ts';
import type { Column, Kind } from '../profile.ts';
import { wordIn } from './names.ts';

/** A class and the number of its rows. */
export type Class = readonly [level: string, rows: number];

/**
 * Fewer rows of a class cannot be split: a quarter of them is the test part, and each of five folds of the rest needs one to
 * validate and some to learn from.
 */
export const fewest = 10;

/** More classes than that are names, of which no report can say much. */
export const mostClasses = 100;

/** So many values of an integer may be classes that are written as digits. */
const fewValues = 10;

const classWords = new Set(
  'class target label category type group grade level rating species code cluster segment stage'.split(' '),
);
const countWords = new Set(
  'n num nr no number count counts total sum amount age year years month months week weeks day days hour hours minute minutes'
    .concat(
      ' visits children price cost size length width height weight distance quantity qty score points sales units',
    )
    .split(' '),
);

/** Whether a column is read as classes or as a quantity, and why; undefined where it is neither. */
export function readAs(column: Column): { readonly as: 'classes' | 'quantity'; readonly why: string } | undefined {
  const { kind, distinct } = column;
  if (kind === 'boolean' || kind === 'category' || kind === 'ordered')
    return { as: 'classes', why: `its ${counted(distinct, 'value')} are classes` };
  if (kind === 'identifier') return ofIdentifier(column);
  if (!isQuantity(kind)) return undefined;
  if (distinct === 2) return { as: 'classes', why: 'it has two values' };
  if (kind === 'integer' && !column.said && distinct <= fewValues) return ofFewValues(column);
  return { as: 'quantity', why: kind === 'embedded' ? 'its values are numbers with a unit' : 'its values are numbers' };
}

const isQuantity = (kind: Kind): boolean => kind === 'number' || kind === 'integer' || kind === 'embedded';

function ofIdentifier(column: Column): ReturnType<typeof readAs> {
  if (typeof column.min === 'number')
    return { as: 'quantity', why: 'its values are numbers, though they look like identifiers' };
  if (column.distinct > mostClasses || column.levels.length === 0) return undefined;
  return { as: 'classes', why: `its ${counted(column.distinct, 'value')} repeat` };
}

/** A few whole numbers are classes or counts; the name tells, or else whether each value is common. */
function ofFewValues(column: Column): ReturnType<typeof readAs> {
  const values = listed(
    column.levels.map(([level]) => level).toSorted((a, b) => Number(a) - Number(b)),
    fewValues,
  );
  const few = `it has ${counted(column.distinct, 'whole number')} (${values})`;
  const byName = wordIn(column.name, classWords);
  if (byName) return { as: 'classes', why: `${few}, and "${byName}" in its name says classes` };
  const counts = wordIn(column.name, countWords);
  if (counts) return { as: 'quantity', why: `${few}, and "${counts}" in its name says a quantity` };
  const present = column.rows - column.missing;
  const rarest = Math.min(...column.levels.map(([, rows]) => rows));
  return rarest >= Math.max(fewest, present * 0.02)
    ? { as: 'classes', why: `${few}, each of them common` }
    : { as: 'quantity', why: `${few}, some of them rare, as counts are` };
}
