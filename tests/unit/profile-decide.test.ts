import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { reportHere, runHere, workFolder } from '../support/run-here.ts';

/** A folder with a file of these lines. */
function withLines(lines: readonly string[]): string {
  const cwd = workFolder();
  writeFileSync(path.join(cwd, 'data.csv'), `${lines.join('\n')}\n`);
  return cwd;
}

const rows = (many: number, row: (at: number) => string): readonly string[] =>
  Array.from({ length: many }, (_, at) => row(at));

test.each<[trap: string, lines: readonly string[], warning: RegExp]>([
  [
    'a column without a name',
    ['a,,ok', ...rows(90, (at) => `${at % 37},${at % 5},${at % 2}`)],
    /In the header column 2 has no name/,
  ],
  [
    'two of one name',
    ['a,a,ok', ...rows(90, (at) => `${at % 37},${at % 5},${at % 2}`)],
    /In the header column 2 is called a, as another is/,
  ],
  [
    'a word among numbers',
    ['a,b,ok', ...rows(90, (at) => `${at === 7 ? 'soon' : at % 37},${at % 5},${at % 2}`)],
    /Some cells of a are no numbers and count as empty: soon\./,
  ],
  [
    'units after half of the file',
    ['a,b,ok', ...rows(200, (at) => `${at}${at < 100 ? '' : ' kg'},${at % 5},${at % 2}`)],
    /From row 101 on the cells of a look otherwise/,
  ],
  [
    'numbers beyond 2^53',
    ['a,b,ok', ...rows(90, (at) => `900719925474${1000 + at * 13}7,${at % 5},${at % 2}`)],
    /Numbers beyond 2\^53 lose their last digits: a\./,
  ],
  [
    'mostly empty',
    ['a,b,ok', ...rows(90, (at) => `${at % 3 ? '' : at % 7},${at % 5},${at % 2}`)],
    /More than half of the rows have no value of a\./,
  ],
])('%s is said', async (_, lines, warning) => {
  const { warnings } = await reportHere(['profile', 'data.csv', '--target', 'ok'], { cwd: withLines(lines) });
  expect(warnings).toContainEqual(expect.stringMatching(warning));
});

test('what no column is left for is told of each', async () => {
  const cwd = withLines(['id,y', ...rows(80, (at) => `k${at}x,${(at * 7) % 13}.5`)]);
  const { code, stderr } = await runHere(['made', '--data', 'data.csv', '--target', 'y', '--yes'], { cwd });
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('to predict y from: id (its role is id).'),
  });
});

test('a stray word is named in the contract, with all other words for nothing', async () => {
  const cwd = withLines(['a,b,ok', ...rows(90, (at) => `${at === 7 ? 'soon' : at % 37},${at % 5},${at % 2}`)]);
  expect((await runHere(['made', '--data', 'data.csv', '--target', 'ok', '--yes', '--no-git'], { cwd })).code).toBe(0);
  const contract = parse(readFileSync(path.join(cwd, 'made', 'data', 'contract.toml'), 'utf8')) as unknown as {
    data: { missing: readonly string[] };
    columns: Record<string, { empty?: readonly string[]; missing?: boolean }>;
  };
  expect(contract.columns.a).toMatchObject({ missing: true, empty: [...contract.data.missing, 'soon'] });
  expect(contract.columns.b?.empty).toBeUndefined();
});

test.each([
  ['personal data', 'user', '@example.org', 'echo "data/raw/data.csv"'],
  ['nothing of people', 'thing', '', 'python -m made all'],
])('the workflow of a file that holds %s runs what can run there', async (_, word, after, run) => {
  const cwd = withLines(['who,b,ok', ...rows(90, (at) => `${word}${at % 45}${after},${at % 5},${at % 2}`)]);
  expect((await runHere(['made', '--data', 'data.csv', '--target', 'ok', '--yes', '--no-git'], { cwd })).code).toBe(0);
  const workflow = readFileSync(path.join(cwd, 'made', '.github', 'workflows', 'ci.yml'), 'utf8');
  expect([...workflow.matchAll(/run: (.*(?:echo|-m (?:made|pytest)).*)/g)].map(([, words]) => words)[0]).toBe(run);
});
