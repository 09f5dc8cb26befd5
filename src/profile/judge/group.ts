import { usage } from '../../errors.ts';
import { counted, percent, thousands } from '../../text/say.ts';
import type { Column, Target } from '../profile.ts';
import { partedBy } from './named.ts';
import { wordIn } from './names.ts';
import { type Choice, mostMissing } from './time.ts';

/** Words for somebody or something of whom there are several rows. */
const entities = new Set(
  'customer client patient subject person people user member player student pupil participant respondent household family employee worker'
    .concat(
      ' account card device machine session animal mother child school hospital clinic company firm donor driver passenger uid pid cid',
    )
    .split(' '),
);
/** Codes that repeat because there are few of them, of which the project asks again. */
const ofPlaces = new Set(
  'zip zipcode postcode postal country region city state county district area sku product item category code type'.split(
    ' ',
  ),
);

/** Fewer entities cannot be divided. */
const fewestGroups = 10;
/** As many rows per entity say that entities repeat. */
const repeats = 1.05;

export function chosenGroup(columns: readonly Column[], warnings: string[]): Choice | undefined {
  const scored = columns.flatMap((column) => {
    const word = groupOf(column);
    return word === undefined ? [] : [{ column, word }];
  });
  const [best] = scored.toSorted(
    (a, b) =>
      Number(b.word !== '') - Number(a.word !== '') ||
      b.column.distinct - a.column.distinct ||
      a.column.position - b.column.position,
  );
  if (!best) return undefined;
  const { column } = best;
  const missing = column.missing / column.rows;
  if (missing > mostMissing) {
    warnings.push(
      `Rows repeat ${column.name}, but ${percent(missing)} of the rows have none; --group '${column.name}' keeps the others together.`,
    );
    return undefined;
  }
  return {
    column,
    reasons: [
      `rows repeat ${column.name}: ${repeatsOf(column)}`,
      'all rows of one are kept in the same part, so that the test part asks about new ones',
    ],
  };
}

const repeatsOf = (column: Column): string =>
  `${thousands(column.distinct)} of them in ${counted(column.rows - column.missing, 'row')}, ${((column.rows - column.missing) / column.distinct).toFixed(1)} rows each`;

/** The word that names an entity, nothing where its kind alone says so, and undefined where it is none. */
function groupOf(column: Column): string | undefined {
  const present = column.rows - column.missing;
  if (column.distinct < fewestGroups || present < repeats * column.distinct) return undefined;
  const named = ['identifier', 'category', 'integer', 'text'].includes(column.kind)
    ? wordIn(column.name, entities)
    : undefined;
  const isId =
    column.kind === 'identifier' || wordIn(column.name, new Set(['id', 'no', 'nr', 'number', 'key'])) !== undefined;
  if (named !== undefined && (isId || column.kind !== 'integer') && column.distinct >= present / 100) return named;
  if (column.kind !== 'identifier' || wordIn(column.name, ofPlaces)) return undefined;
  return '';
}

export function wantedGroup(columns: readonly Column[], name: string, target: Target): Choice {
  const column = partedBy(columns, name, target, '--group');
  if (column.distinct < 2)
    throw usage(
      `The column ${name} has the same value in every row, so no group can be kept apart.`,
      'Choose another column with --group, or leave it out.',
      ['--group'],
    );
  return { column, reasons: ['the owner has said so', `rows repeat ${name}: ${repeatsOf(column)}`] };
}
