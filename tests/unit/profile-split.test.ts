import { expect, test } from 'vitest';
import { readSplit, type Wanted } from '../../src/profile/judge/split.ts';
import { readTarget } from '../../src/profile/judge/target.ts';
import type { Column } from '../../src/profile/profile.ts';
import { aColumn, inOrder, withLevels } from '../support/columns.ts';

const churn = withLevels('churn', 'category', { no: 300, yes: 100 });
const { target } = readTarget([churn], 'churn');
const date = (name: string, more: Partial<Column> = {}): Column => aColumn(name, 'date', { distinct: 300, ...more });
const repeated = (name: string, distinct = 80, kind: Column['kind'] = 'identifier'): Column =>
  aColumn(name, kind, { distinct });
const other = date('birth_date');

const rows: readonly (readonly [
  what: string,
  columns: readonly Column[],
  wanted: Wanted,
  split: object,
  reason: RegExp,
])[] = [
  ['a date that says when', [date('order_date')], {}, { by: 'time', column: 'order_date' }, /"order" in its name/],
  ['the only date', [date('moment')], {}, { by: 'time', column: 'moment' }, /the only date/],
  ['the better of two dates', [date('updated'), date('created_at')], {}, { by: 'time', column: 'updated' }, /updated/],
  ['a year', [aColumn('year', 'integer', { distinct: 30 })], {}, { by: 'time', column: 'year' }, /year says when/],
  ['a date of birth', [date('birth_date')], {}, { by: 'stratified' }, /no column says when/],
  ['a due date', [date('due_date')], {}, { by: 'stratified' }, /no column/],
  ['a year of building', [aColumn('year_built', 'integer', { distinct: 80 })], {}, { by: 'stratified' }, /no column/],
  ['a date that hardly varies', [date('date', { distinct: 4 })], {}, { by: 'stratified' }, /no column/],
  [
    'a date that is mostly the same',
    [date('date', { levels: [['2024-01-01', 250]] })],
    {},
    { by: 'stratified' },
    /no column/,
  ],
  ['two dates of which none says when', [date('a'), date('b')], {}, { by: 'stratified' }, /no column/],
  [
    'an identifier that repeats',
    [repeated('customer_id')],
    {},
    { by: 'group', column: 'customer_id' },
    /80 of them in 400 rows, 5\.0 rows each/,
  ],
  [
    'a patient who repeats',
    [repeated('patient', 60, 'category')],
    {},
    { by: 'group', column: 'patient' },
    /rows repeat patient/,
  ],
  ['an identifier that does not', [aColumn('customer_id', 'identifier')], {}, { by: 'stratified' }, /none repeats/],
  ['a few entities', [repeated('customer_id', 6)], {}, { by: 'stratified' }, /none repeats/],
  ['a postcode', [repeated('zip_code')], {}, { by: 'stratified' }, /none repeats/],
  [
    'how many people there are',
    [aColumn('persons', 'integer', { distinct: 12, rows: 4_000 })],
    {},
    { by: 'stratified' },
    /none repeats/,
  ],
  [
    'a customer through time',
    [date('order_date'), repeated('customer_id')],
    {},
    { by: 'time', column: 'order_date', group: 'customer_id', newGroups: false },
    /may stand on both sides/,
  ],
  [
    'a group although there is a date',
    [date('order_date'), repeated('customer_id')],
    { group: 'customer_id' },
    { by: 'group', column: 'customer_id' },
    /owner has said/,
  ],
  [
    'a later time and a new customer',
    [date('order_date'), repeated('customer_id')],
    { group: 'customer_id', time: 'order_date' },
    { by: 'time', group: 'customer_id', newGroups: true },
    /left out/,
  ],
  [
    'a date of birth, if the owner says so',
    [other],
    { time: 'birth_date' },
    { by: 'time', column: 'birth_date' },
    /owner has said/,
  ],
];

test.each(rows)('%s', (_, columns, wanted, split, reason) => {
  const reading = readSplit(inOrder(...columns, churn), target, wanted);
  expect(reading.split).toMatchObject(split);
  expect(reading.split.reasons.join('; ')).toMatch(reason);
  expect(Object.keys(reading.split).filter((key) => key === 'column')).toHaveLength(
    'column' in split || 'group' in split ? 1 : 0,
  );
});

test.each([
  ['date', date('order_date', { missing: 100 }), /may say when a row became known, but 25 % .*--time 'order_date'/],
  [
    'entity',
    aColumn('customer_id', 'identifier', { distinct: 60, missing: 100 }),
    /repeat customer_id, but 25 % .*--group 'customer_id'/,
  ],
])('a %s with many empty cells is not taken unasked', (_, column, warning) => {
  const { split, warnings } = readSplit(inOrder(column, churn), target);
  expect(split.by).toBe('stratified');
  expect(warnings).toEqual([expect.stringMatching(warning)]);
});

test('rows without a moment are left out and counted', () => {
  const { split, warnings } = readSplit(inOrder(date('order_date', { missing: 3 }), churn), target);
  expect(split.by).toBe('time');
  expect(warnings).toEqual([expect.stringMatching(/^3 rows without a value of order_date/)]);
});

test.each([
  ['a group that is not there', { group: 'custmer_id' }, /no column custmer_id/, /Did you mean --group 'customer_id'/],
  ['the target as a group', { group: 'churn' }, /is the target/, /--group/],
  ['a time that has no order', { time: 'customer_id' }, /no date and no number/, /--column 'customer_id=date'/],
  ['a group that is constant', { group: 'country' }, /same value in every row/, /--group/],
])('%s is refused', (_, wanted, sentence, next) => {
  const columns = inOrder(repeated('customer_id'), aColumn('country', 'constant'), churn);
  expect(() => readSplit(columns, target, wanted)).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: expect.stringMatching(sentence),
      next: expect.stringMatching(next),
    }),
  );
});
