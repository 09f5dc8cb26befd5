/** The forms of JSON Schema that a manifest uses. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly pattern?: string;
}

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

function formOf({ type, const: only, enum: some, anyOf, items, pattern }: Schema): string {
  if (only !== undefined) return code(JSON.stringify(only));
  if (some) return some.map((one) => code(String(one))).join(', ');
  if (anyOf) return anyOf.map(formOf).join(' or ');
  if (items) return `list of ${items.properties ? 'objects' : formOf(items)}s`.replace(/objectss$/, 'objects');
  if (type === 'string') return pattern && !pattern.includes('Cc') ? `text, ${code(pattern)}` : 'text';
  return type ?? 'any';
}

/** A table of an object's keys, and one for each list of objects in it. */
export function tablesOf(heading: string, schema: Schema, depth = 3): readonly string[] {
  const { properties = {}, required = [] } = schema;
  const rows = Object.entries(properties).map(([name, one]) => {
    const must = required.includes(name) ? '' : ' (optional)';
    return `| ${code(name)}${must} | ${formOf(one)} | ${one.description ?? ''} |`;
  });
  const below = Object.entries(properties).flatMap(([name, one]) => {
    const inner = one.items?.properties ? one.items : one.properties ? one : undefined;
    return inner ? tablesOf(`${heading} › ${code(name)}`, inner, depth + 1) : [];
  });
  return ['', `${'#'.repeat(depth)} ${heading}`, '', '| key | form | |', '|---|---|---|', ...rows, ...below];
}

/** Puts lines between the two comments of that name, which stay. */
export function between(text: string, name: string, lines: readonly string[]): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`There is no ${start} with its end.`);
  return `${text.slice(0, from + start.length)}\n${lines.join('\n').trim()}\n${text.slice(to)}`;
}
