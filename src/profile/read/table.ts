import type { Dialect, Rows } from '../profile.ts';
import { decoderOf } from './decode.ts';
import { type Flat, JsonArray, jsonLines, type Taker } from './json.ts';
import { marksOf } from './marks.ts';
import { Records } from './records.ts';
import { notInEncoding } from './refusals.ts';
import { type Sink, Table } from './rows.ts';
import { afterLines } from './skip.ts';

export type { Sink } from './rows.ts';

/** Reads a table in the way that is known, and tells of every row that is not kept. */
export async function readTable(bytes: AsyncIterable<Uint8Array>, dialect: Dialect, sink: Sink): Promise<Rows> {
  const table = new Table(dialect, sink);
  const taker = takerOf(dialect, table);
  const decoder = decoderOf(dialect.encoding);
  const skipped = afterLines(dialect.skip);
  const push = (text: string): void => {
    const rest = skipped(text);
    if (rest !== '') taker.push(rest);
  };
  const decoded = (text: string): void => {
    // What is wrong before a character that is none is said first, whatever the pieces.
    push(text);
    if (decoder.faulty) throw notInEncoding(dialect.encoding, taker.lineAfter(''));
  };
  for await (const piece of bytes) decoded(decoder.push(piece));
  decoded(decoder.end());
  taker.end();
  return table.rows();
}

function takerOf(dialect: Dialect, table: Table): Taker {
  if (dialect.format === 'csv')
    return new Records(
      marksOf(dialect),
      (cells, line) => table.take(cells, line),
      dialect.skip + 1,
      () => table.plainRows,
    );
  const names = dialect.names ?? [];
  const take = (row: Flat, line: number): void => {
    if (typeof row === 'string') table.refuse(line, row);
    else
      table.take(
        names.map((name) => row.get(name) ?? ''),
        line,
      );
  };
  return dialect.format === 'json' ? new JsonArray(take) : jsonLines(take);
}
