import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { cli, emptyFolder, runProgram } from '../support/cli.ts';
import { ownTables } from '../support/own-tables.ts';
import {
  expectClean,
  expectReadme,
  expectResult,
  inProject,
  metricsOf,
  pythonForAll,
  read,
} from '../support/projects.ts';

let python = '';

beforeAll(async () => {
  python = await pythonForAll();
});

/** Makes a project of a file that lies in a folder, and runs it. */
async function whole(cwd: string, file: string, target: string, ...flags: readonly string[]): Promise<string> {
  const words = ['made', '--data', file, '--target', target, ...flags, '--yes', '--no-git'];
  expect(await cli(words, { cwd })).toMatchObject({ code: 0 });
  const project = path.join(cwd, 'made');
  const { code, stderr } = await inProject(python, project, 'made', 'all');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expectResult(project);
  return project;
}

// Two at a time.
describe.concurrent("a project of a table of one's own", () => {
  // The others of the tables are of the matrix.
  test.each([['customers-repeat.csv', ['--framework', 'xgboost']]] as const)(
    '%s makes a project that runs, lints and passes its own tests',
    async (name, flags) => {
      const table = ownTables.find((one) => one.name === name);
      if (!table) throw new Error(`There is no table ${name}.`);
      const cwd = emptyFolder();
      writeFileSync(path.join(cwd, name), table.content);
      // The tests of `reporting/` know no data; those of wine run them.
      await expectClean(python, await whole(cwd, name, table.target, ...flags), '--ignore=tests/reporting');
    },
  );

  test('of wine every class is reported with its interval, and few of a class are said to be few, in a project that is clean', async () => {
    const cwd = emptyFolder();
    const write = `
from sklearn.datasets import load_wine
wine = load_wine(as_frame=True)
wine.frame.assign(target=wine.target.map(lambda one: f"class_{one}")).to_csv("wine.csv", index=False)
`;
    expect(await runProgram(python, ['-c', write], { cwd })).toMatchObject({ code: 0 });
    const project = await whole(cwd, 'wine.csv', 'target');
    expectReadme(project);
    const { models, served, decision } = metricsOf(project) as unknown as {
      models: Record<string, { metrics: Record<string, { value: number; ci_low: number; ci_high: number }> }>;
      served: string;
      decision: { against: string; saved: { value: number; ci_low: number } };
    };
    const measured = models[served]?.metrics ?? {};
    for (const level of ['class_0', 'class_1', 'class_2']) {
      const { value, ci_low, ci_high } = measured[`recall_${level}`] ?? { value: 0, ci_low: 0, ci_high: 0 };
      expect(value).toBeGreaterThanOrEqual(0.85);
      expect(ci_high).toBeGreaterThan(ci_low);
    }
    expect(measured.balanced_accuracy?.value).toBeGreaterThan(0.93);
    expect(decision.against).toBe('always class_1');
    expect(decision.saved.ci_low).toBeGreaterThan(0);
    expect(read(project, 'README.md')).toMatch(/only \d+ in the test part/);
    await expectClean(python, project);
  });
});
