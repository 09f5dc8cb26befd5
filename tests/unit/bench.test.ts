import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawPage, drawTable } from '../../scripts/bench/page.ts';
import { type Results, type Row, readResults } from '../../scripts/bench/results.ts';
import { paired, quantile } from '../../scripts/bench/statistics.ts';
import { tableOf } from '../../scripts/bench/table.ts';

test.each([
  [[3, 1, 2], 0.5, 2],
  [[1, 2, 3, 4], 0.5, 2.5],
  [[1, 2, 3, 4, 5], 0.25, 2],
  [[10, 20], 0.25, 12.5],
  [[7], 0.75, 7],
])('of %j the quantile %f is %f', (values, part, expected) => {
  expect(quantile(values, part)).toBeCloseTo(expected);
});

test('each run is compared with the base in the same round', () => {
  // The machine was ten times slower in the second round; the ratio is two all the same.
  expect(paired([2, 20, 2], [1, 10, 1])).toEqual({ low: 2, median: 2, high: 2 });
});

test('the fastest command comes first, with its memory above the base', () => {
  const runs = (seconds: number, mebibytes: number) => [{ seconds, peak: mebibytes * 2 ** 20 }];
  const { rows } = tableOf('', 'base', { slow: 3 }, { slow: runs(3, 50), base: runs(1, 40) }, 40 * 2 ** 20);
  expect(rows).toMatchObject([
    { name: 'base', files: 0, ratio: { median: 1 }, memory: 0 },
    { name: 'slow', files: 3, ratio: { median: 3 }, milliseconds: 3000, memory: 10 },
  ]);
});

test('columns are as wide as their longest entry, and numbers stand on the right', () => {
  expect(drawTable(['what', 'n'], [['a longer name', '1']])).toEqual([
    '| what          |   n |',
    '| ------------- | --: |',
    '| a longer name |   1 |',
  ]);
});

const row = (name: string, median: number, more: Partial<Row> = {}): Row => ({
  ...{
    name,
    files: 0,
    ratio: { low: median - 0.01, median, high: median + 0.01 },
    milliseconds: median * 100,
    memory: 7,
  },
  ...more,
});
const us = 'create-ml-portfolio';

/** A run in which every budget is met. */
const good: Results = {
  ...{ date: '2026-01-02', machine: 'A machine, 2 cores', peers: { plop: '1.2.3', hygen: '4.5.6' } },
  rounds: { short: 5, long: 3 },
  create: {
    ...{ title: 'Create a project', base: 'node -e 0' },
    rows: [
      row('node -e 0', 1),
      row('create-vite, its own files', 1.2, { files: 12 }),
      row(us, 1.5, { files: 97 }),
      row('the same, asking git who', 1.6, { files: 97 }),
      row('hygen', 3, { files: 97 }),
      row('copier', 18, { files: 97 }),
    ],
  },
  help: { title: 'Print the help', base: 'node -e 0', rows: [row('node -e 0', 1), row(us, 1.2), row('hygen', 1.21)] },
  large: {
    ...{ title: 'Create 5,000 files', base: 'bare copy loop' },
    rows: [
      row('bare copy loop', 1, { files: 5000 }),
      row(us, 1.5, { files: 5001, memory: 80 }),
      row('cookiecutter', 30, { files: 5000 }),
      row('plop', 15, { files: 5000 }),
    ],
  },
  reading: {
    ...{ title: 'Profile a table', base: 'papaparse, cells alone', bytes: 50_000_000, start: 40 },
    rows: [
      row(us, 0.9, { milliseconds: 540, memory: 80 }),
      row('papaparse, cells alone', 1, { milliseconds: 540 }),
      row('the same, and leak checks', 2, { milliseconds: 3540 }),
      row('pandas, read_csv', 3, { milliseconds: 1040 }),
    ],
  },
  growth: [
    {
      ...{ title: 'A table', base: '10 rows', unit: 'rows', sizes: [10, 1000] },
      rows: [row('10 rows', 1, { memory: 100 }), row('1,000 rows', 40, { memory: 150 })],
    },
  ],
  installed: [
    { name: us, packages: 1, bytes: 2_000_000 },
    { name: 'plop', packages: 122, bytes: 15_800_000 },
    { name: 'create-vite', packages: 1, bytes: 900_000 },
  ],
  parts: {
    date: '2026-01-03',
    of: [
      { name: 'chatbot', kind: 'create', bytes: 110_000 },
      { name: 'image-classifier', kind: 'create', bytes: 50_000 },
      { name: '`steps.cjs`', kind: 'other', bytes: 3_000 },
      { name: '`child.cjs`', kind: 'other', bytes: 40_000 },
      { name: 'shared', kind: 'shared', bytes: 88_000 },
      { name: 'chatbot', kind: 'type', bytes: 70_000 },
      { name: 'image-classifier', kind: 'type', bytes: 75_000 },
    ],
  },
  pipelines: [
    { type: 'chatbot', seconds: 59, tests: 29 },
    { type: 'image-classifier', seconds: 119, tests: 59 },
  ],
};

describe('the page', () => {
  const page = drawPage(good);

  test.each([
    ['on 2026-01-02: A machine, 2 cores, from'],
    ['Beside us: plop 1.2.3 and hygen 4.5.6;'],
    ['take turns, 5 rounds (3 for the 5,000 files)'],
    [
      'create-ml-portfolio takes 1.50 × `node -e 0`. Beside it, create-vite takes 0.80 times as long (for 12 files), hygen takes 2.00 times as long and copier takes 12 times as long.',
    ],
    ['create-ml-portfolio takes 1.20 × `node -e 0`. Beside it, hygen takes about as long (the quartiles overlap).'],
    ['create-ml-portfolio takes 1.50 × the bare copy loop. Beside it, plop takes 10 times as long and cookiecutter'],
    ['create-ml-portfolio takes 0.90 × papaparse. Beside it, pandas takes 3.33 times as long.'],
    [
      'The file has 50 MB. Less the 40 ms that Node takes to start, all read in a second: create-ml-portfolio 100 MB, papaparse 100 MB and pandas 50 MB.',
    ],
    ['From 10 to 1,000 rows, 100 times as many, a run takes 40.0 times as long, less than in proportion, and 50 MiB'],
    ['none brings fewer packages than ours, and create-vite brings less on disk.'],
    ['a little more than it takes in the tarball; taken on 2026-01-03.'],
    ['Of 19 budgets, met: 18; not met: 0; not measured by this run: 1.\n'],
  ])('says: %s', (sentence) => {
    expect(page).toContain(sentence);
  });

  test('names no budget as missed where none is', () => {
    expect(page).not.toMatch(/not met:(?! 0)/i);
  });

  test('says plainly which budgets are missed, and by how much', () => {
    const bad: Results = {
      ...good,
      create: { ...good.create, rows: [row('node -e 0', 1), row(us, 1.65)] },
      large: { ...good.large, rows: good.large.rows.map((one) => (one.name === 'plop' ? row('plop', 10) : one)) },
      reading: {
        ...good.reading,
        ...{ title: '', base: '', bytes: 50_000_000, start: 40 },
        rows: [
          row(us, 1, { milliseconds: 1040, memory: 81 }),
          row('the same, and leak checks', 2, { milliseconds: 5040 }),
        ],
      },
      growth: good.growth.map((one) => ({ ...one, sizes: [10, 100] })),
      installed: [{ name: us, packages: 3, bytes: 2_000_000 }, ...good.installed.slice(1)],
      parts: { ...good.parts, of: [{ name: 'chatbot', kind: 'type', bytes: 150_000 }] },
      pipelines: [],
    };
    const drawn = drawPage(bad);
    expect(drawn.match(/^.*NOT MET.*$/gm)).toHaveLength(7);
    expect(drawn).toMatch(/\| create the default project without git.* \| +≤ 1\.5 × \| +1\.65 × \| +NOT MET \|/);
    expect(drawn).toMatch(/\| all stages of each default project +\| +≤ 60 s \| +\| not measured \|/);
    expect(drawn).toMatch(/not met: 7; not measured by this run: 2\.\n/);
    expect(drawn.match(/^- Not met: .*$/gm)).toEqual([
      '- Not met: create the default project without git, against `node -e 0`: 0.15 × over, 10 %.',
      '- Not met: the same, against the faster of plop and cookiecutter: 0.05 × over, 50 %.',
      '- Not met: packages that `npx` installs: 2 over, 200 %.',
      '- Not met: read 50 MB and decide kinds: 0.5 s over, 100 %.',
      '- Not met: the memory of it above `node -e 0`: 1.0 MiB over, 2 %.',
      '- Not met: leak checks on top of it: 1.0 s over, 34 %.',
      '- Not met: the own files of the default chatbot: 75.0 KB over, 100 %.',
    ]);
    expect(drawn).toContain('40.0 times as long, more than in proportion');
    expect(drawn).toContain('create-vite brings fewer packages than ours, and create-vite brings less on disk.');
  });

  test('in docs/ is drawn from the results beside it: npm run bench -- --page', () => {
    const root = path.resolve(import.meta.dirname, '../..');
    expect(readFileSync(path.join(root, 'docs', 'benchmarks.md'), 'utf8')).toBe(drawPage(readResults(root)));
  });
});
