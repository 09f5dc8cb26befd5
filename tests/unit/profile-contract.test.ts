import fc from 'fast-check';
import { parse } from 'smol-toml';
import { beforeAll, expect, test } from 'vitest';
import type { Overrides } from '../../src/profile/overrides.ts';
import { contractOf } from '../../src/profile/write/contract.ts';
import { exampleOf } from '../../src/profile/write/example.ts';
import { isIgnored } from '../../src/profile/write/place.ts';
import { wordsOf } from '../../src/profile/write/words.ts';
import { aColumn } from '../support/columns.ts';
import { type Cells, chance, decided, plain, tableOf } from '../support/decided.ts';

const target = 'sold';
const day = (at: number): string => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);
const inDays = (at: number): string => day(at).split('-').toReversed().join('.');

const of = async (cells: Cells, said: Partial<Overrides> = {}) =>
  await decided(tableOf({ ...plain, ...cells }), { target, ...said });

type Lines = Record<string, Record<string, unknown>>;
const read = (text: string) => parse(text) as { data: object; dialect: Lines; columns: Lines };

/** Whether a line may say so: it follows from its role and kind, or is expected. */
const mayHave = (key: string, { role, kind }: Record<string, unknown>, expected: readonly string[]): boolean =>
  expected.includes(key) ||
  (key === 'known_at_prediction' && role === 'feature') ||
  (key === 'levels' && kind === 'category') ||
  (key === 'positive' && role === 'target' && kind === 'category') ||
  (key === 'range' && (kind === 'number' || kind === 'integer'));

/** A row of a table: what the file holds besides, what is said, and what the contract says of a column. */
test.each<readonly [trap: string, cells: Cells, said: Partial<Overrides>, column: string, line: object]>([
  ['a feature is assumed to be known', {}, {}, 'size', { role: 'feature', known_at_prediction: true }],
  ['an empty cell of a feature', { age: (at) => (at === 5 ? '' : chance(at, 60)) }, {}, 'age', { missing: true }],
  ['no empty cell', {}, {}, 'size', { kind: 'integer' }],
  [
    'a stray is missing, beside the words of the file',
    { worth: (at) => (at === 9 ? 'soon' : chance(at, 400, 9) / 10) },
    {},
    'worth',
    { missing: true, empty: expect.arrayContaining(['NA', 'soon']) },
  ],
  [
    'a row without a target',
    { sold: (at) => (at === 5 ? '' : (['yes', 'no'][chance(at, 2)] ?? '')) },
    {},
    'sold',
    { left_out: [''] },
  ],
  [
    'a row without a time',
    { on: (at) => (at === 5 ? '' : day(at)) },
    { time: 'on' },
    'on',
    { role: 'time', left_out: [''] },
  ],
  [
    'a row without a group',
    { home: (at) => (at === 5 ? '' : `h${at % 40}`) },
    { group: 'home' },
    'home',
    { role: 'group', left_out: [''] },
  ],
  [
    'a class that is too small',
    { sold: (at) => (at === 5 ? 'maybe' : (['yes', 'no', 'late'][chance(at, 3)] ?? '')) },
    {},
    'sold',
    { levels: expect.not.arrayContaining(['maybe']), left_out: ['maybe'] },
  ],
  ['the class in question', {}, { positive: 'no' }, 'sold', { positive: 'no' }],
  [
    'new groups',
    { on: (at) => day(Math.floor(at / 4)), home: (at) => `h${at % 4}` },
    { time: 'on', group: 'home' },
    'home',
    { role: 'group', unseen: true },
  ],
  ['groups alone', { home: (at) => `h${at % 40}` }, { group: 'home' }, 'home', { role: 'group' }],
  [
    'what is left out is text',
    { one: () => 5 },
    {},
    'one',
    { kind: 'text', role: 'excluded', reason: 'it has the same value in every row' },
  ],
  [
    'levels in their order',
    { rank: (at) => ['high', 'low', 'medium', 'low', 'low'][chance(at, 5)] ?? '' },
    {},
    'rank',
    { kind: 'category', levels: ['low', 'medium', 'high'] },
  ],
  [
    'a number that names rows, put back',
    { id: (at) => at * 3 + 1000 },
    { kinds: { id: 'identifier' }, keep: { id: 'it rises with age' } },
    'id',
    { kind: 'number', reason: 'put back by the owner', kept: 'it rises with age' },
  ],
  ['a quantity', {}, { target: 'size' }, 'size', { kind: 'integer', role: 'target' }],
  ['a name of other signs', { 'a.b "c"': (at) => chance(at, 9) }, {}, 'a.b "c"', { role: 'feature' }],
  ['a name of a foreign script', { größe: (at) => chance(at, 9) }, {}, 'größe', { role: 'feature' }],
])('the contract says of a column: %s', async (_, cells, said, column, line) => {
  const found = read(contractOf(await of(cells, said))).columns[column] ?? {};
  expect(found).toMatchObject(line);
  const sometimes = ['missing', 'left_out', 'empty', 'unseen', 'known_at_prediction', 'levels', 'positive', 'range'];
  expect(sometimes.filter((key) => key in found && !mayHave(key, found, Object.keys(line)))).toEqual([]);
});

test('the contract says which file it is, and how dates and numbers of its features are written', async () => {
  const profile = await of(
    { on: inDays, was: (at) => (at % 2 ? inDays(at) : '01.01.2019'), iso: day, kg: (at) => `${chance(at, 900)} kg` },
    { time: 'on', leaveOut: ['was'] },
  );
  const { data, dialect } = read(
    contractOf({ ...profile, file: { ...profile.file, sha256: '0123456789abcdef'.repeat(4) } }),
  );
  expect(data).toMatchObject({
    version: 'sha256 0123456789ab',
    sha256: '0123456789abcdef'.repeat(4),
    file: 'data/raw/rows.csv',
  });
  expect([dialect.dates, dialect.affixes]).toEqual([{ on: '%d.%m.%Y' }, { kg: ['kg'] }]);
});

const ranges = (min: number, max: number, kind: 'number' | 'integer' = 'number'): unknown => {
  const profile = {
    ...{ file: { path: 'a.csv', bytes: 1, sha256: 'f' }, rows: { read: 9, kept: 9, refused: [], refusedMore: 0 } },
    ...{ duplicates: { rows: 0, among: 9 }, suspicions: [], personal: [], warnings: [], dialect },
    columns: [aColumn('x', kind, { min, max, role: 'feature' })],
  };
  return read(contractOf(profile)).columns.x?.range;
};

let dialect: Awaited<ReturnType<typeof decided>>['dialect'];
beforeAll(async () => {
  dialect = (await decided(tableOf(plain, 60), { target })).dialect;
});

test.each([
  ['nothing below zero', 0, 10, [0, 20]],
  ['nothing below zero, far from it', 1_000, 1_010, [0, 1_100]],
  ['as far again on either side', -10, 10, [-30, 30]],
  ['rounded away from what was seen', -1.234, 1.234, [-3.8, 3.8]],
  ['one value', 5, 5, [0, 10]],
  ['one value below zero', -5, -5, [-10, 0]],
  ['zero alone', 0, 0, [0, 1]],
])('a range: %s', (_, min, max, range) => {
  expect(ranges(min, max)).toEqual(range);
});

test('a range is wider than what was seen, and below zero only where something was', () => {
  const value = fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
  fc.assert(
    fc.property(value, value, (one, other) => {
      const [min, max] = [Math.min(one, other), Math.max(one, other)];
      fc.pre(max - min > 1e-9 || max === min);
      const [low = Number.NaN, high = Number.NaN] = ranges(min, max) as number[];
      expect(low).toBeLessThanOrEqual(min);
      expect(high).toBeGreaterThan(max);
      expect(low < 0).toBe(min < 0);
      if (min < 0) expect(low).toBeLessThan(min);
    }),
  );
});

test('an example has the middle of every feature, and of nothing else', async () => {
  const profile = await of(
    {
      on: day,
      share: (at) => (at === 3 ? 90_000 : chance(at, 3_000, 5) / 7),
      iso: (at) => day(chance(at, 200, 6)),
      id: (at) => `k${at}`,
    },
    { time: 'on' },
  );
  const { columns } = profile;
  const median = (name: string): number => columns.find((one) => one.name === name)?.quantiles?.[3] ?? Number.NaN;
  expect(JSON.parse(exampleOf(profile))).toEqual({
    size: Math.round(median('size')),
    weight: Number(median('weight').toPrecision(6)),
    colour: columns.find(({ name }) => name === 'colour')?.levels[0]?.[0],
    share: Number(median('share').toPrecision(6)),
    iso: expect.stringMatching(/^2020-\d\d-\d\d/),
  });
});

const mail = (at: number): string => `p${at}@example.org`;

test.each([
  ['nothing of anybody', {}, 25e6, false],
  ['more than 25 MB', {}, 25e6 + 1, true],
  ['people', { mail }, 1, true],
])('git passes the file over, or does not: %s', async (_, cells, bytes, ignored) => {
  const profile = await of(cells);
  const sized = { ...profile, file: { ...profile.file, bytes } };
  expect([isIgnored(sized), wordsOf(sized).ignored]).toEqual([ignored, ignored]);
});

test.each<readonly [is: string, cells: Cells, said: Partial<Overrides>]>([
  ['left out', {}, {}],
  ['a group', {}, { group: 'mail' }],
  ['a group besides time', { on: (at) => day(Math.floor(at / 4)) }, { time: 'on', group: 'mail' }],
])('of a person nothing is written but how much there is: %s', async (_, cells, said) => {
  const profile = await of({ mail: (at) => mail(at % 40), ...cells }, said);
  const written = [contractOf(profile), exampleOf(profile), JSON.stringify(wordsOf(profile))].join('\n');
  expect(written).toContain('personal data (e-mail addresses)');
  expect(written).not.toContain('@example');
});

test('words say what a reader asks', async () => {
  const cells: Cells = {
    ...{
      small: (at) => `s${at % 5}`,
      two: (at) => (chance(at, 2, 9) ? 'u' : 'v'),
      uneven: (at) => (at < 30 ? 'a' : 'b'),
    },
    ...{ many: (at) => `m${at % 7}`, one: () => 'x' },
  };
  const text = `${tableOf({ ...plain, ...cells }, 600)}\n1,2\n1,2,3\n`;
  const profile = await decided(text, { target, kinds: { small: 'category' }, keep: { one: 'it varies' } });
  expect(wordsOf(profile)).toMatchObject({
    ...{ name: 'rows', file: 'rows.csv', path: 'data/raw/rows.csv', rows: '600', features: '8' },
    ...{ positive: 'yes', negative: 'no', share: expect.stringMatching(/^2\d %$/) },
    refused: expect.stringMatching(/^2 of 602 rows \(line 602: [^;]+; line 603: [^;]+\)$/),
    duplicates: expect.stringMatching(/^none among 600 rows$/),
    slices: ['two', 'colour', 'small'],
    kept: [{ name: 'one', why: 'it varies' }],
    columns: expect.arrayContaining([
      { name: 'small', kind: 'category (said by the owner)', role: 'feature', seen: '5 values, most often s0 (20 %)' },
    ]),
  });
  const short = wordsOf(await decided(tableOf(plain, 400), { target, leaveOut: ['colour'] }));
  expect(short).toMatchObject({ refused: '', slices: [] });
  expect(wordsOf(await decided(tableOf(plain, 600), { target })).slices).toEqual(['colour', 'size', 'weight']);
  expect(wordsOf({ ...profile, rows: { ...profile.rows, refusedMore: 1 } }).refused).toMatch(/; and 1 more\)$/);
});
