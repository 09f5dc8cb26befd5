import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { rules } from '../src/authoring/finding.ts';
import { commands, type Row } from '../src/commands/index.ts';
import { data, extension, standalone } from '../src/template/manifest-schema.ts';
import { between, tablesOf } from './reference.ts';

type Schema = Record<string, unknown>;

export const converted = (schema: typeof standalone | typeof extension): Schema => {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    definitions: { data },
    // Trimming changes a text and says nothing about it.
    ignoreActions: ['trim'],
    // Patterns of JSON Schema are Unicode-aware by themselves.
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === 'regex'
        ? { ...jsonSchema, pattern: (valibotAction as unknown as { requirement: RegExp }).requirement.source }
        : undefined,
  }) as Schema;
  return rest;
};

/** The JSON Schema of `template.json`, made from what checks one. */
export function templateSchema(): Schema {
  const [{ $defs, ...alone }, { $defs: _, ...extending }] = [converted(standalone), converted(extension)];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://unpkg.com/create-ml-portfolio/schemas/template.schema.json',
    title: 'template.json of create-ml-portfolio',
    description: 'What a template declares. Documentation: docs/templates.md of the package.',
    type: 'object',
    if: { required: ['extends'] },
    // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema
    then: extending,
    else: alone,
    $defs,
  };
}

/** The page about templates, with its reference made from the schema. */
export function withReference(page: string): string {
  const extending = converted(extension) as { properties: Record<string, object> };
  const { properties } = converted(standalone) as { properties: Record<string, object> };
  const own = Object.entries(extending.properties).filter(
    ([name, schema]) => JSON.stringify(schema) !== JSON.stringify(properties[name]),
  );
  const ruleRows = Object.entries(rules).map(([name, what]) => `| \`${name}\` | ${what} |`);
  const withRules = between(page, 'rules', ['| rule | finds |', '|---|---|', ...ruleRows]);
  return between(withRules, 'reference', [
    ...tablesOf('`template.json`', converted(standalone)),
    ...tablesOf('`template.json` that extends another', {
      properties: Object.fromEntries(own.map(([name, schema]) => [name, { ...schema, items: undefined }])),
      required: ['extends'],
    } as object),
  ]);
}

type Condition = Readonly<Record<string, unknown>>;

/** The schema of a report, with what each command's row says that it tells. */
export function reportSchema(written: Schema): Schema {
  const { properties, allOf: _, ...rest } = written as { properties: Record<string, Schema>; allOf: unknown };
  const rows = [
    ...commands.filter(({ tells }) => tells.length > 0),
    ...['help', 'version'].map((word) => ({ words: [word], tells: [['text']] })),
  ];
  const unique = (words: readonly (string | undefined)[]): readonly string[] => [
    ...new Set(words.filter((word) => word !== undefined)),
  ];
  return {
    ...rest,
    properties: {
      ...properties,
      command: { ...properties.command, enum: unique(rows.map(({ words: [word = 'create'] }) => word)) },
      action: { ...properties.action, enum: unique(rows.map(({ words: [, action] }) => action)) },
    },
    allOf: rows.map(tellingOf),
  };
}

function tellingOf({
  words: [command = 'create', action],
  tells,
  mayTell = [],
}: Pick<Row, 'words' | 'tells' | 'mayTell'>): Condition {
  const required = ['command', ...(action ? ['action'] : [])];
  const is = { command: { const: command }, ...(action ? { action: { const: action } } : {}) };
  const names = [...new Set([...tells.flat(), ...mayTell])];
  const ends = tells.map((end) => ({ required: end }));
  return {
    if: { properties: is, required },
    // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema
    then: {
      propertyNames: { anyOf: [{ $ref: '#/$defs/head' }, { enum: names }] },
      if: { required: ['error'] },
      else: ends.length > 1 ? { oneOf: ends } : ends[0],
    },
  };
}

/** Writes the schemas, and the reference that is made from one. */
export async function main(root: string): Promise<void> {
  const page = path.join(root, 'docs', 'templates.md');
  writeFileSync(path.join(root, 'schemas', 'template.schema.json'), `${JSON.stringify(templateSchema(), null, 2)}\n`);
  const report = path.join(root, 'schemas', 'report.schema.json');
  // In one line, which the formatter breaks where it must.
  writeFileSync(report, JSON.stringify(reportSchema(JSON.parse(readFileSync(report, 'utf8')))));
  writeFileSync(page, withReference(readFileSync(page, 'utf8')));
  execFileSync('npx', ['biome', 'format', '--write', 'schemas'], { cwd: root, stdio: 'ignore' });
}
