import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIdentifiers, replaceIdentifiers, textOf } from '../../src/template/sentinel.ts';

const both = [
  { from: 'demo_pkg', to: 'biopsy' },
  { from: 'demo-pkg', to: 'biopsy-x' },
];

describe('replaceIdentifiers', () => {
  it.each([
    ['the import name', 'import demo_pkg', 'import biopsy'],
    ['both names', 'demo_pkg demo-pkg', 'biopsy biopsy-x'],
    ['every occurrence', 'demo_pkg.demo_pkg', 'biopsy.biopsy'],
    ['the whole text', 'demo_pkg', 'biopsy'],
    ['between punctuation', '"demo_pkg"/demo-pkg.(demo_pkg)', '"biopsy"/biopsy-x.(biopsy)'],
    [
      'in a template of another language',
      '{{ demo_pkg }} ${{ demo_pkg }} {demo_pkg!r}',
      '{{ biopsy }} ${{ biopsy }} {biopsy!r}',
    ],
    ['the import name beside a hyphen', 'run-demo_pkg-all', 'run-biopsy-all'],
    ['not before a letter', 'demo_pkgs demo-pkgs', 'demo_pkgs demo-pkgs'],
    ['not after a letter', 'mydemo_pkg mydemo-pkg', 'mydemo_pkg mydemo-pkg'],
    ['not beside a digit', 'demo_pkg2 2demo_pkg', 'demo_pkg2 2demo_pkg'],
    ['not beside an underscore', '_demo_pkg demo_pkg_ demo-pkg_x', '_demo_pkg demo_pkg_ demo-pkg_x'],
    ['not beside a letter outside ASCII', 'édemo_pkg demo_pkgß demo-pkg中', 'édemo_pkg demo_pkgß demo-pkg中'],
    ['not beside a letter outside the first plane', '𝒜demo_pkg demo_pkg𝒜', '𝒜demo_pkg demo_pkg𝒜'],
    ['not beside a combining accent', 'demo_pkg\u0301', 'demo_pkg\u0301'],
    ['beside an emoji', '🎉demo_pkg🎉', '🎉biopsy🎉'],
    ['not the hyphenated one beside a hyphen', 'my-demo-pkg demo-pkg-2', 'my-demo-pkg demo-pkg-2'],
    ['case matters', 'Demo_Pkg DEMO_PKG', 'Demo_Pkg DEMO_PKG'],
    ['line endings and BOM stay', '\uFEFFdemo_pkg\r\ndemo_pkg\ndemo_pkg\r', '\uFEFFbiopsy\r\nbiopsy\nbiopsy\r'],
  ])('%s', (_, text, expected) => expect(replaceIdentifiers(text, both)).toBe(expected));

  it.each([
    [
      'a result is not replaced again',
      'a b',
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
      'b a',
    ],
    ['$ in the new name means nothing', 'a', [{ from: 'a', to: '$&$1$`' }], '$&$1$`'],
    ['. in the old name is a full stop', 'axb a.b', [{ from: 'a.b', to: 'c' }], 'axb c'],
    [
      'the longest name wins',
      'demo-pkg',
      [
        { from: 'demo', to: 'x' },
        { from: 'demo-pkg', to: 'y' },
      ],
      'y',
    ],
    [
      'a shorter one still counts where the longer does not',
      'demo-pkg-2',
      [
        { from: 'demo-pkg', to: 'y' },
        { from: 'demo', to: 'x' },
      ],
      'x-pkg-2',
    ],
    [
      'of two with one name the first holds',
      'demo',
      [
        { from: 'demo', to: 'x' },
        { from: 'demo', to: 'y' },
      ],
      'x',
    ],
    ['an empty name is ignored', 'demo', [{ from: '', to: 'x' }], 'demo'],
  ])('%s', (_, text, replacements, expected) => expect(replaceIdentifiers(text, replacements)).toBe(expected));

  it('agrees with a search letter by letter', () => {
    const inName = /[\p{L}\p{M}\p{N}_]/u;
    const slow = (text: string): string => {
      const letters = [...text];
      let out = '';
      for (let at = 0; at < letters.length; ) {
        const hit = both.find(({ from }) => {
          const edges = [letters[at - 1], letters[at + from.length]];
          const joins = (edge = ''): boolean => inName.test(edge) || (from.includes('-') && edge === '-');
          return letters.slice(at, at + from.length).join('') === from && !edges.some(joins);
        });
        out += hit ? hit.to : letters[at];
        at += hit ? hit.from.length : 1;
      }
      return out;
    };
    const piece = fc.constantFrom(
      'demo_pkg',
      'demo-pkg',
      'demo',
      '_',
      '-',
      '.',
      'é',
      '𝒜',
      '\u0301',
      '1',
      ' ',
      '\r\n',
      '\uFEFF',
      '🎉',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (text) => {
        expect(replaceIdentifiers(text, both)).toBe(slow(text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('countIdentifiers', () => {
  it.each([
    ['demo_pkg.demo_pkg demo_pkgs', 'demo_pkg', 2],
    ['demo-pkg demo-pkg-2', 'demo-pkg', 1],
    ['', 'demo_pkg', 0],
    ['demo_pkg', '', 0],
  ])('%j holds %j %i times', (text, name, count) => expect(countIdentifiers(text, name)).toBe(count));
});

describe('textOf', () => {
  it.each([
    ['plain text', Buffer.from('a\r\nb'), 'a\r\nb'],
    ['a BOM, which stays', Buffer.from('\uFEFFa'), '\uFEFFa'],
    ['nothing', Buffer.alloc(0), ''],
    ['no UTF-8', Buffer.from([0x61, 0xff]), undefined],
    ['half a character', Buffer.from('é').subarray(0, 1), undefined],
    ['a surrogate', Buffer.from([0xed, 0xa0, 0x80]), undefined],
    ['a NUL', Buffer.from('demo_pkg\0'), undefined],
  ])('%s', (_, bytes, text) => expect(textOf(bytes)).toBe(text));
});
