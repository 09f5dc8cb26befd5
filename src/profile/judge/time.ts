import { usage } from '../../errors.ts';
import { counted, percent } from '../../text/say.ts';
import type { Column, Target } from '../profile.ts';
import { partedBy } from './named.ts';
import { isWord, wordIn } from './names.ts';

/** Names of when a row became known. */
const known = new Set(
  'timestamp observed recorded created occurred measured sampled reported registered logged received posted published updated datetime event'
    .concat(
      ' transaction order ordered sale sold invoice invoiced purchase visit admission application issue issued trip pickup start started',
    )
    .concat(' date time when day week month period ds at')
    .split(' '),
);
/** Names of a date that is a fact of the case, or that lies in its future. */
const ofTheCase = new Set(
  'birth born dob birthday birthdate due expiry expires expire expiration expected planned scheduled deadline end ends ended until death died'
    .concat(
      ' maturity valid built founded hire hired joined join signup founding manufactured release released renewal last',
    )
    .split(' '),
);
/** Numbers that count time. */
const numberOfTime = new Set(
  'year yr timestamp unixtime epoch time|unix time|time stamp'.split('|').flatMap((w, at) => (at ? [w] : w.split(' '))),
);

/** Fewer moments are no course of time. */
const fewestMoments = 10;
/** A date that is the same in more of the rows than that hardly varies. */
const mostOfOneMoment = 0.5;
/** A column with more empty cells than that is not taken unasked: its rows would be left out. */
export const mostMissing = 0.05;

/** A column that parts the rows, and why. */
export interface Choice {
  readonly column: Column;
  readonly reasons: readonly string[];
}

export function chosenTime(columns: readonly Column[], warnings: string[]): Choice | undefined {
  const dates = columns.filter((column) => column.kind === 'date');
  const scored = columns.flatMap((column) => {
    const why = timeOf(column, dates.length);
    return why ? [{ column, ...why }] : [];
  });
  const [best] = scored.toSorted((a, b) => b.score - a.score || a.column.position - b.column.position);
  if (!best) return undefined;
  const missing = best.column.missing / best.column.rows;
  if (missing > mostMissing) {
    warnings.push(
      `${best.column.name} may say when a row became known, but ${percent(missing)} of the rows have none; --time '${best.column.name}' parts the others by it.`,
    );
    return undefined;
  }
  return {
    column: best.column,
    reasons: [best.reason, `${counted(best.column.distinct, 'moment')}; the latest rows are the test part`],
  };
}

function timeOf(column: Column, dates: number): { readonly score: number; readonly reason: string } | undefined {
  const { name, kind } = column;
  const numeric = kind === 'integer' && isWord(name, numberOfTime);
  if (kind !== 'date' && !numeric) return undefined;
  if (wordIn(name, ofTheCase) || !varies(column)) return undefined;
  if (numeric) return { score: 1, reason: `${name} says when a row became known, by its name` };
  const word = wordIn(name, known);
  if (word)
    return { score: 3, reason: `${name} is a date that says when a row became known, by "${word}" in its name` };
  return dates === 1 ? { score: 2, reason: `${name} is the only date` } : undefined;
}

const varies = (column: Column): boolean =>
  column.distinct >= fewestMoments && (column.levels[0]?.[1] ?? 0) <= mostOfOneMoment * (column.rows - column.missing);

export function wantedTime(columns: readonly Column[], name: string, target: Target): Choice {
  const column = partedBy(columns, name, target, '--time');
  if (!['date', 'integer', 'number'].includes(column.kind))
    throw usage(
      `The column ${name} is no date and no number, so rows have no order by it.`,
      `Say --column '${name}=date' if it is one.`,
      ['--time'],
    );
  if (column.distinct < 2)
    throw usage(
      `The column ${name} has the same value in every row, so rows have no order by it.`,
      'Choose another column with --time, or leave it out.',
      ['--time'],
    );
  return {
    column,
    reasons: ['the owner has said so', `${counted(column.distinct, 'moment')}; the latest rows are the test part`],
  };
}
