import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkTemplate } from '../../src/authoring/check.ts';
import { annotations, drawFindings } from '../../src/authoring/draw.ts';
import type { Finding, rules } from '../../src/authoring/finding.ts';
import { Failure } from '../../src/errors.ts';

const choices = (...values: string[]): object[] => values.map((value) => ({ value, label: value }));
const colour = { name: 'colour', kind: 'select', message: 'Colour', default: 'red', choices: choices('red', 'blue') };
const features = { name: 'features', kind: 'multiselect', message: 'Extras', default: [], choices: choices('a', 'b') };
const manifest = {
  ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
  questions: [colour],
  layers: [{ path: 'base' }, { path: 'blue', when: { colour: 'blue' } }],
};
const files = { 'base/a.py': 'import mini_project\n', 'blue/b.txt': 'blue\n' };

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Changes = (folder: string) => void;

function template(changed: object | string, more: Record<string, string>, changes: Changes = () => {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'check-'));
  folders.push(folder);
  const json = typeof changed === 'string' ? changed : JSON.stringify({ ...manifest, ...changed }, null, 2);
  for (const [file, text] of Object.entries({ 'template.json': json, ...files, ...more })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  changes(folder);
  return folder;
}

const known = {
  builtin: [],
  registered: async () => [],
  cwd: tmpdir(),
  fetched: () => Promise.reject(new Error('Nothing is fetched here.')),
};
const check = (folder: string): Promise<readonly Finding[]> => checkTemplate(folder, known);
const short = ({ rule, level, file, line, message }: Finding): string => `${level} ${rule} ${file}:${line} ${message}`;

const key = ['AKIA', 'ABCDEFGHIJKLMNOP'].join('');

describe('what is right is passed', () => {
  test.each<[string, object, Record<string, string>]>([
    ['the smallest', {}, {}],
    ['braces of others in a file that is copied', {}, { 'base/_github/ci.yml': `\${{ matrix.python }} {% if x %}` }],
    ['escaped braces in one that is rendered', {}, { 'base/x.txt.hbs': '\\{{ not ours }}\n' }],
    [
      'free text in prose, encoded elsewhere',
      {},
      { 'base/x.md.hbs': '{{title}}', 'base/x.toml.hbs': '{{toml title}}' },
    ],
    ['links that hold, lead out, or are code', {}, { 'base/x.md': '[a](a.py) [b](https://x.y) [c](#c) `[d](d)`\n' }],
    [
      'a link to what a project writes when it runs',
      {},
      {
        'base/x.md': '![figure](reports/figure.png)\n',
        'base/a.py': "import mini_project\nopen('reports/figure.png', 'wb')\n",
      },
    ],
    [
      'names of one file in layers that never meet',
      {
        layers: [
          { path: 'base', when: { colour: 'red' } },
          { path: 'blue', when: { colour: 'blue' } },
        ],
      },
      { 'blue/A.py': 'x' },
    ],
    ['an example of a key', {}, { 'base/x.txt': 'AKIA... and sk-... are keys\n' }],
  ])('%s', async (_, changed, more) => {
    expect((await check(template(changed, more))).map(short)).toEqual([]);
  });
});

describe('what is wrong is found, where it is', () => {
  const link: Changes = (folder) => symlinkSync('/etc/passwd', path.join(folder, 'base', 'link'));
  const pipe: Changes = (folder) => execFileSync('mkfifo', [path.join(folder, 'base', 'pipe')]);
  const heavy: Changes = (folder) => {
    writeFileSync(path.join(folder, 'base', 'heavy.bin'), '');
    truncateSync(path.join(folder, 'base', 'heavy.bin'), 30_000_000);
  };
  const none: Changes = () => {};
  test.each<[keyof typeof rules, object | string, Record<string, string>, RegExp, Changes?]>([
    ['manifest', '{\n "a": 1,\n}', {}, /^error manifest template\.json:3 it is no JSON/],
    ['manifest', '{\n "id": "a",\n "id": "b"}', {}, /^error manifest template\.json:3 id stands there twice/],
    ['manifest', { id: 'Mini' }, {}, /^error manifest template\.json:3 id must be lower-case/],
    ['manifest', { files: [] }, {}, /^error manifest template\.json:\d+ files is invalid/],
    [
      'manifest',
      { layers: [{ path: 'base', when: { color: 'red' } }] },
      {},
      /layers\.0\.when asks for "color", which no question/,
    ],
    [
      'manifest',
      { layers: [{ path: 'base', when: { colour: 'rad' } }] },
      {},
      /layers\.0\.when asks for colour = rad, which is no choice/,
    ],
    ['manifest', { questions: [{ ...colour, default: 'pink' }] }, {}, /questions\.0\.default must be one of red, blue/],
    [
      'extends',
      { ...manifest, extends: './nowhere', package: undefined },
      {},
      /^error extends template\.json:\d+ .*nowhere/,
    ],
    [
      'layer',
      { layers: [...manifest.layers, { path: 'green' }] },
      {},
      /^error layer template\.json:\d+ green does not exist/,
    ],
    ['layer', { layers: [...manifest.layers, { path: '../..' }] }, {}, /\.\.\/\.\. lies outside/],
    ['layer', { layers: [...manifest.layers, { path: 'base/a.py' }] }, {}, /base\/a\.py is no folder/],
    [
      'layer',
      { layers: [...manifest.layers, { path: 'empty' }] },
      {},
      /empty holds no file/,
      (folder) => mkdirSync(path.join(folder, 'empty')),
    ],
    [
      'layer',
      {
        questions: [colour, { ...colour, name: 'sky', when: { colour: 'red' } }],
        layers: [{ path: 'base' }, { path: 'blue', when: { colour: 'blue', sky: 'blue' } }],
      },
      {},
      /blue can never be laid/,
    ],
    ['unreadable-file', {}, {}, /^error unreadable-file base\/link:1 it is a link/, link],
    ['unreadable-file', {}, {}, /^error unreadable-file base\/pipe:1 it is no regular file/, pipe],
    ['unreadable-file', {}, { 'base/x.hbs': 'a\u0000b' }, /base\/x\.hbs:1 it is not UTF-8 text/],
    ['unsafe-name', {}, { 'base/_git/config': 'x' }, /^error unsafe-name base\/_git\/config:1/],
    ['unsafe-name', {}, { 'base/\u202etxt.exe': 'x' }, /unsafe-name .*cannot be written safely/],
    ['unsafe-name', {}, { 'base/_ml-portfolio.json': '{}' }, /name of our own record/],
    [
      'unportable-name',
      {},
      { 'base/aux.py': 'x' },
      /^error unportable-name base\/aux\.py:1 "aux\.py" is a name of a device/,
    ],
    ['unportable-name', {}, { 'base/what?.py': 'x' }, /does not allow/],
    ['unportable-name', {}, { 'base/end.': 'x' }, /ends in a dot/],
    ['unportable-name', {}, { 'base/A.py': 'x' }, /a\.py and A\.py \(base\/A\.py\) are one name|A\.py and a\.py/],
    ['unportable-name', {}, { 'base/docs/x': 'x', 'blue/Docs/y': 'y' }, /Docs and docs/],
    ['unportable-name', {}, { 'base/\u00e9': 'x', 'blue/e\u0301': 'y' }, /one name on some systems/],
    ['unportable-name', {}, { [`base/${'long/'.repeat(40)}x`]: 'x' }, /more than 180 characters/],
    [
      'npm-drops',
      {},
      { 'base/.gitignore': 'x' },
      /^error npm-drops base\/\.gitignore:1 npm leaves out or obeys \.gitignore/,
    ],
    [
      'collision',
      {
        questions: [features],
        layers: [
          { path: 'base', when: { features: 'a' } },
          { path: 'blue', when: { features: 'b' } },
        ],
      },
      { 'blue/a.py': 'x' },
      /^error collision blue\/a\.py:1 .*both hold a\.py/,
    ],
    [
      'unknown-name',
      {},
      { 'base/x.md.hbs': 'a\n{{titel}}\n{{#if colour}}{{/if}}\n{{> x}}\n' },
      /^error unknown-name base\/x\.md\.hbs:2 there is no name "titel"; did you mean "title"\?/,
    ],
    ['unknown-name', {}, { 'base/x.md.hbs': '\n{{> other}}\n' }, /base\/x\.md\.hbs:2 partials are not part/],
    ['unknown-name', {}, { 'base/x.md.hbs': '{{merged.dependencies}}' }, /no layer merges/],
    [
      'unused-question',
      { questions: [colour, { name: 'size', kind: 'text', message: 'Size', default: 'big' }] },
      {},
      /^warning unused-question template\.json:\d+ the answer to "size" changes nothing/,
    ],
    [
      'eaten-braces',
      {},
      { 'base/ci.yml.hbs': 'a: b\nc: ${{ title }}\n' },
      /^error eaten-braces base\/ci\.yml\.hbs:2 \$\{\{ stands/,
    ],
    [
      'raw-text',
      {},
      { 'base/x.toml.hbs': 'a = 1\nname = "{{title}}"\n' },
      /^error raw-text base\/x\.toml\.hbs:2 title is free text/,
    ],
    ['raw-text', {}, { 'base/Makefile.hbs': '# {{author}}\n' }, /author is free text/],
    [
      'sentinel',
      {},
      { 'base/x.py': '\nmini_project_data = 1\n' },
      /^warning sentinel base\/x\.py:2 mini_project is part of a longer word/,
    ],
    [
      'sentinel',
      {},
      { 'base/x.md.hbs': 'import mini_project\n' },
      /^error sentinel base\/x\.md\.hbs:1 mini_project is not replaced/,
    ],
    ['sentinel', {}, { 'base/a.py': 'x' }, /^warning sentinel template\.json:7 mini_project stands in no file/],
    [
      'large-file',
      {},
      { 'base/big.txt': 'x'.repeat(1_100_000) },
      /^warning large-file base\/big\.txt:1 it has 1\.1 MB/,
    ],
    ['large-file', {}, {}, /^error large-file base\/heavy\.bin:1 it has 30\.0 MB/, heavy],
    ['secret', {}, { 'base/x.py': `\nKEY = "${key}"\n` }, /^error secret base\/x\.py:2 it looks like a key of AWS$/],
    ['secret', {}, { 'base/_env': 'A=1' }, /^error secret base\/_env:1 files of this name/],
    [
      'broken-link',
      {},
      { 'base/README.md': 'x\n[data](data.csv)\n' },
      /^warning broken-link base\/README\.md:2 README\.md links to data\.csv/,
    ],
    [
      'broken-link',
      {},
      { 'base/README.md': '[b](b.txt)\n' },
      /links to b\.txt, which a project of colour red does not have/,
    ],
  ])('%s %#', async (rule, changed, more, expected, changes = none) => {
    const found = (await check(template(changed, more, changes))).map(short);
    expect(found.filter((one) => one.split(' ')[1] === rule)).toContainEqual(expect.stringMatching(expected));
    expect(found.join('\n')).not.toContain(key);
  });

  test('all of it, not only the first', async () => {
    const more = { 'base/x.md.hbs': '{{titel}}\n{{autor}}\n', 'base/.npmrc': 'x', 'base/y.toml.hbs': '{{title}}' };
    const found = await check(template({ layers: [...manifest.layers, { path: 'green' }] }, more));
    expect(found.map(({ rule }) => rule).sort()).toEqual([
      'layer',
      'npm-drops',
      'raw-text',
      'unknown-name',
      'unknown-name',
    ]);
  });

  test('what is no template is told as such', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'check-'));
    folders.push(folder);
    await expect(check(folder)).rejects.toThrow(Failure);
    await expect(check(path.join(folder, 'nowhere'))).rejects.toThrow(/There is no folder/);
  });
});

const finding: Finding = {
  ...{ rule: 'raw-text', level: 'error', file: 'base/a,b.toml.hbs', line: 2 },
  ...{ message: 'title is 100 % free\ntext', fix: 'Write {{toml title}}.' },
};

test('for people: at most 80 columns, and a last line that counts', () => {
  const lines = drawFindings(
    [finding, { ...finding, level: 'warning', message: 'long '.repeat(40) }],
    (_, text) => text,
  );
  expect(lines.at(-1)).toBe('1 error, 1 warning');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test('for GitHub: percent, line ends, colons and commas escaped as its toolkit does', () => {
  expect(annotations([finding], 'my: templates')[0]).toBe(
    '::error file=my%3A templates/base/a%2Cb.toml.hbs,line=2,title=raw-text::title is 100 %25 free%0Atext. Write {{toml title}}.',
  );
});
