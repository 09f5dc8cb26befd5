import { expect, test } from 'vitest';
import { typeOf } from '../../scripts/schema-types.ts';

test.each<[object, string]>([
  [{ type: 'string' }, 'string'],
  [{ const: 1 }, '1'],
  [{ enum: ['a', 'b'] }, '"a" | "b"'],
  [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'boolean' }] } }, 'readonly (string | boolean)[]'],
  [{ type: 'object', additionalProperties: { $ref: '#/$defs/data' } }, '{ readonly [name: string]: Data }'],
  [
    {
      type: 'object',
      properties: { a: { type: 'number', description: 'One.' }, b: { type: 'string' } },
      required: ['b'],
    },
    '{\n  /** One. */\n  readonly a?: number;\n  readonly b: string;\n}',
  ],
])('%j', (schema, type) => {
  expect(typeOf(schema)).toBe(type);
});
