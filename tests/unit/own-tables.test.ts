import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { type OwnTable, ownTables } from '../support/own-tables.ts';
import { reportHere, runHere, workFolder } from '../support/run-here.ts';

const rows = ownTables.map((table) => [table.name, table] as const);

/** A folder with the file in it. */
function withFile({ name, content }: OwnTable): string {
  const cwd = workFolder();
  writeFileSync(path.join(cwd, name), content);
  return cwd;
}

const flagsOf = ({ target, flags = [] }: OwnTable): readonly string[] => ['--target', target, ...flags];

const created = ['data/contract.toml', 'data/README.md', 'data/example.json', 'README.md', 'docs/evaluation-plan.md'];

/** Makes the project, and gives the texts in which the data is spoken of. */
async function make(table: OwnTable, cwd: string): Promise<readonly string[]> {
  const words = ['made', '--data', table.name, ...flagsOf(table), '--yes', '--no-git'];
  expect(await runHere(words, { cwd })).toMatchObject({ code: 0 });
  return created.map((file) => readFileSync(path.join(cwd, 'made', file), 'utf8'));
}

test('there are many tables, and each has its own name', () => {
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(30);
});

test.each(rows)('%s: what is decided is what it takes, and is said in TOML, and of nobody', async (_, table) => {
  const { task, positive, by, column, left, rows: kept, refused = 0 } = table.decided;
  const cwd = withFile(table);
  const profile = await reportHere(['profile', table.name, ...flagsOf(table)], { cwd });
  const { target, split, columns, rows: read } = profile;
  const excluded: readonly { name: string; excluded: string }[] = columns.filter(
    ({ role }: { role: string }) => role === 'excluded',
  );
  expect({
    ...{ task: target.task, positive: target.positive, by: split.by, column: split.column },
    ...{ kept: read.kept, refused: read.read - read.kept },
    left: Object.fromEntries(excluded.map((one) => [one.name, one.excluded])),
  }).toEqual({
    ...{ task, positive, by, column, kept, refused },
    left: Object.fromEntries(Object.entries(left).map(([name, why]) => [name, expect.stringContaining(why)])),
  });

  const texts = await make(table, cwd);
  const contract = parse(texts[0] ?? '') as { columns: Record<string, { role: string }> };
  const goals = Object.entries(contract.columns).filter(([, { role }]) => role === 'target');
  expect(goals.map(([name]) => name)).toEqual([table.target]);
  const said = [...texts, JSON.stringify(profile)];
  expect((table.personal ?? []).filter((value) => said.some((text) => text.includes(value)))).toEqual([]);
});

test.each(rows.filter((_, at) => at % 8 === 0))('%s: the same file gives the same bytes', async (_, table) => {
  expect(await make(table, withFile(table))).toEqual(await make(table, withFile(table)));
});
