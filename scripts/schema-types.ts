/** The forms that our schema uses. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly $ref?: string;
}

/** A JSON Schema as a type of TypeScript, with its descriptions: those who use our types need not have what checks them. */
export function typeOf(schema: Schema, indent = ''): string {
  const { type, anyOf, items, properties, additionalProperties, required = [] } = schema;
  if (schema.$ref) return 'Data';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (anyOf) return anyOf.map((one) => typeOf(one, indent)).join(' | ');
  if (type === 'array') return `readonly (${typeOf(items ?? {}, indent)})[]`;
  if (type !== 'object') return type ?? 'unknown';
  if (!properties) return `{ readonly [name: string]: ${typeOf((additionalProperties || {}) as Schema, indent)} }`;
  const lines = Object.entries(properties).flatMap(([name, one]) => [
    ...(one.description ? [`${indent}  /** ${one.description.replaceAll('*/', '* /')} */`] : []),
    `${indent}  readonly ${name}${required.includes(name) ? '' : '?'}: ${typeOf(one, `${indent}  `)};`,
  ]);
  return ['{', ...lines, `${indent}}`].join('\n');
}

export const declarations = (schemas: Readonly<Record<string, object>>): string =>
  [
    "import type { Data } from '../types.ts';",
    ...Object.entries(schemas).map(([name, schema]) => `export type ${name} = ${typeOf(schema)};`),
    '',
  ].join('\n');
