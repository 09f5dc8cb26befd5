import { expect, test } from 'vitest';
import type { Dialect, Rows } from '../../src/profile/profile.ts';
import { recognise } from '../../src/profile/read/recognise.ts';
import { readTable } from '../../src/profile/read/table.ts';
import { bytesOf, cases, dialectOf, inPieces } from '../support/cases.ts';

interface Table extends Rows {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

async function tableOf(bytes: Uint8Array, dialect: Dialect, size: number): Promise<Table> {
  const rows: string[][] = [];
  let names: readonly string[] = [];
  const read = await readTable(inPieces(bytes, size), dialect, {
    header: (found) => {
      names = found;
    },
    row: (cells, number) => {
      expect(number).toBe(rows.length);
      rows.push(cells);
    },
  });
  return { ...read, names, rows };
}

// In pieces of a few bytes each mark and each character is cut in two somewhere.
test.each(cases.flatMap((one) => [1, 2, 3, 7, 65_536].map((size) => [one.name, size, one] as const)))(
  '%s is read the same in pieces of %i bytes',
  async (_, size, one) => {
    const table = tableOf(bytesOf(one), dialectOf(one), size);
    if (one.error !== undefined) return expect(table).rejects.toThrow(one.error);
    const { names, rows, read, kept, refused } = await table;
    expect(names).toEqual(one.names);
    expect(rows).toEqual(one.rows);
    expect(refused.map(({ line, reason }) => [line, reason])).toEqual(one.refused ?? []);
    expect([read, kept]).toEqual([rows.length + refused.length, rows.length]);
  },
);

test.each(cases.filter(({ recognised }) => recognised !== false).map((one) => [one.name, one] as const))(
  'how it is written is recognised: %s',
  async (_, one) => {
    const { compression: __, ...dialect } = dialectOf(one);
    expect(await recognise(inPieces(bytesOf(one), 5))).toMatchObject(dialect);
  },
);
