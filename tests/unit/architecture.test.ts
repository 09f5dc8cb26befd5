import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../src');
const files = (readdirSync(root, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** The folder that a file lies in; a file beside the folders stands for itself. */
const folderOf = (file: string): string => (file.includes('/') ? path.posix.dirname(file) : file);

/** From the top down: a folder imports from rows below its own, so that no two folders need each other. */
const rows: readonly (readonly string[])[] = [
  ['cli.ts'],
  ['run.ts'],
  ['commands'],
  ['commands/own'],
  ['ask', 'completion', 'plop'],
  ['report', 'session.ts'],
  ['authoring'],
  ['apply', 'plan', 'sources', 'steps'],
  ['project', 'sources/remote'],
  ['terminal', 'template'],
  ['command-line'],
  ['profile/whole'],
  ['profile/write', 'folders/documents', 'folders/images'],
  ['answers'],
  ['profile/events', 'profile/leaks'],
  ['system', 'profile/judge', 'profile/kinds', 'profile/read'],
  ['profile/blocks'],
  ['profile', 'folders'],
  ['text'],
  ['context.ts', 'errors.ts', 'types.ts'],
];
const rowOf = (folder: string): number => rows.findIndex((row) => row.includes(folder));

/** Types of the format are inferred from its schema, and `types.ts` is where each noun is looked up. */
const inferred = { from: 'types.ts', to: 'template' };

test('every folder has its row', () => {
  const folders = new Set(files.map(folderOf));
  expect(rows.flat().toSorted()).toEqual([...folders].toSorted());
});

const importsOf = (file: string): readonly string[] =>
  [...read(file).matchAll(/(?:from|import\() ?'(\.[^']+\.ts)'/g)].map(([, name = '']) =>
    path.posix.join(path.posix.dirname(file), name),
  );

test.each(files)('%s imports only down', (file) => {
  const from = folderOf(file);
  const wrong = importsOf(file)
    .map(folderOf)
    .filter((to) => to !== from && rowOf(to) <= rowOf(from))
    .filter((to) => !(from === inferred.from && to === inferred.to));
  expect(wrong).toEqual([]);
});

test('no two files of a folder need each other either', () => {
  const reached = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
    for (const one of importsOf(file)) if (!seen.has(one) && file !== inferred.from) reached(one, seen.add(one));
    return seen;
  };
  expect(files.filter((file) => reached(file).has(file))).toEqual([]);
});

/** Folders whose files decide, and touch no disk, process, clock or chance; and the files in them that do, with reason. */
const pure = [
  'plan',
  'report',
  'project',
  'terminal',
  'template',
  'command-line',
  'answers',
  'text',
  'folders',
  'folders/documents',
  'folders/images',
  'profile',
  'profile/blocks',
  'profile/events',
  'profile/judge',
  'profile/kinds',
  'profile/leaks',
  'profile/read',
  'profile/whole',
  'profile/write',
];
const touching = [
  'template/load.ts', // what reads a template from its folder
  'template/list-files.ts',
  'project/read-record.ts', // what reads a project
  'terminal/progress.ts', // draws while time passes
];

test.each(files.filter((file) => pure.includes(folderOf(file)) || rowOf(folderOf(file)) === rows.length - 1))(
  '%s is pure: no files, no process, no clock, no chance',
  (file) => {
    if (touching.includes(file)) return;
    expect(read(file)).not.toMatch(
      /from '(node:)?(fs|child_process|os|net|http|https|process)|fs-extra|\bprocess\.|Date\.|new Date|Math\.random|performance\./,
    );
  },
);

// Whose staging folder it is can only be told by process ids, and whose a file is by the user's.
test.each(files.filter((file) => !['cli.ts', 'system/staging.ts', 'system/owners.ts'].includes(file)))(
  '%s leaves the process to cli.ts',
  (file) => {
    expect(read(file)).not.toMatch(/\bprocess\.(?!\.)/);
  },
);

test.each(files)('%s prints nothing past the streams of its context, which --json keeps for the report', (file) => {
  expect(read(file)).not.toMatch(/\bconsole\./);
});

test('every file fits on a few screens, and every folder', () => {
  expect(files.filter((file) => read(file).split('\n').length > 201)).toEqual([]);
  const folders = [...new Set(files.map(folderOf))];
  expect(folders.filter((folder) => files.filter((file) => folderOf(file) === folder).length > 20)).toEqual([]);
});
