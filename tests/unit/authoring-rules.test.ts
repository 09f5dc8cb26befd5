import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkTemplate } from '../../src/authoring/check.ts';
import { rules } from '../../src/authoring/finding.ts';
import { builtinSources } from '../../src/sources/builtin.ts';

const templates = path.resolve(import.meta.dirname, '../../templates');
const builtin = await builtinSources(templates);

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const colour = {
  name: 'colour',
  kind: 'select',
  message: 'Which colour?',
  default: 'red',
  choices: [
    { value: 'red', label: 'Red' },
    { value: 'blue', label: 'Blue' },
  ],
};
const features = {
  name: 'features',
  kind: 'multiselect',
  message: 'Which extras?',
  default: [],
  choices: [
    { value: 'demo', label: 'Demo' },
    { value: 'docs', label: 'Docs' },
  ],
};
const base = { path: 'base' };
const blue = { path: 'blue', when: { colour: 'blue' } };
const demo = { path: 'demo', when: { features: 'demo' } };
const docs = { path: 'docs', when: { features: 'docs' } };
const right = {
  schema: 1,
  id: 'mini',
  title: 'Mini',
  summary: 'Small.',
  version: '1.0.0',
  package: 'mini_project',
  questions: [colour, features],
  layers: [base, blue, demo, docs],
};
/** What is right, and has one of most things. */
const clean: Files = {
  'base/README.md.hbs': '# {{md title}}\n\nBy {{author}}, see [the code](src/{{package}}/main.py).\n',
  'base/src/mini_project/main.py': 'from mini_project import other  # also called mini-project\n',
  'base/pyproject.toml.hbs': 'name = {{toml project}}\ndescription = {{toml title}}\n',
  'blue/blue.txt': 'blue\n',
  'demo/demo.txt': '${{ title }}, {{ not ours }}, {{{{ title }}}}\n',
  'docs/guide.md': '[home](../base)\n'.replace('../base', 'README.md'),
};
type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** The manifest has a line for every key, so that each has a number of its own. */
function folderWith(changes: object, files: Files, json?: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'check-'));
  folders.push(folder);
  writeFileSync(path.join(folder, 'template.json'), json ?? JSON.stringify({ ...right, ...changes }, null, 1));
  for (const [name, content] of Object.entries({ ...clean, ...files })) {
    if (content === null) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const known = { builtin, registered: async () => [], cwd: templates, fetched: () => Promise.reject(new Error('no')) };
const check = (folder: string) => checkTemplate(folder, known);
const lines = (text: string, line: number): string => `${'x\n'.repeat(line - 1)}${text}\n`;

test('what is right is not found fault with', async () => {
  expect(await check(folderWith({}, {}))).toEqual([]);
});

/** Where something stands in the manifest, the last time. */
const lineIn = (folder: string, text: string): number =>
  readFileSync(path.join(folder, 'template.json'), 'utf8')
    .split('\n')
    .findLastIndex((line) => line.includes(text)) + 1;

type Row = readonly [
  what: string,
  changes: object,
  files: Files,
  found: readonly [
    rule: keyof typeof rules,
    level: 'error' | 'warning',
    file: string,
    line: number | string,
    says: RegExp,
  ],
];

const rows: readonly Row[] = [
  // The manifest.
  [
    'a misspelt key',
    { sumary: 'x' },
    {},
    ['manifest', 'error', 'template.json', 'sumary', /sumary.*Did you mean summary\?/],
  ],
  [
    'a default that is not a choice',
    { questions: [{ ...colour, default: 'green' }, features] },
    {},
    ['manifest', 'error', 'template.json', '"default": "green"', /must be one of red, blue/],
  ],
  [
    'a condition with a misspelt question',
    { layers: [base, { path: 'blue', when: { color: 'blue' } }] },
    {},
    ['manifest', 'error', 'template.json', '"when"', /"color".*Did you mean colour\?/],
  ],
  [
    'a condition with a misspelt choice',
    { layers: [base, { path: 'blue', when: { colour: 'bleu' } }] },
    {},
    ['manifest', 'error', 'template.json', '"when"', /colour = bleu.*Did you mean blue\?/],
  ],
  [
    'a base that is nowhere',
    { extends: './nowhere', questions: [], layers: [base] },
    {},
    ['extends', 'error', 'template.json', 'extends', /nowhere/],
  ],
  // Layers.
  [
    'a layer that is not there',
    { layers: [base, blue, demo, docs, { path: 'gone' }] },
    {},
    ['layer', 'error', 'template.json', 'gone', /gone does not exist/],
  ],
  [
    'a layer outside',
    { layers: [base, blue, demo, docs, { path: '..' }] },
    {},
    ['layer', 'error', 'template.json', '".."', /outside/],
  ],
  [
    'a layer that is a file',
    { layers: [base, blue, demo, docs, { path: 'blue/blue.txt' }] },
    {},
    ['layer', 'error', 'template.json', 'blue/blue.txt', /not a folder/],
  ],
  [
    'a layer that no answers bring',
    {
      questions: [
        colour,
        { ...features, when: { colour: 'red' } },
        { name: 'deep', kind: 'confirm', message: 'Deep?', default: false, when: { features: 'demo' } },
      ],
      layers: [base, demo, docs, { path: 'blue', when: { colour: 'blue', deep: true } }],
    },
    {},
    ['layer', 'error', 'template.json', '"when"', /blue can never be laid/],
  ],
  [
    'a layer for what is set by one choice, and another choice',
    {
      questions: [
        { ...colour, choices: colour.choices.map((one, at) => (at ? { ...one, sets: { tone: 'cold' } } : one)) },
        features,
      ],
      layers: [base, demo, docs, { path: 'blue', when: { tone: 'cold', colour: 'red' } }],
    },
    {},
    ['layer', 'error', 'template.json', '"when"', /blue can never be laid/],
  ],
  // Files.
  [
    'a part that is not text',
    {},
    { 'base/_parts/a.txt/1': Uint8Array.of(0, 255) },
    ['unreadable-file', 'error', 'base/_parts/a.txt/1', 1, /UTF-8/],
  ],
  [
    'a bare repository',
    {},
    { 'base/docs/HEAD': 'x\n', 'base/docs/objects/a': 'x\n', 'base/docs/refs/a': 'x\n' },
    ['unsafe-name', 'error', 'base/docs/HEAD', 1, /git would take "docs" for a repository/],
  ],
  ['a repository', {}, { 'base/_git/config': 'x' }, ['unsafe-name', 'error', 'base/_git/config', 1, /name/]],
  [
    'our own record',
    {},
    { 'base/_ml-portfolio.json': '{}' },
    ['unsafe-name', 'error', 'base/_ml-portfolio.json', 1, /record/],
  ],
  ['a device of Windows', {}, { 'base/src/aux.py': '' }, ['unportable-name', 'error', 'base/src/aux.py', 1, /aux\.py/]],
  ['a dot at the end', {}, { 'base/notes.': '' }, ['unportable-name', 'error', 'base/notes.', 1, /dot/]],
  ['a question mark', {}, { 'base/why?.txt': '' }, ['unportable-name', 'error', 'base/why?.txt', 1, /why/]],
  [
    'a long path',
    {},
    { [`base/${'long-name/'.repeat(20)}x`]: '' },
    ['unportable-name', 'error', `base/${'long-name/'.repeat(20)}x`, 1, /characters/],
  ],
  ['twins in case', {}, { 'demo/Guide.md': '' }, ['unportable-name', 'error', 'docs/guide.md', 1, /Guide\.md/]],
  [
    'twins in form',
    {},
    { 'base/é.txt': '', 'demo/e\u0301.txt': '' },
    ['unportable-name', 'error', 'demo/e\u0301.txt', 1, /one name/],
  ],
  ['twins of folders', {}, { 'demo/SRC/x.txt': '' }, ['unportable-name', 'error', 'demo/SRC/x.txt', 1, /SRC/]],
  [
    'what Jekyll reads',
    {},
    { 'base/_config.yml': 'x\n' },
    ['hidden-name', 'warning', 'base/_config.yml', 1, /\.config/],
  ],
  [
    "Sphinx's folder",
    {},
    { 'base/_static/x.css': 'x\n', 'base/__templates/x.html': 'x\n' },
    ['hidden-name', 'warning', 'base/_static/x.css', 1, /\.static/],
  ],
  ['a module', {}, { 'base/_private.py': 'x = 1\n' }, ['hidden-name', 'warning', 'base/_private.py', 1, /\.private/]],
  [
    'a part of it',
    {},
    { 'base/_parts/_quarto.yml/10-x': 'x\n' },
    ['hidden-name', 'warning', 'base/_parts/_quarto.yml/10-x', 1, /\.quarto/],
  ],
  ['a part of nothing', {}, { 'base/_parts/x.md': 'x\n' }, ['hidden-name', 'warning', 'base/_parts/x.md', 1, /parts/]],
  ['what npm drops', {}, { 'base/.gitignore': 'x\n' }, ['npm-drops', 'error', 'base/.gitignore', 1, /gitignore/]],
  [
    'what npm drops further down',
    {},
    { 'base/src/.npmrc': 'x\n' },
    ['npm-drops', 'error', 'base/src/.npmrc', 1, /npmrc/],
  ],
  ['what an editor left', {}, { 'base/a.txt.orig': 'x\n' }, ['npm-drops', 'warning', 'base/a.txt.orig', 1, /npm/]],
  [
    'two features with one file',
    {},
    { 'demo/same.txt': 'a', 'docs/same.txt': 'b' },
    ['collision', 'error', 'docs/same.txt', 1, /demo and docs both hold same\.txt/],
  ],
  // What `.hbs` files say.
  [
    'an unknown name',
    {},
    { 'base/a.md.hbs': lines('{{titel}}', 3) },
    ['unknown-name', 'error', 'base/a.md.hbs', 3, /titel.*did you mean "title"/],
  ],
  [
    'an unknown name in a block',
    {},
    { 'base/a.md.hbs': lines('{{#if colur}}x{{/if}}', 2) },
    ['unknown-name', 'error', 'base/a.md.hbs', 2, /colur.*colour/],
  ],
  [
    'a block that does not end',
    {},
    { 'base/a.md.hbs': lines('{{#if colour}}', 4) },
    ['unknown-name', 'error', 'base/a.md.hbs', 5, /./],
  ],
  [
    "a workflow's expression",
    {},
    { 'base/_github/workflows/ci.yml.hbs': lines('run: ${{ matrix.os }}', 2) },
    ['eaten-braces', 'error', 'base/_github/workflows/ci.yml.hbs', 2, /\$\{\{/],
  ],
  [
    'four braces',
    {},
    { 'base/a.md.hbs': lines('{{{{raw}}}} x {{{{/raw}}}}', 2) },
    ['eaten-braces', 'error', 'base/a.md.hbs', 2, /\{\{\{\{/],
  ],
  ...['a.py', 'a.toml', 'a.json', 'a.js', 'a.yaml', 'a.sh', 'Makefile', 'Dockerfile', 'a.ipynb', 'a.R', 'a.sql'].map(
    (name): Row => [
      `a title in ${name}`,
      {},
      { [`base/${name}.hbs`]: lines('x = "{{title}}"', 2) },
      ['raw-text', 'error', `base/${name}.hbs`, 2, /title/],
    ],
  ),
  [
    'a title in a part of code',
    {},
    { 'base/_parts/a.py/1.hbs': lines('x = "{{{ title }}}"', 2) },
    ['raw-text', 'error', 'base/_parts/a.py/1.hbs', 2, /title/],
  ],
  ...(
    [
      ['a.toml', 'x = {{md title}}', /is for Markdown alone/],
      ['a.toml', 'x = "{{toml title}}"', /there are two/],
      ['a.py', "x = '{{json title}}'", /there are two/],
      ['a.yml', 'x: "{{yaml project}}"', /there are two/],
      ['a.sh', 'echo {{json title}}', /could end its string/],
      ['Makefile', '\techo {{toml title}}', /could end its string/],
      ['a.html', '<p>{{title}}</p>', /would break the file/],
    ] as const
  ).map(
    ([name, line, says]): Row => [
      `${line.trim()} in ${name}`,
      {},
      { [`base/${name}.hbs`]: lines(line, 2) },
      ['raw-text', 'error', `base/${name}.hbs`, 2, says],
    ],
  ),
  [
    'a name in a file that is not rendered',
    {},
    { 'base/a.py': lines('"""{{title}}: a forecast."""', 2) },
    ['not-rendered', 'warning', 'base/a.py', 2, /\{\{title\}\} stays as it is/],
  ],
  [
    'the same with an encoder, in a part',
    {},
    { 'base/_parts/a.toml/10-a.toml': lines('name = {{ toml title }}', 2) },
    ['not-rendered', 'warning', 'base/_parts/a.toml/10-a.toml', 2, /stays as it is/],
  ],
  [
    'a part without a last line break, before another',
    {},
    { 'base/_parts/b.md/1': 'x\ny', 'base/_parts/b.md/2': 'z\n' },
    ['unended-part', 'warning', 'base/_parts/b.md/1', 2, /no line break/],
  ],
  [
    'a file that is there whole and in parts',
    {},
    { 'base/b.md': 'x\n', 'base/_parts/b.md/2': 'y\n', 'demo/_parts/b.md/3': 'z\n' },
    ['collision', 'error', 'base/b.md', 1, /b\.md whole \(in base\) and in parts/],
  ],
  // Questions and data that nothing reads.
  [
    'a question that nothing reads',
    { questions: [colour, features, { name: 'size', kind: 'text', message: 'Size?', default: '1' }] },
    {},
    ['unused-question', 'warning', 'template.json', 'size', /"size"/],
  ],
  [
    'a feature that brings nothing',
    { questions: [colour, { ...features, choices: [...features.choices, { value: 'idle', label: 'Idle' }] }] },
    {},
    ['unused-choice', 'warning', 'template.json', '"idle"', /idle/],
  ],
  [
    'merged data that nothing reads',
    { layers: [{ path: 'base', merge: { packages: ['x'] } }, blue, demo, docs] },
    {},
    ['unused-data', 'warning', 'template.json', 'packages', /packages/],
  ],
  // The sentinel.
  [
    'the name in a longer word',
    {},
    { 'base/a.txt': lines('my_mini_project_x', 3) },
    ['sentinel', 'warning', 'base/a.txt', 3, /longer word/],
  ],
  [
    'the name in a longer path',
    {},
    { 'base/old_mini_project/a.txt': '' },
    ['sentinel', 'warning', 'base/old_mini_project/a.txt', 1, /longer word/],
  ],
  [
    'the name in a file that is rendered',
    {},
    { 'base/a.md.hbs': lines('mini_project', 2) },
    ['sentinel', 'error', 'base/a.md.hbs', 2, /\{\{package\}\}|not replaced/],
  ],
  [
    'the name nowhere',
    {},
    {
      'base/src/mini_project/main.py': null,
      'base/README.md.hbs': '# {{md title}}\n',
      'base/pyproject.toml.hbs': null,
    },
    ['sentinel', 'warning', 'template.json', 7, /mini_project/],
  ],
  // What makes projects heavy, or gives something away.
  [
    'a large file',
    {},
    { 'base/data.bin': new Uint8Array(1_000_001) },
    ['large-file', 'warning', 'base/data.bin', 1, /1\.0 MB/],
  ],
  [
    'a very large file',
    {},
    { 'base/data.bin': new Uint8Array(20_000_001) },
    ['large-file', 'error', 'base/data.bin', 1, /20\.0 MB/],
  ],
  ['a file for secrets', {}, { 'base/_env': 'A=1\n' }, ['secret', 'error', 'base/_env', 1, /secret/]],
  [
    'a file for secrets of a stage',
    {},
    { 'base/src/.env.production': 'A=1\n' },
    ['secret', 'error', 'base/src/.env.production', 1, /secret/],
  ],
  ...(
    [
      ['AWS', `AKIA${'ABCD1234'.repeat(2)}`],
      ['GitHub', `ghp_${'a1'.repeat(18)}`],
      ['OpenAI', `sk-proj-${'a1B2'.repeat(10)}`],
      ['Slack', `xoxb-${'1234567890'}-abc`],
      ['a private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----`],
    ] as const
  ).map(
    ([of, token]): Row => [
      `a key: ${of}`,
      {},
      { 'base/a.py': lines(`x = "${token}"`, 5) },
      ['secret', 'error', 'base/a.py', 5, new RegExp(of)],
    ],
  ),
  // What only shows in projects.
  [
    'a link to nothing',
    {},
    { 'base/docs/a.md': lines('[x](b.md)', 2) },
    ['broken-link', 'warning', 'base/docs/a.md', 2, /b\.md/],
  ],
  [
    'a link into a misspelt folder',
    {},
    { 'base/docs/a.md': lines('![x](../scr/mini_project/main.py)', 2) },
    ['broken-link', 'warning', 'base/docs/a.md', 2, /scr/],
  ],
  [
    'a link by reference',
    {},
    { 'base/docs/a.md': '[x][1]\n\n[1]: b.md\n' },
    ['broken-link', 'warning', 'base/docs/a.md', 3, /b\.md/],
  ],
  [
    'a link that only some answers fulfil',
    {},
    { 'base/docs/a.md': lines('[x](../demo.txt)', 2) },
    ['broken-link', 'warning', 'base/docs/a.md', 2, /demo\.txt/],
  ],
  [
    'a link in one of many parts',
    {},
    { 'base/_parts/b.md/1': 'x\n', 'base/_parts/b.md/2': lines('[x](c.md)', 3), 'base/_parts/b.md/3': 'y\n' },
    ['broken-link', 'warning', 'base/_parts/b.md/2', 3, /c\.md/],
  ],
  [
    'a link that holds the name, rendered, in a part below others',
    {},
    {
      'base/_parts/b.md/1.hbs': lines('[x](src/{{package}}/mian.py)', 2),
      'base/_parts/b.md/2': 'y\n',
      'demo/_parts/b.md/3': 'z\n',
    },
    ['broken-link', 'warning', 'base/_parts/b.md/1.hbs', 2, /src\/\{\{package\}\}\/mian\.py/],
  ],
  [
    'a link that holds the name, replaced',
    {},
    { 'base/b.md': lines('[x](src/mini_project/mian.py)', 2) },
    ['broken-link', 'warning', 'base/b.md', 2, /src\/mini_project\/mian\.py/],
  ],
  [
    'a link to what another layer brings, in a folder that code names',
    {},
    { 'base/b.md': lines('[x](data/a.csv)', 2), 'base/a.py': 'open("data")\n', 'demo/data/a.csv': '1\n' },
    ['broken-link', 'warning', 'base/b.md', 2, /data\/a\.csv/],
  ],
  [
    'a folder of this machine',
    {},
    { 'base/a.py': lines("open('/home/ada/data.csv')", 2) },
    ['machine-path', 'warning', 'base/a.py', 2, /\/home\/ada/],
  ],
];

describe('each fault is found where it is, and alone', () => {
  test.each(rows)('%s', async (_, changes, files, [rule, level, file, line, says]) => {
    const folder = folderWith(changes, files);
    const found = await check(folder);
    expect(found).toMatchObject([{ rule, level, file, line: typeof line === 'number' ? line : lineIn(folder, line) }]);
    expect(`${found[0]?.message} ${found[0]?.fix}`).toMatch(says);
    expect(found[0]?.fix).toMatch(/^[A-Z].*[.?]$/);
  });
});

test('every rule has a row', () => {
  const tested = new Set([...rows.map(([, , , [rule]]) => rule), 'not-deterministic']);
  expect(Object.keys(rules).filter((rule) => !tested.has(rule as keyof typeof rules))).toEqual([]);
});

describe('what is no fault', () => {
  test.each<[string, Files]>([
    ['free text in prose', { 'base/LICENSE.hbs': 'By {{author}}\n', 'base/a.txt.hbs': '{{title}}\n' }],
    ['encoded text in code', { 'base/a.py.hbs': 'X = {{json title}}\n', 'base/a.yml.hbs': 'x: {{yaml title}}\n' }],
    ['expressions that are copied, or escaped', { 'base/a.yml': '${{ x }}\n', 'base/b.yml.hbs': '$\\{{ x }}\n' }],
    ['links elsewhere', { 'base/a.md': '[a](https://x.org) [b](#c) [d](mailto:e@f.org) [i](../../issues)\n' }],
    ['links in code', { 'base/a.md': '`[x](y.md)`\n\n```\n[x](y.md)\n```\n\n    [x](y.md)\n' }],
    [
      'a link to what a run writes',
      { 'base/a.md': '[x](reports/a.md) [y](CARD.md)\n', 'base/a.py': "open('reports/a.md'), 'CARD.md'\n" },
    ],
    [
      'a link with spaces and escapes',
      { 'base/a.md': '[a](<my file.txt>) [b](my%20file.txt)\n', 'base/my file.txt': '' },
    ],
    ['a link that is not an address', { 'base/a.md': '[a](https://x.org/%E0%A4%A)\n' }],
    ['an example of secrets', { 'base/_env.example': 'A=\n' }],
    ['classes that begin like keys', { 'base/a.html': `<p class="sk-${'toggleable-label-content-very-long'}">\n` }],
  ])('%s', async (_, files) => {
    expect(await check(folderWith({}, files))).toEqual([]);
  });
});

describe('a template that can hardly be read is reported on, not thrown at', () => {
  test.each<[string, string, number, RegExp]>([
    ['no JSON', '{\n "schema": 1,\n "id" "x"\n}', 3, /not valid JSON/],
    ['a list', '[]', 1, /./],
    ['a key twice', '{\n "schema": 1,\n "schema": 1\n}', 3, /twice/],
  ])('%s', async (_, json, line, says) => {
    const [first] = await check(folderWith({}, {}, json));
    expect(first).toMatchObject({ rule: 'manifest', level: 'error', file: 'template.json', line });
    expect(first?.message).toMatch(says);
  });

  test('a manifest that is a folder', async () => {
    const folder = folderWith({}, {});
    rmSync(path.join(folder, 'template.json'));
    mkdirSync(path.join(folder, 'template.json'));
    expect(await check(folder)).toMatchObject([{ rule: 'manifest', file: 'template.json', line: 1 }]);
  });

  test('a link among the files', async () => {
    const folder = folderWith({}, {});
    symlinkSync('blue.txt', path.join(folder, 'blue/link.txt'));
    expect(await check(folder)).toMatchObject([{ rule: 'unreadable-file', file: 'blue/link.txt', line: 1 }]);
  });

  test('every fault is found, not the first', async () => {
    const found = await check(
      folderWith(
        { sumary: 'x', layers: [base, blue, demo, docs, { path: 'gone' }] },
        { 'base/a.py': `k = "ghp_${'a1'.repeat(18)}"\n`, 'base/a.yml.hbs': '${{ x }}\n', 'base/.npmrc': '' },
      ),
    );
    expect(new Set(found.map(({ rule }) => rule))).toEqual(
      new Set(['manifest', 'layer', 'secret', 'eaten-braces', 'npm-drops']),
    );
  });
});

test('what a template gives away is not printed again', async () => {
  const token = `ghp_${'a1'.repeat(18)}`;
  const found = await check(folderWith({}, { 'base/a.py': `x = "${token}"\n` }));
  expect(found).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain(token);
});

test('an extension is told of its own faults by its own lines', async () => {
  const folder = folderWith(
    {},
    {},
    JSON.stringify(
      {
        schema: 1,
        id: 'x',
        title: 'X',
        summary: 'x',
        version: '1.0.0',
        extends: 'predictive-model',
        questions: [
          { name: 'dataset', default: 'diabetes' },
          { name: 'size', kind: 'text', message: 'Size?', default: '1' },
        ],
        layers: [base],
      },
      null,
      1,
    ).replaceAll('mini', 'mini'),
  );
  rmSync(path.join(folder, 'base'), { recursive: true });
  mkdirSync(path.join(folder, 'base'));
  writeFileSync(path.join(folder, 'base/own.txt'), 'x');
  expect(await check(folder)).toMatchObject([{ rule: 'unused-question', file: 'template.json', line: 14 }]);
});
