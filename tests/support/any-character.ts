import fc from 'fast-check';

/** Any code point but halves of a pair. fast-check's own `binary` is the same, and counts all of them first: most of a second. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((point) => String.fromCodePoint(point));
