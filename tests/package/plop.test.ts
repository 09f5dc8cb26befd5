import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
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

const run = (cwd: string, ...words: string[]): ReturnType<typeof runProgram> => runWith({}, cwd, ...words);

const runWith = (env: Record<string, string>, cwd: string, ...words: string[]): ReturnType<typeof runProgram> =>
  runProgram(process.execPath, [plop, '--no-progress', ...words], { cwd, env: { NO_COLOR: '1', ...env } });

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

test("a step is an action of plop's: git by itself, others where the plopfile says so, and a failed one is a failure", async () => {
  const cwd = await strangersFolder();
  const words = ['predictive-model', 'diabetes', 'scikit-learn', 'ci'] as const;
  const [template, ...answers] = words;
  writeFileSync(path.join(cwd, 'gitconfig'), '[user]\nname = Ada\nemail = ada@example.org\n');
  const identity = { GIT_CONFIG_GLOBAL: path.join(cwd, 'gitconfig') };
  const made = await runWith(identity, cwd, template, 'sea-ice', ...answers);
  expect(made).toMatchObject({ code: 0 });
  expect(made.stdout).toMatch(/git: a repository with its first commit/);
  const project = path.join(cwd, 'sea-ice');
  const log = await runProgram('git', ['log', '--format=%an %s'], { cwd: project });
  expect(log.stdout).toBe('Ada Create sea-ice\n');
  expect((await runProgram('git', ['status', '--porcelain'], { cwd: project })).stdout).toBe('');

  writeFileSync(
    path.join(cwd, 'plopfile.js'),
    "export default async (plop) => { await plop.load('create-ml-portfolio', { steps: ['environment', 'verify', 'git'] }); };\n",
  );
  const { code, stdout, stderr } = await runWith({ PATH: '/nowhere' }, cwd, template, 'ice-sea', ...answers);
  expect(code).not.toBe(0);
  expect(`${stdout}${stderr}`).toMatch(
    /environment failed: Python 3\.11 or newer is needed, and none was found[\s\S]*To do it by hand: python3 -m venv[\s\S]*verify skipped: environment failed[\s\S]*git skipped: git is not installed/,
  );
  expect(existsSync(path.join(cwd, 'ice-sea', 'README.md'))).toBe(true);
});

test('data of one’s own makes the project, and what it leaves open is told', async () => {
  const cwd = await strangersFolder();
  const rows = Array.from({ length: 90 }, (_, at) => `${at % 31},${['red', 'blue'][at % 2]},${at % 3 ? 'no' : 'yes'}`);
  writeFileSync(path.join(cwd, 'boats.csv'), ['size,colour,sold', ...rows, ''].join('\n'));
  const own = (said: object): void =>
    writeFileSync(
      path.join(cwd, 'plopfile.js'),
      `export default async (plop) => { await plop.load('create-ml-portfolio', ${JSON.stringify({ own: said, steps: [] })}); };\n`,
    );
  own({ data: 'boats.csv' });
  const open = await run(cwd, 'predictive-model', 'boats', 'scikit-learn', 'demo');
  expect(`${open.stdout}${open.stderr}`).toMatch(/Which column is to be predicted is not said\. The likeliest is sold/);
  expect(existsSync(path.join(cwd, 'boats'))).toBe(false);

  own({ data: 'boats.csv', target: 'sold', column: { size: 'number' } });
  expect(await run(cwd, 'predictive-model', 'boats', 'scikit-learn', 'demo')).toMatchObject({ code: 0 });
  const contract = readFileSync(path.join(cwd, 'boats', 'data', 'contract.toml'), 'utf8');
  expect(contract).toMatch(/^sold = \{ kind = "category", role = "target".*positive = "yes"/m);
  expect(contract).toMatch(/^size = \{ kind = "number"/m);
});

test('a bypassed answer that is no choice is refused by plop itself', async () => {
  const cwd = await strangersFolder();
  const { stdout, stderr } = await run(cwd, 'predictive-model', 'sea-ice', 'diabetis', 'scikit-learn', 'demo');
  expect(`${stdout}${stderr}`).toMatch(/"dataset" prompt did not recognize "diabetis"/);
  expect(existsSync(path.join(cwd, 'sea-ice'))).toBe(false);
});

test('the example mixes our generators, a template of its own and one of plop', async () => {
  const cwd = await strangersFolder();
  for (const name of ['plopfile.js', 'templates'])
    cpSync(path.join(root, 'examples', 'plop', name), path.join(cwd, name), { recursive: true });
  const words =
    /```sh\n([\s\S]*?)```/.exec(readFileSync(path.join(root, 'examples', 'plop', 'README.md'), 'utf8'))?.[1] ?? '';
  const commands = words.split('\n').filter((line) => line.startsWith('npx plop '));
  expect(commands).toHaveLength(2);
  for (const command of commands) {
    const { code, stdout, stderr } = await run(cwd, ...command.split(' ').slice(2));
    expect({ command, code, stdout, stderr }).toMatchObject({ code: 0 });
  }
  expect(readFileSync(path.join(cwd, 'first-try', 'first-try.md'), 'utf8')).toBe(
    '# First try\n\n## What was tried\n\n## Method\n\n## What came of it\n',
  );
  expect(readFileSync(path.join(cwd, 'hello-world.txt'), 'utf8')).toBe('Hello, world.\n');
  expect((await run(cwd, 'predictive-model', 'sea-ice', 'diabetes', 'scikit-learn', 'ci')).code).toBe(0);
});

test('a template that is wrong ends plop with what is wrong and a next step', async () => {
  const cwd = await strangersFolder();
  writeFileSync(
    path.join(cwd, 'plopfile.js'),
    "import { defineTemplate, register } from 'create-ml-portfolio';\nexport default async (plop) => register(plop, [await defineTemplate('./nowhere')]);\n",
  );
  // plop 4 ends with 0 for whatever a plopfile throws, and shows it.
  const { stdout, stderr } = await run(cwd, 'x');
  expect(`${stdout}${stderr}`).toMatch(/There is no template folder at \.\/nowhere\.\s+Check the path/);
});

test('the types need nothing that the user has not installed', async () => {
  const cwd = await strangersFolder();
  writeFileSync(
    path.join(cwd, 'use.ts'),
    `import registerAll, { defineTemplate, register, type TemplateManifest } from 'create-ml-portfolio';
export const load: (plop: never) => Promise<void> = registerAll;
export const both = async (plop: never): Promise<void> => register(plop, [await defineTemplate('./x')]);
export const start = { schema: 1, id: 'x', title: 'X', summary: 'X.', version: '1.0.0' } as const;
export const mine: TemplateManifest = { ...start, extends: 'chatbot', defaults: { licence: 'Apache-2.0' } };
// @ts-expect-error a layer needs its path
export const wrong: TemplateManifest = { ...start, package: 'a_b', questions: [], layers: [{}] };
`,
  );
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const words = [tsc, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '', 'use.ts'];
  const { stdout } = await runProgram(process.execPath, words, { cwd });
  expect(stdout).toBe('');
});
