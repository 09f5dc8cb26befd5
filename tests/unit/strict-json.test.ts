import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStrictly } from '../../src/template/strict-json.ts';

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

test.each([
  ['{\n"a": 1,\n}', 2, /^has a comma before \}, where JSON allows none$/],
  ['{"a": [\n1,\n\n]}', 2, /^has a comma before \]/],
  ['{\n"a": 1\n"b": 2}', 3, /^is not valid JSON \(.+\)$/],
  ['', 1, /^is not valid JSON/],
])('what is not valid JSON is told with its line: %j', (json, line, says) => {
  expect(parseStrictly(json).problems).toMatchObject([{ key: '', line, problem: expect.stringMatching(says) }]);
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
