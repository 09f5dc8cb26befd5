import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namingOf, valueNamed } from '../../src/profile/events/names.ts';
import { likely, mayName, recognise } from '../../src/profile/events/recognise.ts';
import { Tally } from '../../src/profile/events/tally.ts';
import { timeIn } from '../../src/profile/events/time.ts';
import { likedFrom, scaleOf, type Value, valueIn } from '../../src/profile/events/value.ts';
import { plainCsv } from '../../src/profile/plain-csv.ts';
import { kinds } from '../../src/profile/profile.ts';
import { aColumn, inOrder, withLevels } from '../support/columns.ts';

test.each([
  ['user_id', 'user', 'user'],
  ['userId', 'user', 'user'],
  ['userid', 'user', 'user'],
  ['UserID', 'user', 'user'],
  ['Customer ID', 'user', 'customer'],
  ['CUSTOMER_NO', 'user', 'customer'],
  ['customer_unique_id', 'user', 'customer'],
  ['reviewerID', 'user', 'reviewer'],
  ['visitorid', 'user', 'visitor'],
  ['KundenNr', 'user', 'kunden'],
  ['users', 'user', 'user'],
  ['user_age', 'user', undefined],
  ['customer segment', 'user', undefined],
  ['age', 'user', undefined],
  ['StockCode', 'item', 'stock'],
  ['movieId', 'item', 'movie'],
  ['ASIN', 'item', 'asin'],
  ['Artikelnummer', 'item', 'artikel'],
  ['product', 'item', 'product'],
  ['product_category', 'item', undefined],
  ['item price', 'item', undefined],
  ['id', 'item', undefined],
] as const)('%s names, as a %s, %s', (name, part, word) => {
  expect(namingOf(name, part)?.word).toBe(word);
});

test.each([
  ['rating', true],
  ['Book-Rating', true],
  ['overall', true],
  ['Quantity', false],
  ['play_count', false],
  ['hours', false],
  ['avg_rating', undefined],
  ['UnitPrice', undefined],
  ['title', undefined],
] as const)('%s holds what users think: %s', (name, explicit) => {
  expect(valueNamed(name)?.explicit).toBe(explicit);
});

const ids = (name: string, distinct: number) => aColumn(name, 'identifier', { rows: 1000, distinct });

test.each([
  ['a user and an item', [ids('user_id', 90), ids('item_id', 80)], 'user_id', 'item_id', true],
  ['the id of two of a word', [ids('user_name', 90), ids('user_id', 90), ids('item', 50)], 'user_id', 'item', true],
  [
    'the plainer of two words',
    [ids('session_id', 400), ids('user_id', 90), ids('album_id', 70), ids('song_id', 90)],
    'user_id',
    'song_id',
    true,
  ],
  ['a user in each row', [ids('user_id', 1000), ids('item_id', 80)], undefined, 'item_id', false],
  [
    'letters with a number, few of each',
    [
      aColumn('customer', 'embedded', { rows: 1000, distinct: 600 }),
      aColumn('sku', 'embedded', { rows: 1000, distinct: 90 }),
    ],
    'customer',
    'sku',
    true,
  ],
  ['a catalogue of ten', [ids('user_id', 90), ids('item_id', 10)], 'user_id', 'item_id', false],
  [
    'patients, who may be what a table is about',
    [ids('patient_id', 90), ids('item_id', 80)],
    'patient_id',
    'item_id',
    false,
  ],
  [
    'a date by the name of an item',
    [ids('user_id', 90), aColumn('item', 'date', { rows: 1000, distinct: 50 })],
    'user_id',
    undefined,
    false,
  ],
  ['no name that tells', [ids('a', 90), ids('b', 80)], undefined, undefined, false],
] as const)('%s', (_, columns, user, item, clear) => {
  const found = recognise(inOrder(...columns));
  expect([found.user?.column.name, found.item?.column.name, found.clear]).toEqual([user, item, clear]);
});

const anyName = fc.oneof(
  fc.constantFrom('user_id', 'customer', 'item', 'productId', 'rating', 'qty', 'time', 'a', 'b', 'country', 'price'),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const anyColumns = fc
  .uniqueArray(
    fc.tuple(anyName, fc.constantFrom(...kinds), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 400 })),
    {
      minLength: 1,
      maxLength: 8,
      selector: ([name]) => name,
    },
  )
  .map((all) =>
    inOrder(
      ...all.map(([name, kind, distinct, missing]) =>
        aColumn(name, kind, { rows: 500, missing, distinct: Math.min(distinct, 500 - missing) }),
      ),
    ),
  );

test('whatever the columns are, user and item are two that come again, and where they stand changes nothing', () => {
  fc.assert(
    fc.property(anyColumns, (columns) => {
      const { user, item, clear } = recognise(columns);
      const both = [user?.column, item?.column].filter((one) => one !== undefined);
      expect(both.every(mayName)).toBe(true);
      expect(user === undefined || user.column !== item?.column).toBe(true);
      if (clear) expect(both.length).toBe(2);
      const names = (found: typeof columns) => likely(found, 'user').map(({ name }) => name);
      expect(new Set(names(columns)).size).toBe(names(columns).length);
      expect(likely(columns, 'item', user?.column.name).some(({ name }) => name === user?.column.name)).toBe(false);
    }),
  );
});

test('a name that says who or what says it however it is written', () => {
  const word = fc.constantFrom('user', 'customer', 'reviewer', 'item', 'product', 'movie');
  const written = fc.constantFrom<(word: string) => string>(
    (one) => `${one}_id`,
    (one) => `${one}Id`,
    (one) => `${one}ID`,
    (one) => `${one.toUpperCase()}_ID`,
    (one) => `${one} no`,
    (one) => `${one}s`,
    (one) => `the ${one}`,
  );
  fc.assert(
    fc.property(word, written, (one, write) => {
      const part = ['item', 'product', 'movie'].includes(one) ? 'item' : 'user';
      expect(namingOf(write(one), part)?.word).toBe(one);
      expect(namingOf(write(one), part === 'user' ? 'item' : 'user')).toBeUndefined();
    }),
  );
});

const levels = (...numbers: readonly number[]): Value => ({
  column: aColumn('rating', 'number'),
  explicit: true,
  low: Math.min(...numbers),
  high: Math.max(...numbers),
  levels: numbers.map((number) => [number, 10] as const),
  whole: numbers.every(Number.isInteger),
  reasons: [],
});

test.each([
  [[1, 2, 3, 4, 5], 4],
  [[0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5], 3.5],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 7],
  [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 7],
  [[0, 1], 1],
  [[-1, 1], 1],
  [[-1, 0, 1], 1],
  [[1, 5], 5],
] as const)('of a scale of %j what is %d or more is liked', (numbers, liked) => {
  expect(likedFrom(levels(...numbers))).toBe(liked);
});

test.each([
  [0, true, 1],
  [-5, true, 1],
  [3, true, 3],
  [0.5, false, 0.5],
  [0, false, 1e-6],
])('of what was taken, from %d on, %d or more is liked (whole numbers: %s)', (low, whole, liked) => {
  expect(likedFrom({ ...levels(low, 100), explicit: false, whole })).toBe(liked);
});

test('on any scale the highest value is liked, and the lowest is not', () => {
  const scales = fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(scales, (numbers) => {
      const rising = numbers.toSorted((a, b) => a - b);
      const liked = likedFrom(levels(...rising));
      expect(rising.includes(liked)).toBe(true);
      expect(liked).toBeGreaterThan(rising[0] ?? 0);
    }),
  );
});

test('levels that are numbers are a scale, and words among them are none', () => {
  expect(scaleOf(withLevels('r', 'category', { 1: 5, 2: 4, 10: 3 }), plainCsv)).toMatchObject({
    low: 1,
    high: 10,
    whole: true,
  });
  expect(scaleOf(withLevels('r', 'category', { 1: 5, good: 4 }), plainCsv)).toBeUndefined();
  expect(scaleOf(withLevels('r', 'ordered', { '1,5': 5, '2': 4 }), { ...plainCsv, decimal: ',' })).toMatchObject({
    low: 1.5,
  });
});

test('a value that never changes tells nothing, and what users think comes before what they took', () => {
  const same = withLevels('rating', 'constant', { 1: 400 });
  const stars = withLevels('stars', 'integer', { 1: 200, 5: 200 });
  const bought = withLevels('qty', 'integer', { 1: 200, 2: 200 });
  expect(valueIn(inOrder(same), plainCsv, undefined, [])).toBeUndefined();
  expect(valueIn(inOrder(same, bought, stars), plainCsv, undefined, [])?.column.name).toBe('stars');
  expect(valueIn(inOrder(same, bought, stars), plainCsv, undefined, ['stars'])?.column.name).toBe('qty');
});

test.each([
  ['rows that half lack', withLevels('rating', 'integer', { 1: 100, 5: 100 }, { missing: 200 }), 'rating'],
  ['rows that more than half lack', withLevels('rating', 'integer', { 1: 100, 5: 100 }, { missing: 201 }), undefined],
  ['numbers that can be read', aColumn('rating', 'number', { min: 1, max: 5 }), 'rating'],
  ['numbers that cannot', aColumn('rating', 'number', { min: 1, max: 5, unfit: 'x' }), undefined],
])('of %s is a value: %3$s', (_, column, name) => {
  expect(valueIn(inOrder(column), plainCsv, undefined, [])?.column.name).toBe(name);
});

const numbers = (name: string, ...few: readonly number[]) =>
  withLevels(name, 'integer', Object.fromEntries(few.map((one) => [one, 50])));

test.each([
  ['the one column of few numbers', [numbers('column_3', 1, 2, 3, 4, 5)], 'column_3'],
  ['none of two', [numbers('column_3', 1, 2, 3), numbers('column_4', 1, 2)], undefined],
  ['none of years', [numbers('column_3', 1998, 1999)], undefined],
  ['none of one number', [numbers('column_3', 1)], undefined],
  ['none of many', [numbers('column_3', ...Array.from({ length: 22 }, (_, at) => at))], undefined],
] as const)('without a header %s is a value', (_, columns, name) => {
  expect(valueIn(inOrder(...columns), { ...plainCsv, header: false }, undefined, [])?.column.name).toBe(name);
  expect(valueIn(inOrder(...columns), plainCsv, undefined, [])).toBeUndefined();
});

const dated = (name: string, distinct: number) => aColumn(name, 'date', { distinct });

test.each([
  ['the date by whose name it was', [dated('release_date', 90), dated('ordered_on', 50)], 'ordered_on'],
  ['the finer of two', [dated('date', 50), dated('timestamp', 390)], 'timestamp'],
  ['the only date', [dated('x', 50), aColumn('year', 'integer', { distinct: 9 })], 'x'],
  ['a number by the name of a time', [aColumn('day', 'integer', { distinct: 50 })], 'day'],
  ['none of two that say nothing', [dated('x', 50), dated('y', 60)], undefined],
  ['a date before a number', [aColumn('time', 'integer', { distinct: 390 }), dated('day', 50)], 'day'],
  ['no date that cannot be read', [aColumn('date', 'date', { distinct: 50, unfit: 'x' })], undefined],
  ['no date of birth', [dated('birthday', 50)], undefined],
  ['none that many rows lack', [aColumn('date', 'date', { missing: 100, distinct: 50 })], undefined],
] as const)('%s is when events were', (_, columns, name) => {
  expect(timeIn(inOrder(...columns), [], true)?.column.name).toBe(name);
});

test('of many names a part is counted, and tells how many there are', () => {
  const [all, some] = [new Tally(), new Tally(500)];
  for (let at = 0; at < 20_000; at += 1)
    for (let times = 0; times <= at % 4; times += 1) {
      all.add(`name ${at}`);
      some.add(`name ${at}`);
    }
  expect([1, 2, 4, 5].map((times) => all.atLeast(times))).toEqual([20_000, 15_000, 5_000, 0]);
  for (const times of [1, 2, 4]) expect(Math.abs(some.atLeast(times) / all.atLeast(times) - 1)).toBeLessThan(0.2);
  expect(all.median()).toBe(3);
});
