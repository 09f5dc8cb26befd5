import path from 'node:path';
import { pythonWith } from '../../tests/support/python.ts';
import { measure } from './jobs.ts';
import { type Reading, us, withLeaks } from './results.ts';
import { spread } from './statistics.ts';
import { tableOf } from './table.ts';
import { writeTable } from './wide-table.ts';

const rows = 300_000;
const node = 'node -e 0';
const base = 'papaparse, cells alone';

/** What else reads such a table, as it was when this was written. */
export const readers = { pandas: '3.1.1', duckdb: '2.0.1' } as const;

const pandas = 'import sys, pandas; pandas.read_csv(sys.argv[1]).describe(include="all")';
const duckdb =
  'import sys, duckdb; duckdb.execute("SET threads = 1"); duckdb.sql(f"SUMMARIZE FROM \'{sys.argv[1]}\'").fetchall()';

/**
 * How long it takes to read a table of 300,000 rows and 20 columns and to decide kinds, beside others that read it: in the time of
 * the processor, all threads together, since what is asked is what one core can do.
 */
export function measureReading(root: string, work: string, cli: string, rounds: number): Reading {
  const file = path.join(work, 'table.csv');
  const bytes = writeTable(file, rows);
  const python = pythonWith(Object.entries(readers).map((one) => one.join('==')));
  const parse = path.join(root, 'scripts', 'bench', 'parse.mjs');
  const jobs: readonly (readonly [string, ...string[]])[] = [
    [node, 'node', '-e', '0'],
    [us, 'node', cli, 'profile', file, '--json'],
    [withLeaks, 'node', cli, 'profile', file, '--target', 'churn', '--json'],
    [base, 'node', parse, 'papaparse', file],
    ['csv-parse, cells alone', 'node', parse, 'csv-parse', file],
    ['pandas, read_csv and describe', python, '-c', pandas, file],
    ['DuckDB, SUMMARIZE with one thread', python, '-c', duckdb, file],
  ];
  const samples = measure(
    ...([root, path.join(work, 'reading'), rounds] as const),
    jobs.map(([name, ...words]) => ({ name, words, files: 0 })),
  );
  const ofProcessor = Object.entries(samples).map(
    ([name, taken]) => [name, taken.map(({ cpu, peak }) => ({ seconds: cpu, peak }))] as const,
  );
  const { [node]: idle = [], ...others } = Object.fromEntries(ofProcessor);
  const middle = (what: 'seconds' | 'peak'): number => spread(idle.map((one) => one[what])).median;
  const title = `Profile ${rows.toLocaleString('en')} rows of 20 columns, in the time of the processor`;
  return { ...tableOf(title, base, {}, others, middle('peak')), bytes, start: middle('seconds') * 1000 };
}
