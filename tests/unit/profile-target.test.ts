import { expect, test } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { suggestTarget } from '../../src/profile/judge/suggest-target.ts';
import { readTarget } from '../../src/profile/judge/target.ts';
import type { Column } from '../../src/profile/profile.ts';
import { aColumn, inOrder, withLevels } from '../support/columns.ts';

const even = (many: number, rows = 50): Record<string, number> =>
  Object.fromEntries(Array.from({ length: many }, (_, at) => [String(at), rows]));

const taskOf: readonly (readonly [
  what: string,
  column: Column,
  task: string,
  positive: string | undefined,
  reason: RegExp,
])[] = [
  [
    'words of two classes',
    withLevels('Churn', 'category', { No: 300, Yes: 100 }),
    'binary',
    'Yes',
    /Yes is the positive class because it is the rarer/,
  ],
  [
    'the rarer class, whatever it says',
    withLevels('survived', 'boolean', { '1': 260, '0': 140 }),
    'binary',
    '0',
    /rarer/,
  ],
  ['as many of both', withLevels('won', 'boolean', { no: 200, yes: 200 }), 'binary', 'yes', /same number of rows/],
  ['two whole numbers', withLevels('y', 'integer', { '0': 350, '1': 50 }), 'binary', '1', /it has two values/],
  ['two numbers', withLevels('y', 'number', { '0.0': 350, '1.0': 50 }), 'binary', '1.0', /it has two values/],
  ['three words', withLevels('species', 'category', even(3)), 'multiclass', undefined, /3 values are classes/],
  [
    'an ordered category',
    withLevels('quality', 'ordered', { low: 100, mid: 100, high: 200 }),
    'multiclass',
    undefined,
    /classes/,
  ],
  [
    'a class in digits',
    withLevels('class', 'integer', even(3)),
    'multiclass',
    undefined,
    /"class" in its name says classes/,
  ],
  ['few common numbers', withLevels('q7', 'integer', even(5)), 'multiclass', undefined, /each of them common/],
  [
    'few numbers, the larger the rarer',
    withLevels('q8', 'integer', { '0': 300, '1': 80, '2': 15, '3': 3, '4': 2 }),
    'regression',
    undefined,
    /some of them rare, as counts are/,
  ],
  [
    'few numbers, some of them rarer than one in fifty',
    withLevels('q9', 'integer', { '0': 3000, '1': 800, '2': 200, '3': 60, '4': 30 }),
    'regression',
    undefined,
    /some of them rare/,
  ],
  [
    'a count by its name',
    withLevels('number_of_visits', 'integer', even(4)),
    'regression',
    undefined,
    /"number" in its name says a quantity/,
  ],
  [
    'said to be a number',
    withLevels('q7', 'integer', even(5), { said: true }),
    'regression',
    undefined,
    /its values are numbers/,
  ],
  ['many numbers', aColumn('price', 'number'), 'regression', undefined, /numbers/],
  ['a number in every row', aColumn('score', 'integer', { distinct: 400 }), 'regression', undefined, /numbers/],
  ['numbers with a unit', aColumn('weight', 'embedded', { distinct: 90 }), 'regression', undefined, /unit/],
  [
    'numbers that look like identifiers',
    aColumn('price', 'identifier', { min: 4, max: 900 }),
    'regression',
    undefined,
    /look like identifiers/,
  ],
  ['a third class of one row', withLevels('y', 'category', { a: 200, b: 199, c: 1 }), 'binary', 'b', /rarer/],
];

test.each(taskOf)('%s', (_, column, task, positive, reason) => {
  const { target } = readTarget([column], column.name);
  expect(target).toMatchObject({ name: column.name, task });
  expect(target.positive).toBe(positive);
  expect(target.reasons.join('; ')).toMatch(reason);
});

const refused: readonly (readonly [what: string, column: Column, sentence: RegExp, next: RegExp])[] = [
  ['a constant', aColumn('y', 'constant', { levels: [['a', 400]] }), /same value in every row/, /--target/],
  ['nothing at all', aColumn('y', 'constant', { missing: 400, distinct: 0 }), /no value in any row/, /--target/],
  [
    'another word in every row',
    aColumn('y', 'identifier'),
    /another value in every row and is not a number/,
    /--column 'y=category'/,
  ],
  [
    'another level in every row',
    aColumn('y', 'category'),
    /another value in every row and is not a number/,
    /--column/,
  ],
  ['a date', aColumn('y', 'date'), /is a date/, /days until it/],
  ['text', aColumn('y', 'text'), /holds text/, /--column/],
  ['lists', aColumn('y', 'list'), /holds lists/, /--column/],
  ['too many classes', withLevels('y', 'category', even(101)), /101 classes; at most 100/, /Join the rarer/],
  [
    'classes that cannot be split',
    withLevels('y', 'category', { a: 300, b: 9, c: 1 }),
    /fewer than two classes of at least 10 rows; too small to be split: b \(9\) and c \(1\)/,
    /more rows/,
  ],
  [
    'a few rows of a quantity',
    aColumn('y', 'number', { rows: 9 }),
    /a value in 9 rows, which cannot be split/,
    /at least 10 rows/,
  ],
];

const failureOf = (read: () => unknown): Failure => {
  try {
    read();
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
  }
  throw new Error('it was not refused');
};

test.each(refused)('%s is refused as a target', (_, column, sentence, next) => {
  const failure = failureOf(() => readTarget([column], column.name));
  expect(failure).toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(sentence),
    next: expect.stringMatching(next),
  });
});

const two = withLevels('Churn', 'category', { No: 300, Yes: 100 });

test.each([
  ['a name that is nearly right', () => readTarget([two], 'churm'), /no column churm/, /Did you mean --target 'Churn'/],
  ['a name that is not there', () => readTarget([two], 'price'), /no column price/, /one of Churn/],
  [
    'a class that is nearly right',
    () => readTarget([two], 'Churn', 'yes'),
    /no class yes/,
    /Did you mean --positive 'Yes'/,
  ],
  [
    'a positive class of several',
    () => readTarget([withLevels('s', 'category', even(3))], 's', '1'),
    /3 classes/,
    /Leave --positive out/,
  ],
  [
    'a positive class of a quantity',
    () => readTarget([aColumn('p', 'number')], 'p', '1'),
    /quantity/,
    /Leave --positive out/,
  ],
])('%s is refused', (_, read, sentence, next) => {
  const failure = failureOf(read);
  expect(failure).toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(sentence),
    next: expect.stringMatching(next),
  });
});

test('the owner says which class is the positive one', () => {
  expect(readTarget([two], 'Churn', 'No').target).toMatchObject({
    positive: 'No',
    reasons: [expect.anything(), expect.stringMatching(/owner/)],
  });
});

const warned: readonly (readonly [what: string, column: Column, warning: RegExp])[] = [
  [
    'rows without a value',
    withLevels('y', 'category', { a: 300, b: 300 }, { missing: 12 }),
    /12 rows of 612 rows have no y: they are left out/,
  ],
  [
    'a class of one row',
    withLevels('y', 'category', { a: 300, b: 300, c: 1 }),
    /class c \(1 row\) is too small to be split .* never predict it/,
  ],
  [
    'a class of 22 rows',
    withLevels('y', 'category', { a: 600, b: 22 }),
    /class b has 22 rows, about 6 of them in the test part.* within 40 points/,
  ],
  [
    'unequal classes',
    withLevels('y', 'category', { a: 970, b: 30 }),
    /b has 3 % of the rows, so saying the other class always is right for 97 %/,
  ],
  [
    'few rows',
    withLevels('y', 'category', { a: 60, b: 60 }),
    /120 rows to learn from and test on, about 30 .* within 18 points/,
  ],
];

test.each(warned)('%s are said with what it means', (_, column, warning) => {
  expect(readTarget([column], 'y').warnings).toContainEqual(expect.stringMatching(warning));
});

test('of a large table with equal classes nothing needs to be said', () => {
  expect(readTarget([withLevels('y', 'category', { a: 600, b: 600 })], 'y').warnings).toEqual([]);
});

const feature = aColumn('age', 'integer', { distinct: 60 });
const id = aColumn('customer_id', 'identifier');
const suggested: readonly (readonly [what: string, columns: readonly Column[], name: string, reason: RegExp])[] = [
  [
    'a name that says it',
    inOrder(id, withLevels('target', 'integer', even(2)), feature),
    'target',
    /says that it is the target/,
  ],
  ['a word that people predict', inOrder(id, two, feature), 'Churn', /"churn" in its name/],
  [
    'a word within a name',
    inOrder(withLevels('loan_status', 'category', even(2)), feature),
    'loan_status',
    /"loan status"/,
  ],
  [
    'a price',
    inOrder(aColumn('SalePrice', 'integer'), withLevels('street', 'category', even(2)), feature),
    'SalePrice',
    /"price"/,
  ],
  [
    'the last column',
    inOrder(feature, withLevels('zone', 'category', even(4)), withLevels('kind of it', 'category', even(3))),
    'kind of it',
    /last column/,
  ],
];

test.each(suggested)('%s makes a target likely', (_, columns, name, reason) => {
  const [first] = suggestTarget(columns);
  expect(first?.name).toBe(name);
  expect(first?.reasons.join('; ')).toMatch(reason);
});

test('an identifier, a text, a date and a personal fact are no targets, and at most three columns are', () => {
  const none = inOrder(
    id,
    aColumn('note', 'text'),
    aColumn('day', 'date'),
    withLevels('name', 'category', even(3), { personal: 'a name' }),
  );
  expect(suggestTarget(none)).toEqual([]);
  expect(suggestTarget(inOrder(feature, feature, feature, feature, two))).toHaveLength(3);
});
