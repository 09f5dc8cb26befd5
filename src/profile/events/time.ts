import { wordIn } from '../judge/names.ts';
import type { Column } from '../profile.ts';

/** Names of when somebody did something. */
const known = new Set(
  'time timestamp ts date datetime day when at event created occurred ordered order rated reviewed review visited watched played listened purchase'
    .concat(
      ' purchased bought invoice transaction click clicked view viewed logged unix week month datum zeit zeitpunkt fecha',
    )
    .split(' '),
);
/** Names of a date that is a fact of a user or an item. */
const ofTheCase = new Set(
  'birth born dob birthday release released published publication expiry expires signup joined join registered registration founded founding'.split(
    ' ',
  ),
);

/** When an event was, and why a column is held to say so. */
export interface Time {
  readonly column: Column;
  readonly reasons: readonly string[];
}

/** Whole numbers that lie between 1980 and 2100 where they are seconds, and that hardly repeat, as few other numbers do. */
const countsSeconds = ({ kind, min, max, distinct, rows }: Column): boolean =>
  kind === 'integer' && Number(min) > 315e6 && Number(max) < 4.1e9 && distinct > Math.min(rows / 20, 100);

/** A column with more empty cells than that is not taken: its rows would be left out. */
const mostMissing = 0.05;

/** The date by which each user's events are put in order; undefined where there is none, or several that no name tells apart. */
export function timeIn(
  columns: readonly Column[],
  taken: readonly (string | undefined)[],
  hasNames: boolean,
): Time | undefined {
  const able = columns.filter(
    ({ name, distinct, unfit, missing, rows }) =>
      !taken.includes(name) &&
      distinct > 1 &&
      unfit === undefined &&
      missing <= mostMissing * rows &&
      wordIn(name, ofTheCase) === undefined,
  );
  const dates = able.filter(({ kind }) => kind === 'date');
  const named = [...dates, ...able.filter(({ kind }) => kind === 'integer')].flatMap((column) => {
    const word = wordIn(column.name, known);
    return word === undefined ? [] : [{ column, word }];
  });
  // Of several, the finest: moments tell more than days.
  const [best] = named.toSorted(
    (a, b) =>
      Number(b.column.kind === 'date') - Number(a.column.kind === 'date') || b.column.distinct - a.column.distinct,
  );
  if (best) return { column: best.column, reasons: [`"${best.word}" in its name says when`] };
  const [only] = dates;
  if (only && dates.length === 1) return { column: only, reasons: ['it is the only date'] };
  const [seconds] = hasNames ? [] : able.filter(countsSeconds);
  return seconds && { column: seconds, reasons: ['its numbers are seconds since 1970'] };
}
