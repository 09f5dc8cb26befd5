import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStrictly } from '../../src/strict-json.ts';

test.each<[string, string, readonly object[]]>([
  ['a plain object', '{"a": [1, {"b": "x"}], "c": {}}', []],
  ['text that looks like structure', String.raw`{"a": "}{][,:\"a\"", "b": "\\"}`, []],
  ['the same name in two objects', '[{"a": 1}, {"a": 2}]', []],
  ['a key that stands twice', '{"a": 1,\n "a": 2}', [{ key: 'a', line: 2, problem: 'stands there twice' }]],
  ['written in another way', '{"a": 1, "\\u0061": 2}', [{ key: 'a', line: 1, problem: 'stands there twice' }]],
  [
    'further down',
    '{"x": [0, {"y": {"a": 1,\n\n"a": 2}}]}',
    [{ key: 'x.1.y.a', line: 3, problem: 'stands there twice' }],
  ],
  ['a prototype', '{"__proto__": {}}', [{ key: '__proto__', line: 1, problem: 'is a name that no key may have' }]],
  ['an empty name twice', '{"": "x", "": "y"}', [{ key: '', line: 1, problem: 'stands there twice' }]],
  ['depth', '['.repeat(40) + ']'.repeat(40), [{ key: '', line: 1, problem: 'is nested deeper than 32 levels' }]],
  [
    'depth that would end a recursive reader',
    '['.repeat(400_000) + ']'.repeat(400_000),
    [{ key: '', line: 1, problem: 'is nested deeper than 32 levels' }],
  ],
])('%s', (_, json, problems) => {
  expect(parseStrictly(json).problems).toEqual(problems);
});

test('what is no JSON is told with its line', () => {
  const { problems } = parseStrictly('{\n"a": 1,\n}');
  expect(problems).toMatchObject([{ key: '', line: 3 }]);
});

test('keys have lines, and one that is missing has that of what should hold it', () => {
  const { lineOf } = parseStrictly('{\n"a": [\n1,\n{"b":\n2}\n]}');
  expect(['', 'a', 'a.0', 'a.1', 'a.1.b', 'a.1.c', 'z'].map(lineOf)).toEqual([1, 2, 3, 4, 4, 4, 1]);
});

test('whatever JSON there is, it is read as JSON.parse reads it, and found without fault', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, 2), (value, indent) => {
      fc.pre(!JSON.stringify(value).includes('__proto__'));
      expect(parseStrictly(JSON.stringify(value, null, indent))).toMatchObject({
        value: JSON.parse(JSON.stringify(value)),
        problems: [],
      });
    }),
  );
});
