import { expect, test } from 'vitest';
import { emptied, mergeAll } from '../../src/template/merge.ts';

test.each([
  [[], {}],
  [[{ a: [1] }, undefined, { a: [1, 2] }], { a: [1, 2] }],
  [[{ a: { x: ['p'] } }, { a: { x: ['q'], y: 'z' } }], { a: { x: ['p', 'q'], y: 'z' } }],
  [[{ a: 'old' }, { a: 'new' }], { a: 'new' }],
  [[{ a: ['list'] }, { a: 'text' }], { a: 'text' }],
])('%j merges to %j', (parts, expected) => {
  expect(mergeAll(parts)).toEqual(expected);
});

test('a key called __proto__ is data', () => {
  const merged = mergeAll([JSON.parse('{"__proto__": {"polluted": true}}')]);
  expect(Object.hasOwn(merged, '__proto__')).toBe(true);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('what is emptied keeps its kinds', () => {
  expect(emptied({ a: [1], b: { c: 'd' }, e: 'f' })).toEqual({ a: [], b: {}, e: '' });
});
