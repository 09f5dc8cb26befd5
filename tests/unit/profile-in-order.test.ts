import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../../src/profile/in-order.ts';

const ordered = (numbers: readonly number[]): readonly number[] =>
  Array.from(inOrder(Float64Array.from(numbers)), (at) => numbers[at] ?? Number.NaN);

const number = fc.oneof(
  fc.double({ noNaN: true }).map((value) => value + 0),
  fc.integer({ min: -3, max: 3 }),
  // What differs in its lower bits alone.
  fc.integer({ min: 0, max: 9 }).map((value) => 1e15 + value),
);

test('numbers are put in order, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(number, { maxLength: 60 }), (numbers) => {
      expect(ordered(numbers)).toEqual(numbers.toSorted((one, two) => one - two));
    }),
  );
});
