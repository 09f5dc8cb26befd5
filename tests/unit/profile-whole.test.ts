import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Overrides } from '../../src/profile/overrides.ts';
import { recognise } from '../../src/profile/read/recognise.ts';
import { gather } from '../../src/profile/whole/gather.ts';
import { withRoles } from '../../src/profile/whole/roles.ts';
import { drawDecided } from '../../src/report/draw-decided.ts';
import { describeProfile } from '../../src/report/profiled.ts';
import { type Cells, chance, columnOf, decided, inMemory, plain, tableOf, unsaid } from '../support/decided.ts';

const target = 'sold';
const word = (at: number): string =>
  `${['deep', 'wide', 'tall', 'soft'][chance(at, 4, 5)]} ${['sea', 'sky', 'hill'][chance(at, 3, 6)]} of ${['rain', 'sun', 'wind', 'snow'][chance(at, 4, 7)]} and number ${at} here`;
const twoWays = (at: number): string => (at % 2 ? day(at) : `0${(at % 9) + 1}.05.2024`);
const many = 'its dates are written in several ways, of which no one reads them all';
const day = (at: number): string => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);

/** A row of a table: what stands in the file besides, what is said, and what the column is. */
type Row = readonly [trap: string, cells: Cells, said: Partial<Overrides>, column: string, is: object];

test.each<Row>([
  ['a number in every row names it', { id: (at) => `k${at}` }, {}, 'id', { role: 'id' }],
  [
    'of two names one is the id',
    { id: (at) => `k${at}`, other: (at) => `q${999 - at}` },
    {},
    'other',
    { role: 'excluded', excluded: 'it names rows or things, and says nothing about the next ones' },
  ],
  [
    'a mail address is no id, whatever is said',
    { mail: (at) => `p${at}@example.org`, other: (at) => `q${999 - at}` },
    { kinds: { mail: 'identifier' } },
    'other',
    { role: 'id' },
  ],
  [
    'what parts the rows is not what they are called',
    { id: (at) => `k${at}`, other: (at) => `q${999 - at}` },
    { group: 'id' },
    'other',
    { role: 'id' },
  ],
  [
    'a mail address is no id',
    { mail: (at) => `p${at}@example.org` },
    {},
    'mail',
    { role: 'excluded', excluded: 'it holds personal data (e-mail addresses)' },
  ],
  [
    'text',
    { note: word },
    {},
    'note',
    { role: 'excluded', excluded: 'it is free text, which the model does not read' },
  ],
  [
    'addresses',
    { page: (at) => `https://example.org/${at}` },
    {},
    'page',
    { role: 'excluded', excluded: 'it holds addresses, which the model does not read' },
  ],
  [
    'the same in every row',
    { one: () => 'x' },
    {},
    'one',
    { role: 'excluded', excluded: 'it has the same value in every row' },
  ],
  ['nothing in any row', { none: () => '' }, {}, 'none', { role: 'excluded', excluded: 'it is empty in every row' }],
  [
    'the same twice',
    { again: (at) => chance(at, 50) },
    {},
    'again',
    { role: 'excluded', excluded: 'it repeats the column size' },
  ],
  [
    'the same twice, but empty in one',
    { again: (at) => (at === 7 ? '' : chance(at, 50)) },
    {},
    'again',
    { role: 'feature' },
  ],
  ['what the owner leaves out', {}, { leaveOut: ['size'] }, 'size', { excluded: 'the owner has left it out' }],
  [
    'a category of many levels',
    { code: (at) => `c${chance(at, 90, 8)}` },
    { kinds: {} },
    'code',
    { role: 'excluded', excluded: expect.stringMatching(/^\d+ levels in 240 rows are too many to learn from$/) },
  ],
  [
    'a category of many levels, as its owner says',
    { code: (at) => `c${chance(at, 90, 8)}` },
    { kinds: { code: 'category' } },
    'code',
    { role: 'feature', kind: 'category', said: true, asked: false, confidence: 1 },
  ],
  [
    'what the owner puts back',
    { one: () => 'x' },
    { keep: { one: 'it varies elsewhere' } },
    'one',
    { role: 'feature', kept: 'it varies elsewhere' },
  ],
  [
    'an id that is put back',
    { id: (at) => at * 3 + 1000 },
    { kinds: { id: 'identifier' }, keep: { id: 'numbers rise with age' } },
    'id',
    { role: 'feature', kept: 'numbers rise with age' },
  ],
  ['time, as the owner says', { on: day }, { time: 'on' }, 'on', { role: 'time' }],
  ['a group, as the owner says', { home: (at) => `h${at % 40}` }, { group: 'home' }, 'home', { role: 'group' }],
  [
    'a group besides time',
    { on: (at) => day(Math.floor(at / 4)), home: (at) => `h${at % 4}` },
    { time: 'on', group: 'home' },
    'home',
    { role: 'group' },
  ],
  [
    'a number with a word in it',
    { worth: (at) => (at === 9 ? 'soon' : chance(at, 400, 9) / 10) },
    {},
    'worth',
    { role: 'feature', strays: ['soon'] },
  ],
  ['dates in two ways', { on: twoWays }, {}, 'on', { role: 'excluded', excluded: many }],
])('%s', async (_, cells, said, column, is) => {
  expect(columnOf(await decided(tableOf({ ...plain, ...cells }), { target, ...said }), column)).toMatchObject(is);
});

test.each<readonly [why: string, cells: Cells, said: Partial<Overrides>, refusal: string]>([
  ['text', { note: word }, { keep: { note: 'x' } }, '--keep note: it is free text, which the model does not read.'],
  [
    'addresses',
    { page: (at) => `https://example.org/${at}` },
    { keep: { page: 'x' } },
    '--keep page: it holds addresses, which the model does not read.',
  ],
  [
    'lists',
    { tags: (at) => `a${at % 7};b${at % 5};c${at % 3}` },
    { kinds: { tags: 'list' }, keep: { tags: 'x' } },
    '--keep tags: it holds lists, which the model does not read.',
  ],
  ['what is unfit', { on: twoWays }, { keep: { on: 'x' } }, `--keep on: ${many}.`],
  ['time that is unfit', { on: twoWays }, { time: 'on' }, `The column on cannot part the rows: ${many}.`],
  ['a group that is unfit', { on: twoWays }, { group: 'on' }, `The column on cannot part the rows: ${many}.`],
  [
    'a target that is unfit',
    { worth: (at) => (at % 2 ? chance(at, 900) : `${'abc'.charAt(at % 3)}${at} of`) },
    { target: 'worth', kinds: { worth: 'number' } },
    'The target worth cannot be read: 900 cells are no numbers, too many to name.',
  ],
  ['what the file lacks', {}, { keep: { sise: 'x' } }, '--keep: the file has no column "sise".'],
  ['what the file lacks', {}, { leaveOut: ['sise'] }, '--leave-out: the file has no column "sise".'],
  ['what the file lacks', {}, { time: 'when' }, '--time: the file has no column "when".'],
  ['what the file lacks', {}, { group: 'home' }, '--group: the file has no column "home".'],
  ['what the file lacks', {}, { kinds: { colr: 'category' } }, '--column: the file has no column "colr".'],
  ['both', {}, { group: 'colour', leaveOut: ['colour'] }, '--group and --leave-out both name colour.'],
  ['both', { on: day }, { time: 'on', leaveOut: ['on'] }, '--time and --leave-out both name on.'],
  ['both', {}, { keep: { size: 'x' }, leaveOut: ['size'] }, '--leave-out and --keep both name size.'],
  [
    'everything left out',
    {},
    { leaveOut: ['size', 'weight', 'colour'] },
    'No column is left to predict sold from: size (the owner has left it out), weight (the owner has left it out) and colour (the owner has left it out).',
  ],
])('is refused: %s %#', async (_, cells, said, refusal) => {
  await expect(decided(tableOf({ ...plain, ...cells }, 1800), { target, ...said })).rejects.toThrow(refusal);
});

test.each<readonly [what: string, text: string, warning: string]>([
  [
    'rows that could not be read',
    `${tableOf(plain)}\n1,2,red,no,6,7\n1,2,3,4,5,6\n`,
    '2 rows could not be read (less than 1 %); the first is line 242: ',
  ],
  [
    'mostly empty',
    tableOf({ ...plain, age: (at) => (at % 3 ? '' : chance(at, 60)) }),
    'More than half of the rows have no value of age.',
  ],
  [
    'a word among numbers',
    tableOf({ ...plain, worth: (at) => (at === 9 ? 'soon' : chance(at, 400, 9) / 10) }),
    'Some cells of worth are no numbers and count as empty: soon.',
  ],
  [
    'numbers beyond 2^53',
    tableOf({ ...plain, far: (at) => `90071992547409${10 + chance(at, 9)}${chance(at, 9, 3)}` }),
    'Numbers beyond 2^53 lose their last digits: far.',
  ],
  [
    'day or month',
    tableOf({ ...plain, on: (at) => `0${(at % 9) + 1}/0${(chance(at, 9) % 9) + 1}/2024` }),
    'No row tells the day from the month in on: it is read as ',
  ],
  ['a name twice', tableOf(plain).replace('colour', 'size'), 'In the header '],
])('is said: %s', async (_, text, warning) => {
  const { warnings } = await decided(text, { target });
  expect(warnings).toContainEqual(expect.stringContaining(warning.replace('less than 1 %', '0.8 %')));
});

test('nothing is said of what is left out, nor without cause', async () => {
  const cells = { ...plain, age: (at: number) => (at % 3 ? '' : chance(at, 60)) };
  const { warnings } = await decided(tableOf(cells, 4000), { target, leaveOut: ['age'] });
  expect(warnings).toEqual([]);
});

test.each([
  [true, { role: 'excluded', excluded: 'suspected leak: it tells the target' }],
  [false, { role: 'feature' }],
])('a suspicion leaves out what it says: %s', async (excluded, is) => {
  const { target: goal, split, columns } = await decided(tableOf(plain), { target });
  if (!goal || !split) throw new Error('There is no target.');
  const suspicion = { columns: ['size'], kind: 'strong' as const, excluded, said: 'it tells the target.' };
  const known = { target: goal, split, suspicions: [suspicion], copies: new Map(), overrides: unsaid };
  expect(withRoles(columns, known)[0]).toMatchObject(is);
});

test('the sample is the same in whatever pieces the file comes', async () => {
  const text = tableOf(plain, 300);
  const dialect = await recognise(inMemory(text).bytes());
  const whole = await gather(inMemory(text).bytes(), dialect);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), async (size) => {
      expect(await gather(inMemory(text, size).bytes(), dialect)).toEqual(whole);
    }),
    { numRuns: 20 },
  );
});

test('the sample is 20,000 rows of anywhere, in their order, and says what is missing', async () => {
  const text = tableOf({ row: (at) => (at % 100 === 3 ? ' NA ' : ` ${at}`), y: (at) => at % 2 }, 61_000);
  const { sample, rows } = await gather(inMemory(text).bytes(), {
    ...(await recognise(inMemory(text).bytes())),
    missing: ['NA'],
  });
  expect([rows.kept, sample.numbers.length]).toEqual([61_000, 20_000]);
  expect(sample.numbers).toEqual(sample.numbers.toSorted((a, b) => a - b));
  expect(sample.cells[0]).toEqual(sample.numbers.map((at) => (at % 100 === 3 ? '' : String(at))));
  const inLastTenth = sample.numbers.filter((at) => at >= 54_900).length;
  expect(inLastTenth).toBeGreaterThan(1800);
  expect(inLastTenth).toBeLessThan(2200);
});

const outcome = { outcome: (at: number) => (plain.sold?.(at) === 'yes' ? 'signed' : 'lost') };

test.each<readonly [what: string, keep: Overrides['keep'], role: string, excluded: boolean, warned: number]>([
  ['is left out, which its role says', {}, 'excluded', true, 0],
  ['is used where the owner has kept it, and warned of', { outcome: 'known at the call' }, 'feature', false, 1],
])('a column that gives the target away %s', async (_, keep, role, excluded, warned) => {
  const profile = await decided(tableOf({ ...plain, ...outcome }), { target, keep });
  expect(columnOf(profile, 'outcome').role).toBe(role);
  expect(profile.suspicions).toMatchObject([{ columns: ['outcome'], excluded }]);
  expect(profile.warnings.filter((one) => one.includes('outcome alone tells sold'))).toHaveLength(warned);
});

const inHalf = (half: 'first' | 'last') => (at: number) =>
  (half === 'first' ? at < 120 : at >= 180) && chance(at, 2, 5) === 0 ? 'yes' : 'no';

test.each<readonly [what: string, cells: Cells, column: string, lacking: string]>([
  ['early alone', { on: day, sold: inHalf('first') }, 'on', 'its latest rows are all no'],
  [
    'early alone, where some rows have none',
    { on: day, sold: (at) => (at % 7 === 0 ? '' : inHalf('first')(at)) },
    'on',
    'its latest rows are all no',
  ],
  ['late alone', { on: day, sold: inHalf('last') }, 'on', 'its earlier rows are all no'],
  [
    'of one group alone',
    { shop: (at) => `s${at % 8}`, sold: (at) => (at % 8 === 3 ? 'yes' : 'no') },
    'shop',
    'all but one class are in one shop alone',
  ],
])('a class that is %s parts no rows by that', async (_, cells, column, lacking) => {
  const text = tableOf({ ...plain, ...cells });
  const flag = column === 'on' ? { time: column } : { group: column };
  await expect(decided(text, { target, ...flag })).rejects.toThrow(
    `The column ${column} cannot part the rows: ${lacking}.`,
  );
  const { split, warnings } = await decided(text, { target });
  expect(split?.by).toBe('stratified');
  const isChosen = column === 'on';
  expect(warnings.includes(`The rows are not parted by ${column}: ${lacking}.`)).toBe(isChosen);
});

test('columns that are left out for one reason are told together, and of many the first', async () => {
  const cells = { ...plain, one: () => 'x', two: () => 'y', mail: (at: number) => `p${at}@example.org` };
  const profile = describeProfile(await decided(tableOf(cells), { target, leaveOut: ['size', 'weight'] }));
  const text = drawDecided(profile, 200).join(' ').replaceAll(/\s+/g, ' ');
  expect(text).toContain(
    'size and weight (the owner has left it out); one and two (it has the same value in every row); mail (it holds personal data',
  );
});

const homes: Cells = {
  ...plain,
  home: (at) => `h${at % 200}`,
  area: (at) => chance(at % 200, 9000, 3) / 10,
  sold: (at) => (chance(at % 200, 2, 4) === 0 ? 'yes' : 'no'),
};

test('what tells the target of the homes that are known, and of no other, is no leak where homes part the rows', async () => {
  const found = async (said: Partial<Overrides>) =>
    (await decided(tableOf(homes, 600), { target, ...said })).suspicions;
  expect(await found({ group: 'home' })).toEqual([]);
  expect(await found({ leaveOut: ['home'] })).toMatchObject([{ columns: ['home'] }, { columns: ['area'] }]);
});

const part = (salt: number) => (at: number) => chance(at, 900, salt) / 10;
const sums: Cells = { ...plain, one: part(11), two: part(12), total: (at) => (part(11)(at) + part(12)(at)).toFixed(1) };

test.each<readonly [what: string, keep: Overrides['keep'], excluded: boolean]>([
  ['nothing', {}, true],
  ['one of them', { one: 'x' }, true],
  ['both', { one: 'x', two: 'x' }, false],
])('of two columns whose sum is the target the owner keeps %s: left out %3$s', async (_, keep, excluded) => {
  const { suspicions } = await decided(tableOf(sums, 600), { target: 'total', keep });
  expect(suspicions).toMatchObject([{ columns: ['one', 'two'], excluded }]);
});

test('of a column that names people nothing is warned of but that', async () => {
  const cells = {
    ...plain,
    mail: (at: number) => (at % 3 ? '' : `p${at}@example.org`),
    age: (at: number) => (at % 3 ? '' : at),
  };
  const { warnings, personal } = await decided(tableOf(cells));
  expect(personal).toEqual(['mail: e-mail addresses']);
  expect(warnings).toContain('More than half of the rows have no value of age.');
  expect(warnings.filter((one) => one.includes('mail'))).toEqual([]);
});
