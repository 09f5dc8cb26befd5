import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bytesOf, cases, dialectOf } from '../support/cases.ts';
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
