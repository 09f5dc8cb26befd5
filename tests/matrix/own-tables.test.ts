import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { cli, emptyFolder } from '../support/cli.ts';
import { ownTables } from '../support/own-tables.ts';
import { expectClean, inProject, pythonForAll } from '../support/projects.ts';

let python = '';

beforeAll(async () => {
  python = await pythonForAll();
});

test.each(ownTables.map((table) => [table.name, table] as const))(
  '%s makes a project that runs, lints, type-checks and passes its own tests',
  async (name, { content, target, flags = [], fails = false }) => {
    const cwd = emptyFolder();
    writeFileSync(path.join(cwd, name), content);
    const words = ['made', '--data', name, '--target', target, ...flags, '--yes', '--no-git'];
    expect(await cli(words, { cwd })).toMatchObject({ code: 0 });
    const project = path.join(cwd, 'made');
    const { code, stdout, stderr } = await inProject(python, project, 'made', 'all');
    const ends = fails ? [0, 1] : [0];
    expect({ ends: ends.includes(code), said: ends.includes(code) ? '' : stdout + stderr }).toEqual({
      ...{ ends: true, said: '' },
    });
    await expectClean(python, project);
  },
);
