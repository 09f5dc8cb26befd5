import { plainCsv } from '../plain-csv.ts';
import type { Dialect } from '../profile.ts';
import { absentWords } from './absent.ts';
import { evidenceOf } from './evidence.ts';
import { figuresOf } from './figures.ts';
import { jsonDialect, jsonFormat } from './json-dialect.ts';
import { layoutOf } from './layout.ts';
import { empty } from './refusals.ts';
import { bestOf } from './score.ts';

/** How much tells JSON from a table of text: the same for pieces of any size. */
const beginning = 4_096;

/** Tells how a file is to be read, from the whole of it. What is wrong with its rows is said where they are read. */
export async function recognise(bytes: AsyncIterable<Uint8Array>): Promise<Dialect> {
  const pieces = bytes[Symbol.asyncIterator]();
  const first: Buffer[] = [];
  for (let length = 0; length < beginning; ) {
    const piece = await pieces.next();
    if (piece.done) break;
    // A piece may be good until the next one is asked for.
    first.push(Buffer.from(piece.value));
    length += piece.value.length;
  }
  const text = Buffer.concat(first).subarray(0, beginning).toString('utf8');
  if (text === '') throw empty();
  const format = jsonFormat(text);
  const all = from(first, pieces);
  if (format) return jsonDialect(all, format, text.startsWith('\ufeff') ? 'utf-8-sig' : 'utf-8');
  return textDialect(all);
}

async function* from(first: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function textDialect(bytes: AsyncIterable<Uint8Array>): Promise<Dialect> {
  const { encoding, pieces } = await evidenceOf(bytes);
  const way = bestOf(pieces);
  const { skip, comment, header, body } = layoutOf(pieces, way);
  // Some from all over it are enough to tell how numbers are written.
  const step = Math.ceil(body.length / 400);
  const rows = body.filter((_, i) => i % step === 0);
  const columns = (rows[0] ?? []).map((_, i) => rows.map((row) => row[i] ?? ''));
  return {
    ...plainCsv,
    encoding,
    ...way,
    skip,
    comment,
    header,
    ...figuresOf(columns, way.delimiter),
    missing: absentWords(columns),
  };
}
