import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { hashOf } from '../../src/system/digest.ts';
import { type Cells, chance, plain, tableOf } from '../support/decided.ts';
import { reportHere, runHere, workFolder } from '../support/run-here.ts';

const day = (at: number): string => new Date(Date.UTC(2020, 0, 1 + Math.floor(at / 4))).toISOString().slice(0, 10);
const cells: Cells = {
  ...plain,
  on: day,
  home: (at) => `h${at % 4}`,
  one: () => 'x',
  'a=b': (at) => chance(at, 9),
  mail: (at) => `p${at}@example.org`,
};

const flags = [
  ...['--target', 'sold', '--positive', 'no', '--group', 'home', '--time', 'on', '--column', 'a=b=category'],
  ...['--leave-out', 'size,weight', '--keep', 'one=it varies elsewhere = often'],
];

const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(path.join(folder, name)).isFile())
      .map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]),
  );

test('the record holds what was said, and the command that makes the project again makes the same', async () => {
  const text = tableOf(cells);
  const cwd = workFolder({ 'rows.csv': text });
  expect(await runHere(['made', '--data', 'rows.csv', ...flags, '--yes', '--no-git'], { cwd })).toMatchObject({
    code: 0,
  });
  const record = JSON.parse(readFileSync(path.join(cwd, 'made', '.ml-portfolio.json'), 'utf8'));
  expect(record.data).toEqual({
    ...{ path: 'rows.csv', sha256: `sha256:${hashOf(Buffer.from(text))}` },
    ...{ target: 'sold', positive: 'no', group: 'home', time: 'on' },
    ...{ columns: { 'a=b': 'category' }, leaveOut: ['size', 'weight'], keep: { one: 'it varies elsewhere = often' } },
  });

  const dry = ['made', '--data', 'rows.csv', ...flags, '--yes', '--dry-run'];
  const { project, files } = await reportHere(dry, { cwd: workFolder({ 'rows.csv': text }) });
  const words = shellWords(project.recreate);
  const elsewhere = workFolder({ 'rows.csv': text });
  expect(await runHere([...words.slice(2), '--no-git'], { cwd: elsewhere })).toMatchObject({ code: 0 });
  expect(filesOf(path.join(elsewhere, 'made'))).toEqual(filesOf(path.join(cwd, 'made')));
  const bytes = Object.fromEntries(files.map((file: { path: string; bytes: number }) => [file.path, file.bytes]));
  expect(bytes['data/raw/rows.csv']).toBe(text.length);
});

/** Words as a POSIX shell reads them, where nothing but double quotes is there. */
const shellWords = (line: string): readonly string[] =>
  (line.match(/(?:[^\s"]|"[^"]*")+/g) ?? []).map((word) => word.replaceAll('"', ''));

test.each([
  ['with people in it, the file is passed over', cells, true],
  ['without them, it is not', plain, false],
])('git: %s', async (_, held, ignored) => {
  const cwd = workFolder({ 'rows.csv': tableOf(held) });
  expect(await runHere(['made', '--data', 'rows.csv', '--target', 'sold', '--yes', '--no-git'], { cwd })).toMatchObject(
    { code: 0 },
  );
  const lines = readFileSync(path.join(cwd, 'made', '.gitignore'), 'utf8').split('\n');
  expect(lines.includes('!/data/raw/')).toBe(!ignored);
});

test('of people no value is told, in text, in JSON or in a file, but for the file itself', async () => {
  const cwd = workFolder({ 'rows.csv': tableOf(cells) });
  const words = ['--data', 'rows.csv', '--target', 'sold', '--yes'];
  const made = await runHere(['made', ...words, '--no-git'], { cwd });
  const told = [
    made,
    await runHere(['profile', 'rows.csv'], { cwd }),
    await runHere(['profile', 'rows.csv', '--json'], { cwd }),
  ];
  told.push(await runHere(['other', ...words, '--dry-run', '--json'], { cwd }));
  const { 'data/raw/rows.csv': raw, ...others } = filesOf(path.join(cwd, 'made'));
  expect(raw).toContain('p7@example.org');
  expect(JSON.stringify([told, others])).not.toMatch(/p\d+@example/);
});

const red = '\u001b[31m';
const bell = `${red}]0;owned\u0007`;
const spoilt: Cells = {
  [`na${bell}me`]: (at) => `v${bell}${chance(at, 3)}`,
  worth: (at) => (at === 9 ? `so${bell}on` : chance(at, 400, 9) / 10),
  sold: (at) => (at % 4 ? 'yes' : `no${bell}`),
};

test.each<readonly [words: readonly string[], code: number]>([
  [['profile', 'rows.csv'], 0],
  [['profile', 'rows.csv', '--target', 'sold'], 0],
  [['made', '--data', 'rows.csv', '--target', 'sold', '--yes', '--dry-run'], 0],
  [['made', '--data', 'rows.csv', '--target', 'sold', '--yes', '--no-git'], 0],
  [['made', '--data', 'rows.csv', '--yes'], 2],
  [['profile', 'rows.csv', '--target', `x${bell}`], 2],
  [['profile', 'rows.csv', '--keep', `x${bell}=y`], 2],
  [['profile', `no${bell}.csv`], 2],
  [['profile', 'rows.csv', '--target', `na${bell}me`, '--leave-out', 'worth,sold'], 2],
])('no order reaches the terminal: %j', async (words, code) => {
  const ended = await runHere(words, { cwd: workFolder({ 'rows.csv': tableOf(spoilt) }) });
  expect(ended.code).toBe(code);
  expect(ended.stdout + ended.stderr).not.toMatch(/[\u001b\u0007]/);
});

const long = (at: number): string =>
  `a very long name of a column that goes on and on, number ${at}`.replaceAll(',', ' ');

test('what is told of many columns of long names fits a terminal, and tells the surprising first', async () => {
  const many: Cells = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [long(at), (row: number) => chance(row, 90, at + 1)]),
  );
  const cwd = workFolder({ 'rows.csv': tableOf({ ...many, ...plain, mail: (at) => `p${at}@example.org` }) });
  for (const words of [[], ['--target', 'sold']]) {
    const { stdout } = await runHere(['profile', 'rows.csv', ...words], { cwd });
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeLessThan(60);
    expect(lines[lines.indexOf('Columns') + 1]).toMatch(/^ {2}mail +(category|identifier|text)\?? /);
    expect(stdout).toMatch(/ more integer: /);
    expect(stdout.includes('\nTarget\n')).toBe(words.length > 0);
    expect(stdout.includes('\nLikely targets\n')).toBe(words.length === 0);
  }
});

test('of what is created the decisions are told: what is left out for one reason together, and how many more', async () => {
  const extra: Cells = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, () => 'x']));
  const cwd = workFolder({ 'rows.csv': tableOf({ ...plain, ...extra }) });
  for (const last of ['--dry-run', '--no-git']) {
    const { stdout } = await runHere(['made', '--data', 'rows.csv', '--target', 'sold', '--yes', last], { cwd });
    expect(stdout).toMatch(/^Look at {3}There are 240 rows/m);
    expect(stdout).toMatch(/^Data {6}rows\.csv: 240 rows, 3 features$/m);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      ' Left out a, b, c, d, e and 1 more (it has the same value in every row) ',
    );
  }
});
