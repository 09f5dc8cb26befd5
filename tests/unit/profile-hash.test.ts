import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashNumber, hashRow } from '../../src/profile/hash.ts';
import { Repeated } from '../../src/profile/repeated.ts';

// Written down once: the same file has the same profile on every machine.
test.each([
  [[], [79989954, 2398695771]],
  [
    ['a', 'bc'],
    [2962551013, 979799252],
  ],
  [
    ['ab', 'c'],
    [87637633, 3508409736],
  ],
  [
    ['', 'Zoë', '東京'],
    [4257174007, 3111109904],
  ],
])('the hash of %j stays what it is', (cells, hash) => {
  expect(hashRow(cells)).toEqual(hash);
});

test('rows that differ in one place have other hashes', () => {
  const seen = new Set<string>();
  for (let at = 0; at < 200_000; at += 1)
    seen.add(hashRow([String(at % 1_000), 'x'.repeat(at % 3), String(at)]).join());
  expect(seen.size).toBe(200_000);
});

test('a sample by the hash of the row number is spread evenly', () => {
  const rows = Array.from({ length: 100_000 }, (_, at) => at).filter((at) => hashNumber(at) / 2 ** 32 < 0.1);
  expect(Math.abs(rows.length - 10_000)).toBeLessThan(400);
  expect(Math.abs(rows.filter((at) => at < 50_000).length - rows.length / 2)).toBeLessThan(250);
  expect(hashNumber(1)).not.toBe(hashNumber(2 ** 32 + 1));
});

test('rows that were there before are counted', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.constantFrom('', 'a', 'b', 'ab'), { minLength: 2, maxLength: 3 })), (rows) => {
      const repeated = new Repeated();
      for (const row of rows) repeated.add(row);
      const distinct = new Set(rows.map((row) => JSON.stringify(row))).size;
      expect(repeated).toMatchObject({ rows: rows.length - distinct, among: rows.length });
    }),
  );
});

test('beyond the limit rows are not counted any more', () => {
  const repeated = new Repeated(3);
  for (const cell of ['a', 'b', 'a', 'a', 'b']) repeated.add([cell]);
  expect(repeated).toMatchObject({ rows: 1, among: 3 });
});
