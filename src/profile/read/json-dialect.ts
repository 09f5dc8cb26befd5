import { plainCsv } from '../plain-csv.ts';
import type { Dialect } from '../profile.ts';
import { absentAlways } from './absent.ts';
import { decoderOf } from './decode.ts';
import { type Flat, JsonArray, jsonLines } from './json.ts';
import { mostColumns } from './limits.ts';
import { manyColumns, oneObject } from './refusals.ts';

/** What JSON begins with; anything else is a table of text. */
export function jsonFormat(beginning: string): 'json' | 'json-lines' | undefined {
  const text = beginning.replace(/^\ufeff/, '').trimStart();
  if (/^\[\s*\{/.test(text)) return 'json';
  if (!/^\{\s*["}]/.test(text)) return undefined;
  const [line = '', next] = text.split(/[\r\n]+/, 2);
  // A line that is cut off tells as much as a whole one.
  if (next !== undefined && !line.trimEnd().endsWith('}')) throw oneObject();
  return 'json-lines';
}

/** Tells the names of objects, which takes all of them. */
export async function jsonDialect(
  bytes: AsyncIterable<Uint8Array>,
  format: 'json' | 'json-lines',
  encoding: 'utf-8' | 'utf-8-sig',
): Promise<Dialect> {
  const names = new Set<string>();
  const take = (row: Flat): void => {
    if (typeof row === 'string') return;
    for (const name of row.keys()) names.add(name);
    if (names.size > mostColumns) throw manyColumns(names.size);
  };
  const rows = format === 'json' ? new JsonArray(take) : jsonLines(take);
  const decoder = decoderOf(encoding);
  for await (const piece of bytes) {
    rows.push(decoder.push(piece));
    // What is wrong with it is said where its rows are read.
    if (decoder.faulty) break;
  }
  return {
    ...plainCsv,
    ...{ format, encoding, delimiter: '', quote: '', escape: '', header: false },
    missing: absentAlways,
    names: [...names],
  };
}
