import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { cli, emptyFolder } from '../support/cli.ts';
import { type OwnEvents, ownEvents } from '../support/own-events.ts';
import { expectClean, expectReadme, expectResult, inProject, pythonForAll, read } from '../support/projects.ts';

let python = '';

beforeAll(async () => {
  python = await pythonForAll();
});

const eventsOf = (name: string): OwnEvents => {
  const found = ownEvents.find((one) => one.name === name);
  if (!found) throw new Error(`There are no events ${name}.`);
  return found;
};

/** Makes a project of a file of events. */
async function made({ name, content, flags = [] }: OwnEvents): Promise<string> {
  const cwd = emptyFolder();
  writeFileSync(path.join(cwd, name), content);
  expect(await cli(['made', '--data', name, ...flags, '--yes', '--no-git'], { cwd })).toMatchObject({ code: 0 });
  return path.join(cwd, 'made');
}

test('events of people make a project that runs, lints, passes its own tests, and names nobody', async () => {
  const events = eventsOf('people-by-e-mail.csv');
  const project = await made(events);
  const { code, stderr } = await inProject(python, project, 'made', 'all');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expectResult(project);
  expectReadme(project);
  // Git passes over the file and over what is learned from it.
  const files = (readdirSync(project, { recursive: true }) as string[]).filter(
    (file) => !/^(data\/raw|models)(\/|$)/.test(file) && statSync(path.join(project, file)).isFile(),
  );
  const naming = files.filter((file) => readFileSync(path.join(project, file)).includes('@mail.example'));
  expect(naming).toEqual([]);
  expect(read(project, '.gitignore')).toMatch(/^\/data\/raw\/$/m);
  expect(read(project, '.gitignore')).toMatch(/^\/models\/$/m);
  await expectClean(python, project);
});

test.each([
  ['order-lines.csv', 529],
  ['two-colons.dat', 540],
  ['leading-zeros.csv', 540],
  ['rated-again.csv', 540],
  ['reviews.jsonl', 540],
])('the project of %s reads the events that were counted', async (name, many) => {
  const events = eventsOf(name);
  const { users, items } = events.decided;
  const { code, stdout, stderr } = await inProject(python, await made(events), 'made', 'data');
  expect({ code, stdout, stderr }).toMatchObject({ code: 0, stderr: '' });
  expect(stdout).toContain(`${many} events of ${users} users, ${items} items keep to the contract`);
});
