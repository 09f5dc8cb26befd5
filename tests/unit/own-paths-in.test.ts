import { expect, test } from 'vitest';
import { pathsIn } from '../../src/commands/own/paths-in.ts';
import { aColumn, inOrder } from '../support/columns.ts';

const columns = inOrder(aColumn('id', 'identifier'), aColumn('file', 'text'));
const cells = (images: number, others: number, empty = 0): readonly string[] => [
  ...Array.from({ length: images }, (_, at) => `all/${at}.JPG`),
  ...Array.from({ length: others }, (_, at) => `all/${at}.csv`),
  ...Array.from({ length: empty }, () => ''),
];

test.each([
  ['all of whose cells end as images do', cells(20, 0), 'file'],
  ['nearly all of whose cells do', cells(19, 1), 'file'],
  ['some of whose cells do', cells(18, 1), undefined],
  ['whose cells do where there are any', cells(5, 0, 50), 'file'],
  ['of nothing', cells(0, 0, 9), undefined],
  ['of other files', cells(0, 9), undefined],
])('a column %s names images: %2$s', (_, held, name) => {
  const numbers = held.map((__, at) => at);
  const sample = { numbers, cells: [numbers.map(String), held] };
  expect(pathsIn({ columns, sample })?.name).toBe(name);
});
