import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { readTable } from '../../src/profile/read/table.ts';
import { bytesOf, cases, dialectOf, inPieces } from '../support/cases.ts';
import { readInPython } from '../support/python-reader.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dialects-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const told = readInPython(
  folder,
  cases.map((one) => ({ bytes: bytesOf(one), dialect: dialectOf(one) })),
);

/** What the contract refuses in its place: a table has rows, and the columns that it names. */
const elsewhere = ['nothing but a header', 'one column'];

test.each(cases.map((one, i) => [one.name, one, told[i]] as const).filter(([name]) => !elsewhere.includes(name)))(
  'the generated project reads the same: %s',
  (_, { error, names, rows }, found) => {
    if (error === undefined) expect(found).toEqual({ names, rows });
    else expect(found).toHaveProperty('error');
  },
);

/** Texts that are hardly tables, in any dialect. */
const messy = fc.record({
  text: fc.string({
    unit: fc.constantFrom('a', '1', ',', ',', '\n', '\n', '"', '"', '\r', '\r\n', ' ', '::', 'é', "'", '\\', '#', '\t'),
    maxLength: 120,
  }),
  dialect: fc.record({
    delimiter: fc.constantFrom(',', ' ', ', ', '::', '\t'),
    quote: fc.constantFrom('"' as const, "'" as const, '' as const),
    escape: fc.constantFrom('doubled' as const, 'backslash' as const, '' as const),
    skip: fc.integer({ min: 0, max: 2 }),
    comment: fc.constantFrom('', '#'),
    header: fc.boolean(),
  }),
});

/** Texts that are hardly JSON. */
const broken = fc.record({
  text: fc
    .array(
      fc.constantFrom(
        '{"a":1,"b":"x"}',
        '{"b":2.50}',
        '{"a":[1],"b":2}',
        '{"a":01}',
        '{1:2}',
        '{"a":1e9,"b":-0}',
        '{"a":true,"c":NaN}',
        '{',
        '[1]',
        '"x"',
        ' ',
        '\r',
        '{"a":"\\u00e4"}',
      ),
      { maxLength: 60 },
    )
    .map((lines) => `{"a":1,"b":1}\n`.repeat(40) + lines.join('\n')),
  dialect: fc.constant({ format: 'json-lines' as const, names: ['a', 'b'], header: false }),
});

test('the generated project reads the same of any text, or refuses it as well', async () => {
  const files = [...fc.sample(messy, { numRuns: 4_000, seed: 7 }), ...fc.sample(broken, { numRuns: 300, seed: 7 })].map(
    ({ text, dialect }) => ({ bytes: Buffer.from(text), dialect: dialectOf({ name: '', text, dialect }) }),
  );
  const inPython = readInPython(path.join(folder, 'any'), files);
  const differing: unknown[] = [];
  let read = 0;
  for (const [i, { bytes, dialect }] of files.entries()) {
    const found = inPython[i];
    let names: readonly string[] = [];
    const rows: string[][] = [];
    const sink = {
      header: (all: readonly string[]) => {
        names = all;
      },
      row: (cells: string[]) => {
        rows.push(cells);
      },
    };
    const said = await readTable(inPieces(bytes, 9), dialect, sink).catch((error) => String(error));
    // A table without rows, or of one column, is one that no contract names.
    if (/no row below|is empty|one column/.test(String(said))) continue;
    const same =
      typeof said === 'string' ? Object.keys(found ?? {})[0] === 'error' : isDeepStrictEqual(found, { names, rows });
    if (!same) differing.push([bytes.toString(), dialect, said, found, rows]);
    if (typeof said !== 'string') read++;
  }
  expect(differing).toEqual([]);
  expect(read).toBeGreaterThan(300);
});
