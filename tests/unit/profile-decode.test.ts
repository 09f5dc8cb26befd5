import { expect, test } from 'vitest';
import type { Dialect } from '../../src/profile/profile.ts';
import { Census } from '../../src/profile/read/census.ts';
import { decoderOf } from '../../src/profile/read/decode.ts';

type Encoding = Dialect['encoding'];

/** The text of some pieces, and whether there was what the encoding does not have. */
function decoded(
  encoding: Encoding,
  ...pieces: readonly (readonly number[])[]
): readonly [text: string, faulty: boolean] {
  const decoder = decoderOf(encoding);
  let text = '';
  for (const piece of pieces) if (!decoder.faulty) text += decoder.push(Uint8Array.from(piece));
  return [text + (decoder.faulty ? '' : decoder.end()), decoder.faulty];
}

/** What Windows-1252 has from 0x80 to 0x9f, by its own table; five of them are nothing. */
const high = [
  ...[0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0],
  ...[0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178],
];

test('Windows-1252 has each of its characters, and refuses the five bytes that are none', () => {
  for (let byte = 0; byte < 256; byte += 1) {
    const code = byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
    const isNone = byte !== 0 && code === 0;
    expect(decoded('cp1252', [0x61, byte])).toEqual([`a${isNone ? '' : String.fromCharCode(code ?? 0)}`, isNone]);
  }
});

test.each<
  readonly [what: string, encoding: Encoding, pieces: readonly (readonly number[])[], text: string, faulty: boolean]
>([
  ['a character in two pieces', 'utf-8', [[0x61, 0xc3], [0xa4]], 'aä', false],
  ['one of four bytes in four', 'utf-8', [[0xf0], [0x9f], [0x8e], [0x89]], '🎉', false],
  [
    'one of three bytes in two',
    'utf-8',
    [
      [0xe2, 0x82],
      [0xac, 0x61],
    ],
    '€a',
    false,
  ],
  ['half a character at the end', 'utf-8', [[0x61, 0xc3]], 'a', true],
  ['half a character within', 'utf-8', [[0x61, 0xc3, 0x62]], 'a', true],
  ['what begins none', 'utf-8', [[0x61, 0x80]], 'a', true],
  [
    'a mark in two pieces',
    'utf-8-sig',
    [
      [0xef, 0xbb],
      [0xbf, 0x61],
    ],
    'a',
    false,
  ],
  ['a mark alone', 'utf-8-sig', [[0xef, 0xbb, 0xbf]], '', false],
  [
    'UTF-16 with a mark',
    'utf-16',
    [
      [0xff, 0xfe, 0x61, 0],
      [0xe4, 0],
    ],
    'aä',
    false,
  ],
  ['UTF-16 with a mark, upper bytes first', 'utf-16', [[0xfe], [0xff, 0, 0x61]], 'a', false],
  ['UTF-16 without one', 'utf-16-le', [[0x61], [0, 0xe4, 0]], 'aä', false],
  ['UTF-16 without one, upper bytes first', 'utf-16-be', [[0, 0x61, 0], [0xe4]], 'aä', false],
  ['half of one at the end', 'utf-16-le', [[0x61, 0, 0x62]], 'a', true],
])('%s', (_, encoding, pieces, text, faulty) => {
  expect(decoded(encoding, ...pieces)).toEqual([text, faulty]);
});

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

test.each<readonly [what: string, pieces: readonly Buffer[], encoding: Encoding]>([
  ['ASCII', [latin('abc,1\n')], 'utf-8'],
  ['UTF-8', [Buffer.from('ä,1\n')], 'utf-8'],
  ['UTF-8 with a mark', [Buffer.from('\ufeffä,1\n')], 'utf-8-sig'],
  ['UTF-8 in pieces that part a character', [Buffer.of(0x61, 0xc3), Buffer.of(0xa4)], 'utf-8'],
  ['a character of Windows alone', [latin('K\xf6ln,1\n')], 'cp1252'],
  ['one that ends the file', [latin('1,K\xf6')], 'cp1252'],
  ['one that looks like UTF-8 among twenty that do not', [latin(`\xc3\xa4 ${'\xf6 '.repeat(20)}`)], 'cp1252'],
  ['the same among nineteen, which is mixed', [latin(`\xc3\xa4 ${'\xf6 '.repeat(19)}`)], 'utf-8'],
  ['what no character of UTF-8 begins with', [latin('\xc0\x80 \xc1\xbf')], 'cp1252'],
  ['UTF-16 with a mark', [wide('\ufeffa,1\n')], 'utf-16'],
  ['UTF-16 without one', [wide('a,1\n')], 'utf-16-le'],
  ['the same, upper bytes first', [wide('a,1\n').swap16()], 'utf-16-be'],
  ['the same of letters without zeros, but for line ends', [wide(`${'ж'.repeat(8)}\n`.repeat(9))], 'utf-16-le'],
  ['a zero in a text, which is none', [latin(`${'a,1\n'.repeat(9)}\0`)], 'utf-8'],
  ['the same with a character that has its zero on the other side', [wide(`\u0100${'a,1\n'.repeat(9)}`)], 'utf-16-le'],
  ['zeros on one side, and too many on the other', [wide(`${'\u0100'.repeat(3)}${'a,1\n'.repeat(9)}`)], 'utf-8'],
  ['zeros on either side', [Buffer.from('a\0b\0c\0\0d\0e\0\0ff')], 'utf-8'],
])('%s is told by its bytes', (_, pieces, encoding) => {
  const census = new Census();
  for (const piece of pieces) census.push(piece);
  expect(census.encoding(Buffer.concat(pieces))).toBe(encoding);
});
