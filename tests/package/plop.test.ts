import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { emptyFolder, runProgram } from '../support/cli.ts';

const root = path.resolve(import.meta.dirname, '../..');
const plop = path.join(root, 'node_modules', 'plop', 'bin', 'plop.js');

/** An empty folder with the tarball installed and a plopfile of somebody else's. */
async function strangersFolder(): Promise<string> {
  const cwd = emptyFolder();
  writeFileSync(path.join(cwd, 'package.json'), '{"private": true, "type": "module"}');
  writeFileSync(
    path.join(cwd, 'plopfile.js'),
    "export default async (plop) => { await plop.load('create-ml-portfolio'); };\n",
  );
  const { code, stderr } = await runProgram(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', inject('tarball')],
    { cwd },
  );
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return cwd;
}

const run = (cwd: string, ...words: string[]): ReturnType<typeof runProgram> =>
  runProgram(process.execPath, [plop, '--no-progress', ...words], { cwd, env: { NO_COLOR: '1' } });

test("a stranger's plopfile loads our generators, and runs one with its prompts bypassed", async () => {
  const cwd = await strangersFolder();
  const { code, stdout, stderr } = await run(cwd, 'predictive-model', 'sea-ice', 'diabetes', 'scikit-learn', 'demo,ci');
  expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
  expect(existsSync(path.join(cwd, 'sea-ice', 'src', 'sea_ice', '__main__.py'))).toBe(true);
  expect(existsSync(path.join(cwd, 'sea-ice', '.github', 'workflows', 'ci.yml'))).toBe(true);

  const refused = await run(cwd, 'predictive-model', 'json', 'diabetes', 'xgboost', 'demo');
  expect(`${refused.stdout}${refused.stderr}`).toMatch(/standard library\.\s+.*choose another folder/);

  const again = await run(cwd, 'predictive-model', 'sea-ice', 'diabetes', 'scikit-learn', 'demo,ci');
  expect(again.code).not.toBe(0);
  expect(`${again.stdout}${again.stderr}`).toMatch(/already holds files[\s\S]*README\.md/);
});

test('a bypassed answer that is no choice is refused by plop itself', async () => {
  const cwd = await strangersFolder();
  const { stdout, stderr } = await run(cwd, 'predictive-model', 'sea-ice', 'diabetis', 'scikit-learn', 'demo');
  expect(`${stdout}${stderr}`).toMatch(/"dataset" prompt did not recognize "diabetis"/);
  expect(existsSync(path.join(cwd, 'sea-ice'))).toBe(false);
});

test('the types need nothing that the user has not installed', async () => {
  const cwd = await strangersFolder();
  writeFileSync(
    path.join(cwd, 'use.ts'),
    "import registerAll from 'create-ml-portfolio';\nexport const load: (plop: never) => Promise<void> = registerAll;\n",
  );
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const words = [tsc, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '', 'use.ts'];
  const { stdout } = await runProgram(process.execPath, words, { cwd });
  expect(stdout).toBe('');
});
