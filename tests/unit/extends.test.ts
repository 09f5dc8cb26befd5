import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { textIn } from '../../src/plan/content.ts';
import { planWish } from '../../src/plan/wish.ts';
import { findSource } from '../../src/sources/find.ts';
import type { Plan } from '../../src/types.ts';

const colour = {
  name: 'colour',
  kind: 'select',
  message: 'Colour',
  default: 'red',
  choices: [
    { value: 'red', label: 'Red' },
    { value: 'blue', label: 'Blue' },
    { value: 'ice', label: 'Ice', sets: { tone: 'cold' } },
  ],
};
const start = { schema: 1, title: 'T', summary: 'S.', version: '1.0.0' };
const base = {
  ...start,
  id: 'base',
  package: 'some_project',
  questions: [colour],
  layers: [
    { path: 'files', merge: { words: ['one'] } },
    { path: 'blue', when: { colour: 'blue' } },
    { path: 'cold', when: { tone: 'cold' } },
  ],
  commands: { test: ['make', 'test'], run: ['make'] },
};
const ours = { ...start, id: 'ours', version: '2.0.0', extends: '../base', layers: [{ path: 'files' }] };

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of templates: each a manifest and its files. */
function templates(all: Record<string, [manifest: object, files: Record<string, string>]>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'extends-'));
  folders.push(root);
  for (const [name, [manifest, files]] of Object.entries(all)) {
    for (const [file, text] of Object.entries({ 'template.json': JSON.stringify(manifest), ...files })) {
      mkdirSync(path.dirname(path.join(root, name, file)), { recursive: true });
      writeFileSync(path.join(root, name, file), text);
    }
  }
  return root;
}

const baseFiles = {
  'files/src/some_project/a.py': 'import some_project\n',
  'files/_parts/README.md/10-title': 'base\n',
  'files/_parts/README.md/20-more': 'more\n',
  'files/words.txt.hbs': '{{#each merged.words}}{{this}} {{/each}}{{licence}}',
  'blue/blue.txt': 'some-project is blue\n',
  'cold/cold.txt': 'brr',
};

const fetched = (named: string): never => {
  throw new Error(`${named} is not to be fetched here`);
};

async function planOf(root: string, answers: Record<string, unknown> = {}): Promise<Plan> {
  const source = await findSource('./ours', { builtin: [], registered: async () => [], fetched, cwd: root });
  const given = Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, { value, as: name }]));
  const around = { cwd: root, author: Promise.resolve(''), year: '2026', generator: { name: 'g', version: '1' } };
  return planWish({ source, directory: 'my-thing', given, steps: [] }, around);
}

const texts = (plan: Plan): Record<string, string> =>
  Object.fromEntries(
    plan.files
      .filter(({ path }) => path !== '.ml-portfolio.json')
      .map(({ path, content }) => [path, textIn(content, (source) => readFileSync(source, 'utf8'))]),
  );
const fixed = { 'src/my_thing/a.py': 'import my_thing\n' };

describe('what extends another template', () => {
  test.each<[string, object, Record<string, string>, Record<string, unknown>, Record<string, string>]>([
    ['adds nothing', { layers: undefined }, {}, {}, { ...fixed, 'README.md': 'base\nmore\n', 'words.txt': 'one MIT' }],
    [
      'adds a file, and data that the base reads',
      { layers: [{ path: 'files', merge: { words: ['two'] } }] },
      { 'files/b.txt': 'some_project\n' },
      {},
      { ...fixed, 'README.md': 'base\nmore\n', 'words.txt': 'one two MIT', 'b.txt': 'my_thing\n' },
    ],
    [
      'replaces one part of a file',
      {},
      { 'files/_parts/README.md/10-title': 'ours\n' },
      {},
      { ...fixed, 'README.md': 'ours\nmore\n', 'words.txt': 'one MIT' },
    ],
    [
      'replaces a file that the base has in parts',
      {},
      { 'files/README.md': 'ours\n' },
      {},
      { ...fixed, 'README.md': 'ours\n', 'words.txt': 'one MIT' },
    ],
    [
      'replaces a file that the base has after an answer',
      {},
      { 'files/blue.txt': 'ours\n' },
      { colour: 'blue' },
      { ...fixed, 'README.md': 'base\nmore\n', 'words.txt': 'one MIT', 'blue.txt': 'ours\n' },
    ],
    [
      'has another default, for the licence too',
      { defaults: { colour: 'blue', licence: 'Apache-2.0' }, layers: undefined },
      {},
      {},
      { ...fixed, 'README.md': 'base\nmore\n', 'words.txt': 'one Apache-2.0', 'blue.txt': 'my-thing is blue\n' },
    ],
    [
      'adds a choice and a question',
      {
        questions: [
          { name: 'colour', choices: [{ value: 'green', label: 'Green' }] },
          { name: 'size', kind: 'text', message: 'Size', default: 'big', when: { colour: 'green' } },
        ],
        layers: [{ path: 'green', when: { colour: 'green' } }],
      },
      { 'green/size.txt.hbs': '{{size}}' },
      { colour: 'green' },
      { ...fixed, 'README.md': 'base\nmore\n', 'words.txt': 'one MIT', 'size.txt': 'big' },
    ],
    [
      'changes the words of a choice, which sets what it did',
      { questions: [{ name: 'colour', choices: [{ value: 'ice', label: 'Frost' }] }], layers: undefined },
      {},
      { colour: 'ice' },
      { ...fixed, 'README.md': 'base\nmore\n', 'words.txt': 'one MIT', 'cold.txt': 'brr' },
    ],
    [
      'changes what a choice sets',
      {
        questions: [
          {
            name: 'colour',
            choices: [
              { value: 'ice', label: 'Tea', sets: { tone: 'warm' } },
              { value: 'sky', label: 'Sky', sets: { tone: 'cold' } },
            ],
          },
        ],
        layers: undefined,
      },
      {},
      { colour: 'ice' },
      { ...fixed, 'README.md': 'base\nmore\n', 'words.txt': 'one MIT' },
    ],
    [
      'adds a choice that sets what the base asks for',
      {
        questions: [{ name: 'colour', choices: [{ value: 'sky', label: 'Sky', sets: { tone: 'cold' } }] }],
        layers: undefined,
      },
      {},
      { colour: 'sky' },
      { ...fixed, 'README.md': 'base\nmore\n', 'words.txt': 'one MIT', 'cold.txt': 'brr' },
    ],
  ])('%s', async (_, changes, files, answers, expected) => {
    const root = templates({
      base: [base, baseFiles],
      ours: [
        { ...ours, ...changes },
        { 'files/.keep': '', ...files },
      ],
    });
    const { '.keep': __, ...found } = texts(await planOf(root, answers));
    expect(found).toEqual(expected);
  });

  test('is recorded with its base, and takes over its commands', async () => {
    const root = templates({
      base: [base, baseFiles],
      ours: [{ ...ours, commands: { test: ['ours'] } }, { 'files/b': '' }],
    });
    const plan = await planOf(root);
    const record = plan.files.find(({ path }) => path === '.ml-portfolio.json');
    expect(plan.commands).toEqual({ test: ['ours'], run: ['make'] });
    expect(JSON.parse(record ? textIn(record.content, String) : '').template).toMatchObject({
      id: 'ours',
      version: '2.0.0',
      source: './ours',
      extends: {
        id: 'base',
        version: '1.0.0',
        source: '../base',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
    });
  });
});

const text = (name: string): object => ({ name, kind: 'text', message: name, default: 'x' });

test.each<[readonly object[], readonly string[]]>([
  [[], ['colour', 'extras']],
  [[text('size')], ['colour', 'extras', 'size']],
  [
    [text('size'), { name: 'extras' }],
    ['colour', 'size', 'extras'],
  ],
  [
    [text('size'), text('shape'), { name: 'extras' }, text('end')],
    ['colour', 'size', 'shape', 'extras', 'end'],
  ],
  [
    [{ name: 'extras' }, text('size'), { name: 'colour' }],
    ['size', 'colour', 'extras'],
  ],
])('with %j, the questions are %j', async (questions, expected) => {
  const root = templates({
    base: [{ ...base, questions: [colour, text('extras')] }, baseFiles],
    ours: [{ ...ours, questions, layers: undefined }, {}],
  });
  const source = await findSource('./ours', { builtin: [], registered: async () => [], fetched, cwd: root });
  expect(source.manifest.questions.map(({ name }) => name)).toEqual(expected);
});

describe('what cannot be extended is refused', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 10 }, (_, index): [string, [object, Record<string, string>]] => [
      index === 0 ? 'ours' : `t${index}`,
      [{ ...ours, extends: `../t${index + 1}`, layers: undefined }, {}],
    ]),
  );
  test.each<[string, Record<string, [object, Record<string, string>]>, RegExp]>([
    ['itself', { ours: [{ ...ours, extends: '.' }, {}] }, /extends itself/],
    [
      'what extends it',
      { ours: [{ ...ours, extends: '../base' }, {}], base: [{ ...ours, extends: '../ours' }, {}] },
      /extends itself \(.*ours -> .*base -> .*ours\)/,
    ],
    ['nothing there', { ours: [ours, {}] }, /it extends "\.\.\/base"\. There is no template folder/],
    ['an unknown id', { ours: [{ ...ours, extends: 'predictive-modl' }, {}] }, /it extends "predictive-modl"/],
    ['a long chain', { ...chain, t10: [base, baseFiles] }, /stands on more than 8 others/],
    [
      'another package',
      { base: [base, baseFiles], ours: [{ ...ours, package: 'any_thing' }, {}] },
      /package .*some_project/,
    ],
    [
      'a new question without its kind',
      { base: [base, baseFiles], ours: [{ ...ours, questions: [{ name: 'size', message: 'Size', default: '' }] }, {}] },
      /questions\.0 in .*ours\/template\.json has no kind/,
    ],
    [
      'a default that is not a choice',
      { base: [base, baseFiles], ours: [{ ...ours, questions: [{ name: 'colour', default: 'pink' }] }, {}] },
      /questions\.0\.default in .*ours\/template\.json must be one of red, blue, ice/,
    ],
    [
      'a default for nothing',
      { base: [base, baseFiles], ours: [{ ...ours, defaults: { size: 'x' } }, {}] },
      /defaults\.size .*not a question/,
    ],
    [
      'a part of a file that the base has whole',
      { base: [base, baseFiles], ours: [ours, { 'files/_parts/src/some_project/a.py/1': '' }] },
      /both hold src\/some_project\/a\.py/,
    ],
    [
      'a folder where the base has a file',
      { base: [base, baseFiles], ours: [ours, { 'files/words.txt/a': '' }] },
      /a file and a folder/,
    ],
  ])('%s', async (_, all, message) => {
    const error: unknown = await planOf(templates(all)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).exitCode).toBe(4);
    expect((error as Failure).message).toMatch(message);
  });
});
