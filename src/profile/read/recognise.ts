import type { Dialect } from '../profile.ts';
import { absentWords } from './absent.ts';
import { evidenceOf } from './evidence.ts';
import { figuresOf } from './figures.ts';
import { jsonDialect, jsonFormat } from './json-dialect.ts';
import { layoutOf } from './layout.ts';
import { empty } from './refusals.ts';
import { bestOf } from './score.ts';

/** Tells how a file is to be read, from the whole of it. What is wrong with its rows is said where they are read. */
export async function recognise(bytes: AsyncIterable<Uint8Array>): Promise<Dialect> {
  const pieces = bytes[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done) throw empty();
  const all = from(first.value, pieces);
  const beginning = Buffer.from(first.value).toString('utf8');
  const format = jsonFormat(beginning);
  if (format) return jsonDialect(all, format, beginning.startsWith('\ufeff') ? 'utf-8-sig' : 'utf-8');
  return textDialect(all);
}

async function* from(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function textDialect(bytes: AsyncIterable<Uint8Array>): Promise<Dialect> {
  const { encoding, pieces } = await evidenceOf(bytes);
  const way = bestOf(pieces);
  const { skip, comment, header, body } = layoutOf(pieces, way);
  const columns = (body[0] ?? []).map((_, i) => body.map((row) => row[i] ?? ''));
  return {
    format: 'csv',
    compression: '',
    encoding,
    ...way,
    skip,
    comment,
    header,
    ...figuresOf(columns, way.delimiter),
    missing: absentWords(columns),
  };
}
