import { expect, test } from 'vitest';
import { embeddedNumber } from '../../src/profile/embedded.ts';

const plain = { decimal: '.', thousands: '' } as const;

test.each<[cell: string, value: number | undefined, affixes?: readonly string[]]>([
  ['12 kg', 12, ['kg']],
  ['12kg', 12, ['kg']],
  ['$1,200', 1200, ['$']],
  ['-$3.50', -3.5, ['$']],
  ['€ 3,50', 3.5, ['€']],
  ['45 %', 45, ['%']],
  ['(1,200)', -1200, ['(', ')']],
  ['($5)', -5, ['(', ')', '$']],
  ['12.5 mg/dL', 12.5, ['mg/dL']],
  ['5 per day', 5, ['per day']],
  ['100 m2', 100, ['m2']],
  ['<5', 5, ['<']],
  ['65+', 65, ['+']],
  ['1 643,2', 1643.2, []],
  ['USD 20', 20, ['USD']],
  ['1st', undefined],
  ['A684346', undefined],
  ['10-20', undefined],
  ['1 Main Street', undefined],
  ['2012-13', undefined],
  ['kg', undefined],
  ['$', undefined],
])('%j holds %j beside %j', (cell, value, affixes) => {
  const found = embeddedNumber(cell, plain);
  expect(found?.value).toBe(value);
  if (affixes) expect(found?.affixes).toEqual(affixes);
});
