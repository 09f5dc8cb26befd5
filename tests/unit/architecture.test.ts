import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../src');
const files = (readdirSync(root, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** From the top down; a file may import from its own row and from rows below. Pure files are those from `plan` on. */
const rows: readonly (readonly string[])[] = [
  ['cli.ts'],
  ['run.ts'],
  ['commands.ts'],
  [
    'list.ts',
    'template-check.ts',
    'template-new.ts',
    'template-preview.ts',
    'template-registry.ts',
    'completion/completion.ts',
  ],
  ['authoring/check.ts', 'authoring/run.ts', 'authoring/against.ts'],
  [
    'authoring/rules-of-projects.ts',
    'authoring/rules-of-sentinels.ts',
    'authoring/rules-of-free-text.ts',
    'authoring/rules-of-names.ts',
    'authoring/rules-of-text.ts',
    'authoring/rules-of-choices.ts',
  ],
  ['create.ts'],
  ['prompts/interview.ts', 'prompts/review.ts', 'prompts/starter.ts', 'prompts/ask.ts'],
  ['write.ts'],
  ['plop.ts', 'decide.ts', 'next.ts', 'warnings.ts'],
  ['wish.ts'],
  ['session.ts'],
  ['sources.ts', 'builtin.ts', 'steps/steps.ts'],
  ['remote/fetch.ts', 'remote/download.ts', 'remote/git.ts', 'remote/npm.ts'],
  ['remote/archive.ts', 'remote/cache.ts'],
  [
    'template.ts',
    'authoring/snapshot.ts',
    'list-files.ts',
    'handlebars.ts',
    'prebuilt.ts',
    ...files.filter((file) => /^(apply|steps)\/(?!steps\.ts)/.test(file)),
    'progress.ts',
    'author.ts',
    'registry.ts',
    'read-answers.ts',
    'read-record.ts',
  ],
  [
    'plan.ts',
    'record.ts',
    'content.ts',
    'options.ts',
    'positionals.ts',
    'homes.ts',
    'registration.ts',
    'report.ts',
    'help.ts',
    'completion/candidates.ts',
    'completion/scripts.ts',
    'metrics.ts',
    'draw-metrics.ts',
    'fault.ts',
    'tree.ts',
    'columns.ts',
    'listing.ts',
    'answers.ts',
    'context.ts',
    'collisions.ts',
    'authoring/pairs.ts',
    'authoring/links.ts',
    'authoring/hints.ts',
    'authoring/finding.ts',
    'authoring/draw.ts',
  ],
  [
    'manifest.ts',
    'manifest-problems.ts',
    'extend.ts',
    'strict-json.ts',
    'answer-problem.ts',
    'rendering.ts',
    'names.ts',
    'merge.ts',
    'paths.ts',
    'contents.ts',
    'remote/spec.ts',
    'remote/scheme.ts',
    'replace.ts',
    'found.ts',
    'encode.ts',
    'conditions.ts',
    'standard-questions.ts',
    'paint.ts',
    'suggest.ts',
    'flags.ts',
    'command.ts',
    'python-names.ts',
  ],
  ['errors.ts', 'types.ts', 'manifest-schema.ts'],
];
const rowOf = (file: string): number => rows.findIndex((row) => row.includes(file));

test('every file has its row', () => {
  expect(files.filter((file) => rowOf(file) < 0)).toEqual([]);
  expect(rows.flat().filter((file) => !files.includes(file))).toEqual([]);
});

test.each(files)('%s imports only down', (file) => {
  const imported = [...read(file).matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, name = '']) =>
    path.posix.join(path.posix.dirname(file), name),
  );
  expect(imported.filter((other) => rowOf(other) < rowOf(file))).toEqual([]);
});

const pure = rows.slice(rows.findIndex((row) => row.includes('plan.ts'))).flat();

test.each(pure)('%s is pure: no files, no process, no clock, no chance', (file) => {
  expect(read(file)).not.toMatch(
    /from '(node:)?(fs|child_process|os|net|http|https|process)|fs-extra|\bprocess\.|Date\.|new Date|Math\.random|performance\./,
  );
});

// Whose staging folder it is can only be told by process ids.
test.each(files.filter((file) => !['cli.ts', 'apply/staging.ts'].includes(file)))(
  '%s leaves the process to cli.ts',
  (file) => {
    expect(read(file)).not.toMatch(/\bprocess\.(?!\.)/);
  },
);

test.each(files)('%s fits on a few screens', (file) => {
  expect(read(file).split('\n').length).toBeLessThanOrEqual(220);
});
