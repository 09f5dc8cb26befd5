import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { cli, emptyFolder } from '../support/cli.ts';
import { expectClean, pythonForAll, types } from '../support/projects.ts';

const root = path.resolve(import.meta.dirname, '../..');
const all = await types();
const rows = all.flatMap(({ manifest, others }) => others.map((name) => [manifest.id, name] as const));
let python = '';

beforeAll(async () => {
  python = await pythonForAll();
});

// The slow tier has layouts in which each choice occurs once; how two choices go together is seen here.
describe.concurrent('every other raw template lints, type-checks and passes its own tests', () => {
  test.each(rows)('%s, %s', (id, name) => expectClean(python, path.join(root, '.layouts', id, name)));
});

describe.concurrent('without any feature a project lints, type-checks and passes its own tests', () => {
  test.each(all.map(({ manifest }) => [manifest.id, manifest] as const))('%s', async (id, { questions }) => {
    const cwd = emptyFolder();
    const none = questions.filter(({ kind }) => kind === 'multiselect').flatMap(({ name }) => ['--set', `${name}=`]);
    expect(await cli(['sea-ice', '--template', id, '--yes', '--no-git', ...none], { cwd })).toMatchObject({ code: 0 });
    await expectClean(python, path.join(cwd, 'sea-ice'));
  });
});
