import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collect } from '../../src/profile/kinds/collect.ts';
import { mostExact } from '../../src/profile/kinds/distinct.ts';
import { plainCsv } from '../../src/profile/plain-csv.ts';
import type { Dialect } from '../../src/profile/profile.ts';
import type { Traits } from '../../src/profile/traits.ts';

const dialect: Dialect = { ...plainCsv, missing: ['NA'] };

function factsOf(cells: Iterable<string>): Traits {
  const column = collect('x', 0, dialect);
  for (const cell of cells) column.add(cell);
  return column.facts();
}

function* numbers(count: number, each: (at: number) => string): Generator<string> {
  for (let at = 0; at < count; at += 1) yield each(at);
}

describe('a column of few values', () => {
  test('is counted exactly, with words for nothing as missing', () => {
    const facts = factsOf(['b', ' a', 'a ', 'NA', '', 'b', 'a', '  ']);
    expect(facts).toMatchObject({ rows: 8, missing: 3, distinct: 2, examples: ['b', 'a'], looks: { word: 5 } });
    expect(facts.levels).toEqual([
      ['a', 3],
      ['b', 2],
    ]);
  });

  test('has the numbers that it means', () => {
    const facts = factsOf(['1', '2', '2.0', '10', '1e1', '-0', '0']);
    expect(facts).toMatchObject({ min: 0, max: 10, distinct: 7, looks: { integer: 6, decimal: 1 } });
    expect(facts.mean).toBeCloseTo(25 / 7);
    expect(facts.quantiles).toEqual([0, 0, 0, 2, 10, 10, 10]);
  });

  test('leaves what is not finite out of its mean', () => {
    expect(factsOf(['1', 'inf', '3', '1e999'])).toMatchObject({ mean: 2, max: 3, looks: { special: 2 } });
  });

  test('says from which row its cells look otherwise', () => {
    const facts = factsOf([...numbers(50, String), ...numbers(50, (at) => `word ${at}`)]);
    expect(facts.changed).toEqual({ row: 50, from: 'integer', to: 'word' });
    expect(factsOf([...numbers(50, String), 'word', ...numbers(50, String)]).changed).toBeUndefined();
  });

  test.each([
    ['dates', ['2020-01-02', '2020-03-01'], '2020-01-02', '2020-03-01'],
    ['days before months, told by one row', ['02/01/2020', '13/01/2020'], '2020-01-02', '2020-01-13'],
    ['embedded numbers', ['$1,200', '$900'], 900, 1200],
  ])('has the ends of %s', (_, cells, min, max) => {
    expect(factsOf(cells)).toMatchObject({ min, max });
  });
});

describe('a column of many values', () => {
  const count = 3 * mostExact;
  const facts = factsOf(numbers(count, (at) => String((at * 7919) % count)));

  test('is counted nearly, with the error that is stated', () => {
    expect(facts.distinctError).toBeLessThan(0.006);
    expect(Math.abs(facts.distinct / count - 1)).toBeLessThan(4 * (facts.distinctError ?? 0));
  });

  test('has quantiles nearly, with the error that is stated', () => {
    const error = facts.quantileError ?? 0;
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(0.002);
    for (const [at, place] of [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].entries())
      expect(Math.abs((facts.quantiles?.[at] ?? Number.NaN) / count - place)).toBeLessThan(error + 0.002);
  });

  test('has its mean, its ends and its counts exactly', () => {
    expect(facts).toMatchObject({ rows: count, missing: 0, min: 0, max: count - 1, looks: { integer: count } });
    expect(facts.mean).toBeCloseTo((count - 1) / 2);
  });

  test('finds its one word among them, wherever it stands', () => {
    const last = factsOf(numbers(count, (at) => (at === count - 1 ? 'word' : String(at))));
    expect(last.looks).toEqual({ integer: count - 1, word: 1 });
  });

  test('keeps a common word among those that do not repeat', () => {
    const some = factsOf(numbers(count, (at) => (at % 3 ? `word ${at}` : 'none')));
    expect(some.looks.word).toBe(count);
    expect(Math.abs(some.distinct / ((count * 2) / 3 + 1) - 1)).toBeLessThan(4 * (some.distinctError ?? 0));
  });
});

test('counts and distinct values are those of the cells, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.integer().map(String), fc.constantFrom('a', 'NA', ''))), (cells) => {
      const kept = cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && cell !== 'NA');
      const facts = factsOf(cells);
      expect(facts.distinct).toBe(new Set(kept).size);
      expect(facts.rows - facts.missing).toBe(kept.length);
      expect(Object.values(facts.looks).reduce((sum, each) => sum + each, 0)).toBe(kept.length);
    }),
  );
});
