import { expect, test } from 'vitest';
import { isoOf } from '../../src/profile/dates.ts';
import { collect } from '../../src/profile/kinds/collect.ts';
import { judge } from '../../src/profile/kinds/judge.ts';
import { plainCsv } from '../../src/profile/plain-csv.ts';
import type { Dialect } from '../../src/profile/profile.ts';
import { datesIn } from '../../src/profile/times.ts';

const dialect: Dialect = { ...plainCsv, missing: ['NA'] };

test.each<[cell: string, ...readings: readonly string[]]>([
  ['2020-01-02', 'ISO8601 2020-01-02'],
  ['2020-01-02T03:04:05Z', 'ISO8601 2020-01-02T03:04:05'],
  ['2020-01-02 03:04:05.123+02:00', 'ISO8601 2020-01-02T01:04:05'],
  ['2020/1/2', '%Y/%m/%d 2020-01-02'],
  ['2020-1-2', '%Y-%m-%d 2020-01-02'],
  ['31/12/2020', '%d/%m/%Y 2020-12-31'],
  ['12/31/20', '%m/%d/%y 2020-12-31'],
  ['1/2/70', '%m/%d/%y 1970-01-02', '%d/%m/%y 1970-02-01'],
  ['31.12.2020 23:59', '%d.%m.%Y %H:%M 2020-12-31T23:59:00'],
  ['12/31/2020 12:04 AM', '%m/%d/%Y %I:%M %p 2020-12-31T00:04:00'],
  ['2 Jan 2020', '%d %b %Y 2020-01-02'],
  ['January 5, 2020', '%B %d, %Y 2020-01-05'],
  ['05-May-2020', '%d-%b-%Y 2020-05-05', '%d-%B-%Y 2020-05-05'],
  ['Mon, 02 Jan 2006 15:04:05 GMT', '%a, %d %b %Y %H:%M:%S %Z 2006-01-02T15:04:05'],
  ['20200131', '%Y%m%d 2020-01-31'],
  ['2020-02', '%Y-%m 2020-02-01'],
  ['Feb 2020', '%b %Y 2020-02-01'],
  ['13:45', '%H:%M 1970-01-01T13:45:00'],
  ['2400-02-29', 'ISO8601 2400-02-29'],
  ['1900-02-29'],
  ['2020-13-01'],
  ['24:00'],
  ['192.168.1.1'],
  ['12 monkeys 2020'],
  ['3.14'],
])('%j is read as %j %j', (cell, ...readings) => {
  expect(datesIn(cell).map(({ format, at }) => `${format} ${isoOf(at)}`)).toEqual(readings);
});

function judged(cells: readonly string[]) {
  const column = collect('date', 0, dialect);
  for (const cell of cells) column.add(cell);
  return judge(column.facts());
}

const inOrder = [1, 2, 3, 4, 5].flatMap((month) =>
  [3, 7, 11].map((day) => [`0${month}`, String(day).padStart(2, '0')]),
);

test.each<[trap: string, cells: readonly string[], format: string | undefined, guessed: boolean]>([
  ['days first, told by the last row', ['01/02/2020', '03/02/2020', '13/02/2020'], '%d/%m/%Y', false],
  ['months first, told by the last row', ['01/02/2020', '03/02/2020', '02/13/2020'], '%m/%d/%Y', false],
  [
    'days first, told by the order of the rows',
    inOrder.map(([month, day]) => `${day}/${month}/2020`),
    '%d/%m/%Y',
    false,
  ],
  [
    'months first, told by the order of the rows, the last first',
    inOrder.map(([month, day]) => `${month}/${day}/2020`).toReversed(),
    '%m/%d/%Y',
    false,
  ],
  ['slashes, which nothing tells', ['03/02/2020', '02/03/2020', '01/01/2021'], '%m/%d/%Y', true],
  ['dots, which nothing tells', ['03.02.2020', '02.03.2020', '01.01.2021'], '%d.%m.%Y', true],
  ['ISO in several precisions', ['2020-01-02', '2020-01-03T10:00', '2020-01-04 10:00:00Z'], 'ISO8601', false],
  ['May, which is short and long', ['5 May 2020', '6 June 2020'], '%d %B %Y', false],
])('%s', (_, cells, format, guessed) => {
  const { kind, format: found, guessed: isGuess = false, asked } = judged(cells);
  expect({ kind, found, isGuess, asked }).toEqual({ kind: 'date', found: format, isGuess: guessed, asked: false });
});

test('dates in several formats are asked about, with the formats', () => {
  const { kind, asked, format, reasons } = judged(['2020-01-02', '13/02/2020', '5 Jun 2020', '2021-01-02']);
  expect({ kind, asked, format }).toEqual({ kind: 'date', asked: true, format: undefined });
  expect(reasons[0]).toMatch(/^its dates are in several formats: .*ISO8601/);
});

test('a column whose cells change half-way is asked about, with the row', () => {
  const half = Array.from({ length: 50 }, (_, at) => String(at));
  const { asked, reasons } = judged([...half, ...half.map((each) => `word ${each}`)]);
  expect(asked).toBe(true);
  expect(reasons[0]).toBe('from row 51 on its cells are words, and whole numbers before');
});
