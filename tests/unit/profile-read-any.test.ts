import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { Failure } from '../../src/errors.ts';
import type { Dialect, Rows } from '../../src/profile/profile.ts';
import { recognise } from '../../src/profile/read/recognise.ts';
import { readTable } from '../../src/profile/read/table.ts';
import { dialectOf, inPieces } from '../support/cases.ts';

const plain = dialectOf({ name: '', text: '' });

async function read(bytes: Uint8Array, dialect: Dialect, size: number): Promise<Rows & { cells: string[][] }> {
  const cells: string[][] = [];
  const rows = await readTable(inPieces(bytes, size), dialect, { header: () => {}, row: (row) => cells.push(row) });
  return { ...rows, cells };
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'b', '1', '.', ' ', ',', ';', '"', "'", '\n', '\r\n', 'ä', '日', '🎉', '\\', '#'),
  maxLength: 6,
});
const table = fc
  .record({
    columns: fc.integer({ min: 2, max: 5 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    end: fc.constantFrom('\n', '\r\n'),
    all: fc.boolean(),
    size: fc.integer({ min: 1, max: 40 }),
  })
  .chain((way) =>
    fc.record({
      way: fc.constant(way),
      rows: fc.array(fc.array(cell, { minLength: way.columns, maxLength: way.columns }), {
        minLength: 1,
        maxLength: 8,
      }),
    }),
  );

/** A table as a program writes it: cells with a mark in them, or all, in quotes. */
function text({
  way: { delimiter, end, all },
  rows,
}: {
  way: { delimiter: string; end: string; all: boolean };
  rows: string[][];
}): string {
  const quoted = (one: string): string =>
    all || /["\r\n]/.test(one) || one.includes(delimiter) ? `"${one.replaceAll('"', '""')}"` : one;
  return rows.map((row) => row.map(quoted).join(delimiter) + end).join('');
}

test('a table that a program has written is read as csv-parse and papaparse read it', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ way, rows }) => {
      const content = text({ way, rows });
      const { cells, refused } = await read(
        Buffer.from(
          `${Array.from({ length: way.columns }, (_, i) => `h${i}`).join(way.delimiter)}${way.end}${content}`,
        ),
        { ...plain, delimiter: way.delimiter },
        way.size,
      ).catch((error) => {
        // Rows of nothing but blanks are refused, and a table of them alone has no rows.
        expect(String(error)).toContain('no row below the header');
        return { cells: [], refused: rows };
      });
      const filled = (row: readonly string[]): boolean => row.some((one) => /[^ \t\r\n]/.test(one));
      expect(cells).toEqual(rows.filter(filled));
      expect(refused.length).toBe(rows.length - cells.length);
      const { data } = Papa.parse<string[]>(content, { delimiter: way.delimiter, newline: way.end });
      expect(data.filter(filled)).toEqual(cells);
      const parsed: string[][] = parse(content, { delimiter: way.delimiter, record_delimiter: way.end });
      expect(parsed.filter(filled)).toEqual(cells);
    }),
    { numRuns: 1_000 },
  );
});

/** Counts the records of a table without taking them apart: line ends outside quotes, where a quote opens at a cell's beginning alone. */
function recordsIn(content: string, delimiter: string): number {
  let records = 0;
  let state: 'begin' | 'plain' | 'quoted' = 'begin';
  let line = '';
  const done = (): void => {
    // A line with nothing in it, or with one cell that holds nothing, is none.
    if (!/^(?:"[ \t\r\n]*")?[ \t]*$/.test(line)) records++;
    line = '';
    state = 'begin';
  };
  for (let at = 0; at < content.length; at++) {
    const is = content.charAt(at);
    if (state !== 'quoted' && (is === '\n' || is === '\r')) {
      done();
      continue;
    }
    line += is;
    if (state === 'quoted') {
      if (is === '"') state = content.charAt(at + 1) === '"' ? 'quoted' : 'plain';
      if (is === '"' && state === 'quoted') line += content.charAt(++at);
    } else if (is === delimiter) state = 'begin';
    else state = state === 'begin' && is === '"' ? 'quoted' : 'plain';
  }
  done();
  return records;
}

const messy = fc.string({
  unit: fc.constantFrom(
    'a',
    '1',
    ',',
    ',',
    '\n',
    '\n',
    '"',
    '\r',
    ' ',
    ';',
    '\t',
    'é',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ':',
    '#',
    '-',
  ),
  maxLength: 200,
});

test('rows in are rows kept and rows refused, or the whole file is refused in words', async () => {
  await fc.assert(
    fc.asyncProperty(messy, fc.integer({ min: 1, max: 30 }), async (content, size) => {
      try {
        const rows = await read(Buffer.from(content), { ...plain, header: false }, size);
        expect(rows.read).toBe(recordsIn(content, ','));
        expect(rows.read).toBe(rows.kept + rows.refused.length + rows.refusedMore);
        expect(rows.kept).toBe(rows.cells.length);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
    }),
    { numRuns: 3_000 },
  );
});

test('any bytes are recognised and read, or refused in words, and the same in pieces of any size', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    // Parts of characters, whole ones, and what no text holds, close together.
    fc
      .array(fc.constantFrom(0, 10, 34, 44, 65, 128, 191, 189, 192, 194, 239), { maxLength: 40 })
      .map(Uint8Array.from.bind(Uint8Array)),
    messy.map((content) => Buffer.from(content)),
    messy.map((content) => Buffer.from(content, 'latin1')),
    messy.map((content) => Buffer.from(`\ufeff${content}`, 'utf16le')),
  );
  const outcome = async (all: Uint8Array, size: number): Promise<unknown> => {
    try {
      const dialect = await recognise(inPieces(all, size));
      return { dialect, ...(await read(all, dialect, size)) };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return error.message;
    }
  };
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 30 }), async (all, size) => {
      expect(await outcome(all, size)).toEqual(await outcome(all, all.length + 1));
    }),
    { numRuns: 2_000, examples: [[Uint8Array.from([192, 0, 194, 128]), 1]] },
  );
});

test('a large file is recognised by all of it, and the same in pieces of any size', async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `${i},${i % 7}.5,word${i % 13}`);
  // Nothing of this stands in the head of the file.
  rows[30_000] = '30000,1.5,"two, words"';
  rows[45_000] = '45000,1.5,"a \\"b\\", c"';
  const all = Buffer.from(`id,n,w\n${rows.join('\n')}\n`);
  const dialects = await Promise.all([7_777, 65_536, all.length].map((size) => recognise(inPieces(all, size))));
  expect(dialects).toEqual(dialects.map(() => ({ ...plain, escape: 'backslash' })));
});
