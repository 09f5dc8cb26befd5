import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { reportSchema, templateSchema, withReference } from '../../scripts/schema.ts';
import { commands } from '../../src/commands/index.ts';
import { readManifest } from '../../src/template/manifest.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (...segments: string[]): string => readFileSync(path.join(root, ...segments), 'utf8');
const published = JSON.parse(read('schemas', 'template.schema.json'));
const valid = new Ajv2020({ strict: false }).compile(published);

test('the published schema is the one that checks: npm run schema', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(templateSchema())));
});

test('the schema of a report says of each command what its row says: npm run schema', () => {
  const report = JSON.parse(read('schemas', 'report.schema.json'));
  expect(report).toEqual(JSON.parse(JSON.stringify(reportSchema(report))));
  const described = Object.keys(report.properties);
  for (const { tells, mayTell = [] } of commands)
    for (const name of [...tells.flat(), ...mayTell]) expect(described).toContain(name);
});

test('the reference in docs/templates.md is made from it: npm run schema', () => {
  const page = read('docs', 'templates.md');
  expect(withReference(page)).toBe(page);
});

const ours = readdirSync(path.join(root, 'templates')).filter((name) =>
  existsSync(path.join(root, 'templates', name, 'template.json')),
);

test.each(ours)('%s fits it', (id) => {
  expect({ fits: valid(JSON.parse(read('templates', id, 'template.json'))), errors: valid.errors }).toEqual({
    fits: true,
    errors: null,
  });
});

const layers = [{ path: 'base' }];
const question = {
  name: 'colour',
  kind: 'select',
  message: 'Colour',
  default: 'a',
  choices: [{ value: 'a', label: 'A' }],
};
const start = { schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0' };
const alone = { ...start, package: 'mini_project', questions: [question], layers };
const extending = { ...start, extends: 'predictive-model' };

describe('both say the same of', () => {
  test.each<[string, object, boolean]>([
    ['the smallest', { ...alone, questions: [] }, true],
    [
      'every key',
      { ...alone, $schema: 'x', commands: { test: ['a'], run: ['b', 'c'] }, defaults: { licence: 'MIT' } },
      true,
    ],
    ['an extension of a few lines', extending, true],
    [
      'an extension that changes a question',
      { ...extending, questions: [{ name: 'dataset', default: 'x' }], layers },
      true,
    ],
    ['no layers', { ...alone, layers: [] }, false],
    ['no package', { ...alone, package: undefined }, false],
    ['another format', { ...alone, schema: 2 }, false],
    ['a key too many', { ...alone, author: 'x' }, false],
    ['a key too many in a layer', { ...alone, layers: [{ path: 'base', files: [] }] }, false],
    ['an id with capitals', { ...alone, id: 'Mini' }, false],
    ['an empty title', { ...alone, title: '' }, false],
    ['a title that moves the cursor', { ...alone, title: 'a\u001bb' }, false],
    [
      'a choice with a comma',
      { ...alone, questions: [{ ...question, choices: [{ value: 'a,b', label: 'x' }] }] },
      false,
    ],
    ['a number as a default', { ...alone, questions: [{ ...question, default: 3 }] }, false],
    ['merged data of any depth', { ...alone, layers: [{ path: 'b', merge: { a: [{ b: [1, true, 'x'] }] } }] }, true],
    ['merged data that holds nothing', { ...alone, layers: [{ path: 'b', merge: { a: null } }] }, false],
    ['a size below zero', { ...alone, layers: [{ path: 'b', downloadMB: -1 }] }, false],
    ['an extension whose question has no name', { ...extending, questions: [{ default: 'x' }] }, false],
    ['an extension of nothing', { ...extending, extends: '' }, false],
  ])('%s', (_, manifest, expected) => {
    const json = JSON.stringify(manifest);
    expect({ ours: readManifest(json).declared !== undefined, schema: valid(JSON.parse(json)) }).toEqual({
      ours: expected,
      schema: expected,
    });
  });
});
