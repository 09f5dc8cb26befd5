import fc from 'fast-check';
import { marked } from 'marked';
import { parse as parseToml } from 'smol-toml';
import { expect, test } from 'vitest';
import { markdown, printable, quoted } from '../../src/text/encode.ts';
import { anyCharacter } from '../support/any-character.ts';

const prose = fc
  .string({ unit: anyCharacter, maxLength: 60 })
  .filter((text) => text.isWellFormed() && !text.includes('\0'));

test('a quoted string reads back from JSON and from TOML as the same text', () => {
  fc.assert(
    fc.property(prose, (text) => {
      expect(JSON.parse(quoted(text))).toBe(text);
      expect(parseToml(`x = ${quoted(text)}`).x).toBe(text);
    }),
  );
});

const decoded = (html: string): string => {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#10': '\n' };
  return html.replace(
    /&(#?\w+);/g,
    (whole, name: string) => named[name] ?? (/^#\d+$/.test(name) ? String.fromCodePoint(Number(name.slice(1))) : whole),
  );
};

test.each([
  'plain words',
  'a*b*c _d_ snake_case `e` [f](g) <h> | i & j &amp; k ~~l~~ $m$ \\n \\* ** __',
  '# not a heading #',
  '- not a list',
  '+ not a list',
  '1. not a list',
  '12) not a list',
  'two\nlines',
  '{{title}} ${x} $(x) "quoted" \'single\'',
  'Größe 日本語 عربى e\u0301 🎉',
  '![image](x) <script>alert(1)</script>',
  'https://example.org/a_b_c',
  'ends with #',
])('Markdown shows %j as it was typed, in a heading and in a paragraph', (text) => {
  for (const [source, tag] of [
    [`# ${markdown(text)}\n`, 'h1'],
    [`${markdown(text)}\n`, 'p'],
  ] as const) {
    const html = marked.parse(source, { async: false, gfm: true });
    const body = new RegExp(`^<${tag}>(.*)</${tag}>\\n$`, 's').exec(html)?.[1]?.replace(/<\/?a[^>]*>/g, '');
    expect(body, html).toBeDefined();
    expect(decoded(body ?? '')).toBe(text);
  }
});

test('what is printable holds nothing that a terminal obeys, keys included, and keeps its lines', () => {
  expect(printable({ 'a\u001b': ['b\u009bc\u007f', 1, null, true], d: 'e\n\tf ü 🎉' })).toEqual({
    'a\\u001b': ['b\\u009bc\\u007f', 1, null, true],
    d: 'e\n\tf ü 🎉',
  });
});
