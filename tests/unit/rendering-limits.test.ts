import { describe, expect, test } from 'vitest';
import { layFiles } from '../../src/plan/lay.ts';
import { compile, inspect } from '../../src/template/handlebars.ts';
import type { DataObject, LayerFile, LoadedLayer } from '../../src/types.ts';

const words = (count: number, length = 1): string[] =>
  Array.from({ length: count }, (_, at) => String(at).padEnd(length, 'x'));
const context = (merged: DataObject) => ({ title: 'T', merged });

const render = (text: string, merged: DataObject = {}): string =>
  compile(text, 'x.hbs', { names: ['title', 'merged'], merged })(context(merged));

const file = (name: string, text: string, merged: DataObject): LayerFile => ({
  ...{ source: `/${name}`, path: name, bytes: text.length, sha256: '', executable: false },
  sentinels: { package: 0, distribution: 0 },
  render: compile(text, name, { names: ['title', 'merged'], merged }),
});

/** All files of one project, each with this text. */
const project = (count: number, text: string, merged: DataObject) => {
  const files = Array.from({ length: count }, (_, at) => file(`${at}.txt`, text, merged));
  return layFiles([{ path: 'base', level: 0, files } as unknown as LoadedLayer], context(merged), []);
};

const loop = (times: number, body: string): string =>
  '{{#each merged.list}}'.repeat(times ? 1 : 0) + body + (times ? '{{/each}}' : '');
const refusal = (says: RegExp) => expect.objectContaining({ exitCode: 4, message: expect.stringMatching(says) });

describe('a file is refused', () => {
  test.each<[string, string, DataObject, RegExp]>([
    ['for the turns of its loops', loop(1, 'x'), { list: words(10_001) }, /more than 10000 turns/],
    [
      'for the turns of loops in loops',
      `{{#each merged.list}}{{#each ../merged.list}}x{{/each}}{{/each}}`,
      { list: words(101) },
      /more than 10000 turns/,
    ],
    ['for what a loop writes', loop(1, 'x'.repeat(90_000)), { list: words(100) }, /larger than 5 MB/],
    [
      'for what it names in a loop',
      loop(1, '{{../merged.long}}'),
      { list: words(100), long: 'x'.repeat(90_000) },
      /larger than 5 MB/,
    ],
    ['for what it names often', '{{merged.long}}'.repeat(60), { long: 'x'.repeat(90_000) }, /larger than 5 MB/],
    ['for a list that it names often', '{{merged.list}}'.repeat(60), { list: words(10_000, 9) }, /larger than 5 MB/],
    ['for encoders in encoders', `{{json ${'(json '.repeat(60)}title${')'.repeat(60)}}}`, {}, /larger than 5 MB/],
    [
      'for a whole merge that it encodes often',
      '{{json merged}}'.repeat(9_000),
      { long: 'x'.repeat(900) },
      /larger than 5 MB/,
    ],
    [
      'for what it names in a loop, though each is empty',
      loop(1, '{{../merged.none}}'.repeat(600)),
      { list: words(9_000), none: '' },
      /larger than 5 MB/,
    ],
    [
      'for loops that write nothing, but long',
      loop(1, '{{#if (json ../merged)}}{{/if}}'),
      { list: words(5_000, 9) },
      /larger than 5 MB/,
    ],
  ])('%s', (_, text, merged, says) => {
    expect(() => render(text, merged)).toThrow(refusal(says));
  });

  test('and all files of a project together', () => {
    const merged = { list: words(9_000) };
    expect(() => project(11, '{{#each merged.list}}x{{/each}}', merged)).not.toThrow();
    expect(() => project(12, '{{#each merged.list}}x{{/each}}', merged)).toThrow(
      refusal(/of all its files take more than 100000/),
    );
    const long = { long: 'x'.repeat(900_000) };
    expect(() => project(9, '{{merged.long}}{{merged.long}}', long)).not.toThrow();
    expect(() => project(20, '{{merged.long}}{{merged.long}}', long)).toThrow(
      refusal(/all its files become larger than 25 MB/),
    );
  });

  test.each<[string, string]>([
    ['blocks in blocks', '{{#if title}}'.repeat(65) + '{{/if}}'.repeat(65)],
    ['a chain of else if', `{{#if title}}${'{{else if title}}'.repeat(65)}{{/if}}`],
    ['a long chain of else if', `{{#if title}}${'{{else if title}}'.repeat(9_000)}{{/if}}`],
    ['a long chain, written otherwise', `{{#if title}}${'{{~ else  if title ~}}'.repeat(9_000)}{{/if}}`],
    ['a chain in a chain', `{{#if title}}${'{{else unless title}}{{#if title}}'.repeat(500)}${'{{/if}}'.repeat(501)}`],
    ['blocks upside down', '{{^if title}}'.repeat(300) + '{{/if}}'.repeat(300)],
    ['its size', 'x'.repeat(1_000_001)],
  ])('for %s, and at once', (_, text) => {
    const began = performance.now();
    expect(inspect(text, { names: ['title'], merged: {} }).problems[0]?.problem).toMatch(
      /deep in each other|more than 1000 blocks|larger than 1 MB/,
    );
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

test('what stays within is rendered as before', () => {
  expect(render('{{title}} {{#if title}}a{{else if merged}}b{{else}}c{{/if}}', {})).toBe('T a');
  expect(render('{{#each merged.list}}{{@index}}{{this}}{{../title}}{{/each}}', { list: ['a', 'b'] })).toBe('0aT1bT');
  expect(render('{{merged.none}}{{merged.no}}{{merged.list}}', { none: '', no: false, list: ['a', 'b'] })).toBe(
    'falsea,b',
  );
  expect(() => render('{{#each merged.list}}{{this.x}}{{/each}}', { list: [{ y: 'a' }] })).toThrow(/"x" not defined/);
  const deep = 'x'.repeat(4_000_000);
  expect(render('{{merged.deep}}', { deep })).toBe(deep);
});
