import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { runProgram } from '../support/cli.ts';
import { pythonForAll } from '../support/projects.ts';

const root = path.resolve(import.meta.dirname, '../..');
let python = '';

beforeAll(async () => {
  python = await pythonForAll();
});

// Each draws data whose truth is known, and ends with 1 where what the project says of it does not hold.
test.each([
  ['coverage_of_tables.py', 'diabetes-scikit-learn'],
  ['clean_tables.py', 'breast-cancer-scikit-learn'],
  ['clean_tables.py', 'diabetes-scikit-learn'],
])('%s on %s', { timeout: 3_600_000 }, async (script, layout) => {
  const project = path.join(root, '.layouts', 'predictive-model', layout);
  const { code, stdout, stderr } = await runProgram(
    python,
    [path.join(root, 'tests', 'simulations', script), project],
    { cwd: root },
  );
  console.log(stdout);
  expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
});
