import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { reportHere, workFolder } from '../support/run-here.ts';

const table = ['size,colour,kept,price,sold'];
for (let at = 0; at < 120; at++)
  table.push(`${at % 37},${['red', 'blue', 'grey'][at % 3]},k${at},${(at * 7) % 50},${at % 4 === 0 ? 'yes' : 'no'}`);

/** A folder with a table, and with answers about it. */
function withAnswers(answers: object): string {
  const cwd = workFolder();
  writeFileSync(path.join(cwd, 'boats.csv'), `${table.join('\n')}\n`);
  writeFileSync(path.join(cwd, 'answers.json'), JSON.stringify({ data: 'boats.csv', target: 'sold', ...answers }));
  return cwd;
}

const words = ['boats', '--answers', 'answers.json', '--yes', '--dry-run'];

interface Told {
  readonly profile: {
    readonly target: { readonly name: string; readonly positive?: string };
    readonly columns: readonly { readonly name: string; readonly kind: string; readonly role: string }[];
  };
}

test.each([
  ['as they are', {}, [], { positive: 'yes' }, {}],
  ['the class in question', { positive: 'no' }, [], { positive: 'no' }, {}],
  ['a flag wins', { positive: 'no' }, ['--positive', 'yes'], { positive: 'yes' }, {}],
  ['a target', { target: 'price' }, [], { name: 'price' }, { price: 'target' }],
  ['what is left out, as a list', { 'leave-out': ['size'] }, [], {}, { size: 'excluded' }],
  ['what is left out, in one text', { 'leave-out': 'size,colour' }, [], {}, { size: 'excluded', colour: 'excluded' }],
  ['a kind', { column: { size: 'category' } }, [], {}, { size: 'feature' }],
])('answers about data: %s', async (_, answers, flags, target, roles) => {
  const { profile } = (await reportHere([...words, ...flags], { cwd: withAnswers(answers) })) as unknown as Told;
  expect(profile.target).toMatchObject({ name: 'sold', ...target });
  const found = Object.fromEntries(profile.columns.map(({ name, role }) => [name, role]));
  expect(found).toMatchObject(roles);
});

test.each([
  [['boats', '--target', 'sold', '--yes'], '--target says something of your own data, and there is none.'],
  [['boats', '--keep', 'a=b', '--yes'], '--keep says something of your own data, and there is none.'],
  [['boats', '--set', 'group=a', '--yes'], '--group says something of your own data, and there is none.'],
  [
    ['profile', 'boats.csv', '--positive', 'yes'],
    '--positive says something of what is predicted, and no target is said.',
  ],
  [
    ['profile', 'boats.csv', '--leave-out', 'size'],
    '--leave-out says something of what is predicted, and no target is said.',
  ],
  [['profile', 'boats.csv', '--time', 'price'], '--time says something of what is predicted, and no target is said.'],
  [
    ['boats', '--data', 'boats.csv', '--target', 'sold', '-t', 'chatbot', '--yes'],
    'Chatbot for documents takes a folder, and boats.csv is a file.',
  ],
])('what is said of no data is refused: %s', async (typed, message) => {
  const told = await reportHere(typed, { cwd: withAnswers({}) });
  expect(told).toMatchObject({ ok: false, exitCode: 2, error: { message } });
});

test.each([
  ['a number for a target', { target: 3 }, 'target in answers.json must be text, not 3.'],
  ['no such column', { group: 'boat' }, '--group: the file has no column "boat".'],
  ['a kind that is none', { column: { size: 'colour' } }, '--column size: "colour" is not a kind of column.'],
  ['no pair', { keep: ['size'] }, '--keep size is not of the form name=why it is known.'],
  ['left out and the target', { 'leave-out': ['sold'] }, '--target and --leave-out both name sold.'],
  ['two kinds of data', { dataset: 'diabetes' }, 'dataset in answers.json and --data both say which data.'],
])('answers about data that will not do: %s', async (_, answers, message) => {
  const told = await reportHere(words, { cwd: withAnswers(answers) });
  expect(told).toMatchObject({ ok: false, exitCode: 2, error: { message } });
});
