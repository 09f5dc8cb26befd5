import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber } from '../../src/profile/numbers.ts';
import type { Marks } from '../../src/profile/profile.ts';

const plain: Marks = { decimal: '.', thousands: '' };
const english: Marks = { decimal: '.', thousands: ',' };
const german: Marks = { decimal: ',', thousands: '.' };
const french: Marks = { decimal: ',', thousands: ' ' };

test.each<[text: string, marks: Marks, value: number | undefined]>([
  ['12', plain, 12],
  ['-12.50', plain, -12.5],
  ['+3', plain, 3],
  ['.5', plain, 0.5],
  ['5.', plain, 5],
  ['−4', plain, -4],
  ['-0', plain, 0],
  ['-0.0', plain, 0],
  ['007', plain, 7],
  ['1e3', plain, 1000],
  ['1.5E-2', plain, 0.015],
  ['1e999', plain, Number.POSITIVE_INFINITY],
  ['-1e999', plain, Number.NEGATIVE_INFINITY],
  ['inf', plain, Number.POSITIVE_INFINITY],
  ['-Infinity', plain, Number.NEGATIVE_INFINITY],
  ['NaN', plain, Number.NaN],
  ['9007199254740993', plain, 9007199254740992],
  ['123456789012345678901234567890', plain, 1.2345678901234568e29],
  ['0.1234567890123456789', plain, 0.12345678901234568],
  ['1,200', plain, undefined],
  ['1,200', english, 1200],
  ['-1,234,567.89', english, -1234567.89],
  ['1,20', english, undefined],
  ['12,34,567', english, undefined],
  ['1.234,5', german, 1234.5],
  ['2,5', german, 2.5],
  ['2.5', german, undefined],
  ['1 643,2', french, 1643.2],
  ['', plain, undefined],
  ['-', plain, undefined],
  ['.', plain, undefined],
  ['1.2.3', plain, undefined],
  ['1e', plain, undefined],
  ['0x10', plain, undefined],
  ['12 kg', plain, undefined],
  ['name', plain, undefined],
])('%j under %j is %s', (text, marks, value) => {
  expect(parseNumber(text, marks)).toEqual(value);
});

test('every number is read as it is written, under every decimal mark', () => {
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
      expect(parseNumber(String(value), plain)).toBe(value + 0);
      expect(parseNumber(String(value).replace('.', ','), german)).toBe(value + 0);
    }),
  );
});
