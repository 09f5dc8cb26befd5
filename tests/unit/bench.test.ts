import { describe, expect, test } from 'vitest';
import { drawBudgets, drawTable, tableOf } from '../../scripts/bench/report.ts';
import { paired, quantile } from '../../scripts/bench/statistics.ts';

test.each([
  [[3, 1, 2], 0.5, 2],
  [[1, 2, 3, 4], 0.5, 2.5],
  [[1, 2, 3, 4, 5], 0.25, 2],
  [[10, 20], 0.25, 12.5],
  [[7], 0.75, 7],
])('of %j the quantile %f is %f', (values, part, expected) => {
  expect(quantile(values, part)).toBeCloseTo(expected);
});

test('each run is compared with the base in the same round', () => {
  // The machine was ten times slower in the second round; the ratio is two all the same.
  expect(paired([2, 20, 2], [1, 10, 1])).toEqual({ low: 2, median: 2, high: 2 });
});

test('the fastest command comes first, with its memory above the base', () => {
  const runs = (seconds: number, mebibytes: number) => [{ seconds, peak: mebibytes * 2 ** 20 }];
  const { rows } = tableOf('', 'base', { slow: 3 }, { slow: runs(3, 50), base: runs(1, 40) }, 40 * 2 ** 20);
  expect(rows).toMatchObject([
    { name: 'base', files: 0, ratio: { median: 1 }, memory: 0 },
    { name: 'slow', files: 3, ratio: { median: 3 }, milliseconds: 3000, memory: 10 },
  ]);
});

describe('drawn', () => {
  test('columns are as wide as their longest entry, and numbers stand on the right', () => {
    expect(drawTable(['what', 'n'], [['a longer name', '1']])).toEqual([
      '| what          |   n |',
      '| ------------- | --: |',
      '| a longer name |   1 |',
    ]);
  });

  test('a budget that is missed is named, with its reason', () => {
    const budget = { unit: 'KB', limit: 10, reason: 'It is large.' };
    const drawn = drawBudgets([
      { ...budget, what: 'small', measured: 10 },
      { ...budget, what: 'big', measured: 10.1 },
    ]).join('\n');
    expect(drawn).toMatch(/\| small .*\| +holds \|/);
    expect(drawn).toMatch(/\| big +\| +11 .*\| missed \|/);
    expect(drawn.match(/^- Missed: .*$/gm)).toEqual(['- Missed: big. It is large.']);
  });
});
