import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { compile } from '../../src/template/handlebars.ts';

const vocabulary = {
  names: ['title', 'author', 'merged'],
  merged: { dependencies: ['numpy'], extras: { dev: ['pytest'] } },
};
const context = {
  title: 'A "b" & {{c}}',
  author: '',
  merged: { dependencies: ['numpy', 'scipy'], extras: { dev: ['pytest'] } },
};
const render = (text: string): string => compile(text, 'x.hbs', vocabulary)(context);

describe('what is rendered', () => {
  test.each([
    ['{{title}}', 'A "b" & {{c}}'],
    ['{{{title}}}', 'A "b" & {{c}}'],
    ['{{toml title}}', '"A \\"b\\" & {{c}}"'],
    ['{{md title}}', 'A "b" \\& {{c}}'],
    ['{{#if author}}by {{author}}{{else}}nobody{{/if}}', 'nobody'],
    ['{{#unless author}}none{{/unless}}', 'none'],
    ['{{#each merged.dependencies}}{{toml this}},{{/each}}', '"numpy","scipy",'],
    ['{{#each merged.extras}}{{@key}}={{#each this}}{{this}}{{/each}}{{/each}}', 'dev=pytest'],
    ['{{#each merged.dependencies}}{{../title}};{{/each}}', 'A "b" & {{c}};A "b" & {{c}};'],
    ['{{#with merged.extras}}{{this.dev}}{{/with}}', 'pytest'],
    [
      '\\{{title}} ${{ matrix.python }}'.replace('{{ matrix.python }}', '\\{{ matrix.python }}'),
      '{{title}} ${{ matrix.python }}',
    ],
  ])('%s', (text, expected) => {
    expect(render(text)).toBe(expected);
  });
});

describe('what is refused before anything is rendered', () => {
  test.each([
    ['{{titel}}', /x\.hbs, line 1: there is no name "titel"; did you mean "title"/],
    ['\n{{#if autor}}x{{/if}}', /line 2: there is no name "autor"; did you mean "author"/],
    ['{{#each merged.dependencis}}x{{/each}}', /no layer merges "merged.dependencis"; did you mean "dependencies"/],
    ['{{merged.extras.dve}}', /no layer merges/],
    ['{{title.length}}', /"title" has no parts/],
    ['{{#each merged.dependencies}}{{title}}{{/each}}', /inside each and with, write \.\.\/title/],
    ['{{tmol title}}', /no helper called "tmol"; did you mean "toml"/],
    ['{{lookup merged "dependencies"}}', /no helper called "lookup"/],
    ['{{log title}}', /no helper called "log"/],
    ['{{#titel}}x{{/titel}}', /no helper called "titel"/],
    ['{{> header}}', /partials are not part/],
    ['{{#> header}}{{/header}}', /partials are not part/],
    ['{{* decorate}}', /decorators are not part/],
    ['{{constructor}}', /no name "constructor"/],
    ['{{merged.__proto__}}', /no layer merges/],
    ['{{toml title upper=true}}', /takes no named values/],
    ['{{#if title}}', /x\.hbs: Parse error/],
    ['{{{{', /x\.hbs: Parse error/],
  ])('%s', (text, message) => {
    const attempt = (): unknown => compile(text, 'x.hbs', vocabulary);
    expect(attempt).toThrow(Failure);
    expect(attempt).toThrow(message);
  });
});

describe('what only rendering shows is refused, and no fault of ours', () => {
  test.each([
    ['{{#if}}x{{/if}}', /x\.hbs: #if requires exactly one argument/],
    ['{{"titel"}}', /x\.hbs: "titel" not defined/],
    ['{{@nothing}}', /x\.hbs: "nothing" not defined/],
    ['{{#each merged.dependencies}}{{this.name}}{{/each}}', /x\.hbs: Cannot use/],
  ])('%s', (text, message) => {
    expect(() => render(text)).toThrow(Failure);
    expect(() => render(text)).toThrow(message);
  });
});
