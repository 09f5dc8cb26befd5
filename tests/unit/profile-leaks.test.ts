import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chanceOf } from '../../scripts/leaks/chance.ts';
import { plant, plantings } from '../../scripts/leaks/plant.ts';
import { type Cells, columnOf, sampleOf } from '../../scripts/leaks/table.ts';
import { readTarget } from '../../src/profile/judge/target.ts';
import { extentOf } from '../../src/profile/leaks/extent.ts';
import { suspicions } from '../../src/profile/leaks/leaks.ts';
import { plainCsv } from '../../src/profile/plain-csv.ts';
import { aColumn } from '../support/columns.ts';
import { excludedIn, honest, suspectedIn, tasks } from '../support/suspected.ts';

const rows = 300;

test.each(tasks.flatMap((task) => plantings.map((planting) => [planting, task] as const)))(
  'a %s of a %s target is found',
  (planting, task) => {
    const cells = honest(`${planting} ${task}`, task);
    const planted = plant(planting, { cells: cells.y ?? [], quantity: task === 'regression' }, chanceOf(planting));
    const named = Object.fromEntries(planted.map((column, at) => [`planted ${at}`, column]));
    const list = suspectedIn({ ...cells, ...named }).filter(({ excluded }) => excluded);
    expect(list.flatMap(({ columns }) => columns).toSorted()).toEqual(Object.keys(named));
    for (const one of list) expect(one.said).toMatch(/planted .*\.$/);
  },
);

test.each(tasks)('a clean table with a %s target raises no alarm', (task) => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 100, max: 400 }), (seed, many) => {
      expect(excludedIn(honest(`clean ${seed}`, task, many))).toEqual([]);
    }),
    { numRuns: 8, seed: 18 },
  );
});

const yes = (count: number): readonly string[] =>
  Array.from({ length: rows }, (_, row) => (row % 3 < count ? 'yes' : 'no'));
const y = yes(1);
const chance = chanceOf('cases');
const noise = Array.from({ length: rows }, () => chance.normal().toFixed(3));
const quantity = Array.from({ length: rows }, () => (10 * chance.normal()).toFixed(2));

const cases: readonly (readonly [what: string, cells: Cells, excluded: readonly string[]])[] = [
  ['another word for each class', { alive: y.map((cell) => (cell === 'yes' ? 'dead' : 'alive')), y }, ['copy: alive']],
  ['a copy with holes', { c: y.map((cell, row) => (row % 7 ? cell : '')), noise, y }, ['copy: c']],
  [
    'a third of the filled cells',
    { when: y.map((cell, row) => (cell === 'yes' && row % 2 ? (noise[row] ?? '') : '')), y },
    ['missingness: when'],
  ],
  ['a reason of the outcome', { y_reason: noise, y }, []],
  [
    'numbers in the order of the classes',
    { no: y.map((cell, row) => String(cell === 'yes' ? row : 1_000 + row)), y },
    ['copy: no'],
  ],
  [
    'bins of the target',
    { band: quantity.map((cell) => (Number(cell) > 5 ? 'dear' : Number(cell) > -5 ? 'fair' : 'cheap')), y: quantity },
    ['copy: band'],
  ],
  [
    'a flag above some value',
    { dear: quantity.map((cell) => (Number(cell) > 3 ? '1' : '0')), y: quantity },
    ['copy: dear'],
  ],
  [
    'the square of the target',
    { square: quantity.map((cell) => String(Number(cell) ** 2)), y: quantity },
    ['copy: square'],
  ],
];

test.each(cases)('%s', (_, cells, excluded) => {
  expect(excludedIn(cells)).toEqual(excluded);
});

const halves = quantity.map(Number).toSorted((a, b) => a - b);
const middle = halves[rows / 2] ?? 0;
const span = (halves.at(-1) ?? 0) - (halves[0] ?? 0);

const hidden: readonly (readonly [what: string, cells: Cells, excluded: readonly string[]])[] = [
  [
    'a class in sixty short ranges of a quantity',
    {
      x: y.map((_, row) => String(row + 0.01 * chance.next())),
      y: y.map((_, row) => (Math.floor(row / 5) % 2 ? 'yes' : 'no')),
    },
    ['copy: x'],
  ],
  [
    'a function of the target that jumps',
    { x: quantity.map((cell) => String(Number(cell) < middle ? Number(cell) + span : Number(cell))), y: quantity },
    ['copy: x'],
  ],
  ['codes of which many come once', { code: y.map((cell) => `${cell}${chance.below(150)}`), noise, y }, ['copy: code']],
];

test.each(hidden)('%s is found', (_, cells, excluded) => {
  expect(excludedIn(cells)).toEqual(excluded);
});

test('a case that is in the table twice does not accuse what names it', () => {
  const twice = (cells: readonly string[]): readonly string[] => [...cells, ...cells];
  const name = y.map((_, row) => `case ${row}`);
  const twins = { name: twice(name), noise: twice(noise), y: twice(chance.shuffled(y)) };
  expect(excludedIn(twins)).toEqual([]);
});

test('what another column knows of is no noise, and a strong column with one that helps it is no pair', () => {
  const truth = Array.from({ length: 600 }, () => chance.normal());
  const own = truth.map(() => chance.normal());
  const strong = truth.map((value, row) => (value + 0.035 * (own[row] ?? 0)).toFixed(5));
  const help = own.map((value) => (value + 0.5 * chance.normal()).toFixed(4));
  const list = suspectedIn({ strong, help, y: truth.map((value) => value.toFixed(5)) });
  expect(list).toEqual([expect.objectContaining({ kind: 'strong', columns: ['strong'], excluded: false })]);
});

test('a sum of three is found, and what they are not needed for is not accused', () => {
  const parts = [1, 2, 3].map((at) => Array.from({ length: rows }, () => (at * chance.normal()).toFixed(3)));
  const [a = [], b = [], c = []] = parts;
  const total = a.map((cell, row) => String(Number(cell) + 2 * Number(b[row]) - Number(c[row])));
  expect(excludedIn({ a, b, c, noise, y: total })).toEqual([
    expect.stringMatching(/^pair: (?=.*\ba\b)(?=.*\bb\b)(?=.*\bc\b)(?!.*noise)/),
  ]);
});

test.each([
  ['churn', 'churn_reason', true],
  ['churned', 'churn_date', true],
  ['default', 'default_amount', true],
  ['churn', 'refund_amount', true],
  ['churn', 'previous_refund', false],
  ['churn', 'region', false],
  ['price', 'price_date', false],
  ['survived', 'date of death', true],
])('a name: with the target %s, %s says that it is known only afterwards: %s', (goal, name, says) => {
  const cells: Cells = { [name]: noise, age: quantity, [goal]: y };
  const columns = Object.entries(cells).map(([column, values], at) => columnOf(column, at, values));
  const { target } = readTarget(columns, goal);
  const list = suspicions(sampleOf(Object.values(cells)), columns, target, plainCsv);
  expect(list.map(({ kind }) => kind)).toEqual(says ? ['name'] : []);
});

test('a strong honest column is told and stays in', () => {
  const truth = Array.from({ length: 600 }, () => chance.normal());
  const list = suspectedIn({
    strong: truth.map((value) => (value + 0.1 * chance.normal()).toFixed(4)),
    other: truth.map((value) => (value + chance.normal()).toFixed(4)),
    y: truth.map((value) => (value > 0 ? 'yes' : 'no')),
  });
  expect(list).toEqual([
    expect.objectContaining({ columns: ['strong'], kind: 'strong', excluded: false, threshold: 0.98 }),
  ]);
});

test('a column that another one errs with is no noisy copy', () => {
  const truth = Array.from({ length: 600 }, () => chance.normal());
  const shared = truth.map(() => 0.12 * chance.normal());
  const seen = truth.map((value, row) => value + (shared[row] ?? 0));
  const cells = {
    strong: seen.map((value) => (value > 0 ? 'a' : 'b')),
    other: seen.map((value) => (value + 0.3 * chance.normal()).toFixed(4)),
    y: truth.map((value) => (value > 0 ? 'yes' : 'no')),
  };
  expect(excludedIn(cells)).toEqual([]);
});

test('a column that errs where another one is high is no noisy copy', () => {
  const other = Array.from({ length: 600 }, () => chance.normal());
  const truth = other.map(() => (chance.next() < 0.5 ? 'yes' : 'no'));
  const strong = truth.map((value, row) => ((other[row] ?? 0) > 1.7 === (value === 'yes') ? 'a' : 'b'));
  expect(excludedIn({ strong, other: other.map((value) => value.toFixed(4)), y: truth })).toEqual([]);
});

test('a fact of a group is nothing that its other rows may tell', () => {
  const person = Array.from({ length: rows }, (_, row) => `p${row % 60}`);
  const outcome = person.map((name) => (Number(name.slice(1)) % 3 ? 'no' : 'yes'));
  const cells = { person, noise, town: person.map((name) => `t${Number(name.slice(1)) % 40}`), y: outcome };
  expect(excludedIn({ ...cells, town: person.map((name) => `town of ${name}`) }, 'person')).toEqual([]);
  expect(excludedIn({ ...cells, town: person.map((name) => `town of ${name}`) })).toContain('copy: town');
});

test('the same table gives the same words', () => {
  const cells = { ...honest('same', 'binary'), copy: honest('same', 'binary').y ?? [] };
  expect(JSON.stringify(suspectedIn(cells))).toBe(JSON.stringify(suspectedIn(cells)));
});

test.each([
  [300, 300, 3, 'Leaks were looked for in all 300 rows.'],
  [20_000, 1_000_000, 3, 'Leaks were looked for in 20,000 rows of 1,000,000, chosen by their number.'],
  [
    20_000,
    20_000,
    600,
    'Leaks were looked for in 2,000 rows of 20,000, chosen by their number; sums of two columns only among the first 500 of 600 numbers.',
  ],
])('of %i rows of %i with %i columns it is said how many were looked at', (sampled, all, many, said) => {
  const columns = Array.from({ length: many }, (_, position) =>
    aColumn(`c${position}`, 'number', { rows: all, position }),
  );
  const numbers = Array.from({ length: sampled }, (_, at) => at);
  expect(extentOf({ numbers, cells: columns.map(() => []) }, columns)).toBe(said);
});
