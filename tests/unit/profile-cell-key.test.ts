import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CellKey } from '../../src/profile/cell-key.ts';
import { parseNumber } from '../../src/profile/numbers.ts';

const keyOf = (cell: string, decimal = '.') => {
  const key = new CellKey(decimal);
  const codes = Uint16Array.from(cell, (sign) => sign.charCodeAt(0));
  key.read(codes, 0, codes.length);
  return { key: `${key.high} ${key.low}`, value: key.value, whole: key.whole };
};

test.each([
  ['12', 12, true],
  ['-12.50', -12.5, false],
  ['0', 0, true],
  ['-0', 0, true],
  ['0.5', 0.5, false],
  ['999999999999999', 999999999999999, true],
  ['9999999999999999', Number.NaN, undefined],
  ['007', Number.NaN, undefined],
  ['00.5', Number.NaN, undefined],
  ['5.', Number.NaN, undefined],
  ['.5', Number.NaN, undefined],
  ['-', Number.NaN, undefined],
  ['1.2.3', Number.NaN, undefined],
  ['1e5', Number.NaN, undefined],
  ['12 kg', Number.NaN, undefined],
])('%j is plainly %d', (cell, value, whole) => {
  const found = keyOf(cell);
  expect(found.value).toBe(value);
  if (whole !== undefined) expect(found.whole).toBe(whole);
});

test('a plain number is what any number is read as', () => {
  const cells = fc.oneof(
    fc.integer().map(String),
    fc.double({ noNaN: true }).map(String),
    fc.stringMatching(/^-?\d{0,9}[.,]?\d{0,9}$/),
  );
  fc.assert(
    fc.property(cells, fc.constantFrom('.' as const, ',' as const), (cell, decimal) => {
      const { value } = keyOf(cell, decimal);
      if (!Number.isNaN(value)) expect(value).toBe(parseNumber(cell, { decimal, thousands: '' }));
    }),
  );
});

test('half a million cells that differ have keys that differ', () => {
  const cells = [
    ...Array.from({ length: 150_000 }, (_, at) => String(at)),
    ...Array.from({ length: 150_000 }, (_, at) => (at / 1000).toFixed(3)),
    ...Array.from({ length: 100_000 }, (_, at) => `-${at}`),
    ...Array.from({ length: 100_000 }, (_, at) => `word ${at}`),
  ];
  expect(new Set(cells.map((cell) => keyOf(cell).key)).size).toBe(new Set(cells).size);
});
