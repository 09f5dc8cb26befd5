import { expect, test } from 'vitest';
import { columns, wrapped } from '../../src/terminal/columns.ts';

test.each<[string, number, string[]]>([
  ['', 5, ['']],
  ['one two', 7, ['one two']],
  ['one two three', 7, ['one two', 'three']],
  ['a-very-long-word b', 5, ['a-very-long-word', 'b']],
])('%j in %d columns', (text, width, lines) => {
  expect(wrapped(text, width)).toEqual(lines);
});

test('cells stand below each other, and the last one is broken below itself', () => {
  const rows = [
    ['--a', 'x', 'short'],
    ['--long', '', 'three words here'],
  ];
  expect(columns(rows, 22)).toEqual(['--a     x  short', '--long     three words', '           here']);
  expect(columns([])).toEqual([]);
});
