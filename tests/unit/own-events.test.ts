import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { badEvents, type OwnEvents, ownEvents } from '../support/own-events.ts';
import { ownTables } from '../support/own-tables.ts';
import { reportHere, runHere, workFolder } from '../support/run-here.ts';

const rows = ownEvents.map((one) => [one.name, one] as const);

/** A folder with a file in it. */
function withFile(name: string, content: string | Uint8Array): string {
  const cwd = workFolder();
  writeFileSync(path.join(cwd, name), content);
  return cwd;
}

const told = [
  'data/contract.toml',
  'data/README.md',
  'data/example.json',
  'README.md',
  'params.toml',
  '.ml-portfolio.json',
];

async function make({ name, flags = [] }: OwnEvents, cwd: string): Promise<readonly string[]> {
  expect(await runHere(['made', '--data', name, ...flags, '--yes', '--no-git'], { cwd })).toMatchObject({ code: 0 });
  return [...told, 'docs/evaluation-plan.md', 'docs/model-card.md'].map((file) =>
    readFileSync(path.join(cwd, 'made', file), 'utf8'),
  );
}

test.each(rows)('%s: who took what is told without a template, and said in TOML, and of nobody', async (_, one) => {
  const cwd = withFile(one.name, one.content);
  const profile = await reportHere(['profile', one.name, ...(one.flags ?? [])], { cwd });
  const { users, items, repeated, ...decided } = one.decided;
  expect(profile).toMatchObject({ form: 'events', events: { ...decided, users, items, repeated: { rows: repeated } } });
  expect(profile.warnings.join('\n')).toContain(one.warns ?? '');

  const texts = await make(one, cwd);
  const contract = parse(texts[0] ?? '') as { data: { repeats: string }; columns: Record<string, { role: string }> };
  const { user, item, value, time } = decided;
  const roles = Object.entries(contract.columns).filter(([, { role }]) => role !== 'excluded');
  expect(Object.fromEntries(roles.map(([name, { role }]) => [role, name]))).toEqual(
    JSON.parse(JSON.stringify({ user, item, value, time })),
  );
  expect(contract.data.repeats).toBe(decided.repeats);
  const params = parse(texts[4] ?? '') as { relevance: { minimum: number }; split: { strategy: string } };
  expect([params.relevance.minimum, params.split.strategy]).toEqual([decided.minimum, decided.strategy]);
  const said = [...texts, JSON.stringify(profile)];
  expect((one.personal ?? []).filter((name) => said.some((text) => text.includes(name)))).toEqual([]);
});

test.each(rows.filter((_, at) => at % 5 === 0))(
  '%s: the command that makes it again makes the same',
  async (_, one) => {
    const cwd = withFile(one.name, one.content);
    const before = await make(one, cwd);
    const { recreate } = JSON.parse(before[5] ?? '') as { recreate: string };
    const flags = recreate.split(' ').slice(3);
    expect(flags).toEqual(expect.arrayContaining([`--user=${one.decided.user}`, `--item=${one.decided.item}`]));
    const again = withFile(one.name, one.content);
    expect(await runHere(['made', ...flags, '--no-git'], { cwd: again })).toMatchObject({ code: 0 });
    expect(told.map((file) => readFileSync(path.join(again, 'made', file), 'utf8'))).toEqual(
      before.slice(0, told.length),
    );
  },
);

test.each(badEvents)('%s: is refused in one sentence, with what to do', async (_, content, flags, why, next) => {
  const cwd = withFile('events.csv', content);
  const words = ['made', '--data', 'events.csv', '--template', 'recommendation-system', ...flags, '--yes', '--no-git'];
  const { code, stderr } = await runHere(words, { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(why) });
  expect(stderr).toMatch(next);
});

test('what flags say may be said by answers as well', async () => {
  const cwd = withFile(
    'said-otherwise.csv',
    ownEvents.find(({ name }) => name === 'said-otherwise.csv')?.content ?? '',
  );
  writeFileSync(
    path.join(cwd, 'a.json'),
    JSON.stringify({ data: 'said-otherwise.csv', user: 'a', item: 'b', value: 'c' }),
  );
  const { code } = await runHere(['made', '--answers', 'a.json', '--set', 'time=d', '--yes', '--no-git'], { cwd });
  expect(code).toBe(0);
  const record = JSON.parse(readFileSync(path.join(cwd, 'made', '.ml-portfolio.json'), 'utf8'));
  expect(record.data).toMatchObject({ user: 'a', item: 'b', value: 'c', time: 'd' });
});

test('a template that takes no events refuses what is said of them', async () => {
  const cwd = withFile('e.csv', ownEvents[0]?.content ?? '');
  const words = ['made', '--data', 'e.csv', '--template', 'predictive-model', '--user', 'userId', '--yes'];
  const { code, stderr } = await runHere(words, { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/--user means nothing of /) });
});

test.each(ownTables.map((table) => [table.name, table] as const))('%s is no file of events', async (_, table) => {
  const cwd = withFile(table.name, table.content);
  expect((await reportHere(['profile', table.name], { cwd })).form).toBe('table');
});
