import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { fillIn, showcase } from '../../scripts/showcase.ts';
import { cli, emptyFolder, report, runProgram } from '../support/cli.ts';
import { expectResult, inProject, metricsOf, pythonForAll, read, types } from '../support/projects.ts';

const root = path.resolve(import.meta.dirname, '../..');
const all = await types();
let python = '';

beforeAll(async () => {
  python = await pythonForAll();
});

test.concurrent('our own README shows its project as it is made and measured today (npm run showcase writes it)', async () => {
  const cwd = emptyFolder();
  const made = await report(['biopsy-demo', '--template', 'predictive-model', '--yes', '--no-git'], { cwd });
  const project = path.join(cwd, 'biopsy-demo');
  expect((await inProject(python, project, 'biopsy_demo', 'all')).code).toBe(0);
  const readme = read(root, 'README.md');
  const today = fillIn(readme, showcase(made, read(project, 'README.md')));
  // On another processor the last digits may differ; anything more is a result that has changed.
  const number = /[+-]?\d+(\.\d+)?/g;
  expect(readme.replace(number, '#')).toBe(today.replace(number, '#'));
  const pairs = [...readme.matchAll(number)].map(
    ([text], index) => [Number(text), Number([...today.matchAll(number)][index]?.[0])] as const,
  );
  expect(pairs.filter(([shown, now]) => Math.abs(shown - now) > 0.02 * Math.max(1, Math.abs(now)))).toEqual([]);
});

// That such a project lints, type-checks and passes its own tests is seen in the raw templates.
test.concurrent('diabetes, where the linear model wins, runs, and says so in words', async () => {
  const home = emptyFolder();
  const project = path.join(home, 'glucose-demo');
  const words = ['glucose-demo', '--template', 'predictive-model', '--set', 'dataset=diabetes', '--yes', '--no-git'];
  expect(await cli(words, { cwd: home })).toMatchObject({ code: 0, stderr: '' });
  const { code, stderr } = await inProject(python, project, 'glucose_demo', 'all');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expectResult(project);
  expect(metricsOf(project).served).toBe('simple');
  expect(read(project, 'README.md')).toMatch(/Validation chose the simple tier/);
  expect(read(project, 'README.md')).toMatch(/(loses to|cannot be told apart from) `Ridge` \(simple\)/);
});

test.concurrent("no test of a project is red for images that are the owner's", async () => {
  const cwd = emptyFolder();
  const words = ['shots', '-t', 'image-classifier', '--dataset', 'image-folder', '-y', '--no-git'];
  expect((await cli(words, { cwd })).code).toBe(0);
  const project = path.join(cwd, 'shots');
  const draw = `
import numpy, pathlib, PIL.Image
rng = numpy.random.default_rng(0)
for name in ("rust", "scab"):
    folder = pathlib.Path("data/images", name)
    folder.mkdir(parents=True)
    for i in range(30):
        PIL.Image.fromarray(rng.integers(0, 256, (32, 32, 3)).astype("uint8")).save(folder / f"{i}.png")
`;
  expect(await runProgram(python, ['-c', draw], { cwd: project })).toMatchObject({ code: 0 });
  expect(await inProject(python, project, 'shots', 'data', '--folder', 'data/images')).toMatchObject({ code: 0 });
  const { code, stdout } = await inProject(
    python,
    project,
    'pytest',
    ...['tests/test_behaviour.py', 'tests/test_own.py', 'tests/test_predict.py'],
  );
  expect({ code, said: code === 0 ? '' : stdout }).toEqual({ code: 0, said: '' });
});

test.concurrent.each(all.map(({ manifest }) => manifest.id))(
  '%s reads its data the same with the line ends of Windows',
  async (id) => {
    const cwd = emptyFolder();
    const project = path.join(cwd, 'dos');
    expect((await cli(['dos', '-t', id, '-y', '--no-git'], { cwd })).code).toBe(0);
    const texts = ['params.toml', ...readdirSync(path.join(project, 'data'), { recursive: true, encoding: 'utf8' })];
    const files = texts.map((name) => path.join(project, name === 'params.toml' ? '' : 'data', name));
    for (const file of files.filter((name) => /\.(md|toml|jsonl?|csv)$/.test(name)))
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    const { code, stdout, stderr } = await inProject(python, project, 'dos', 'data');
    expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
  },
);

test.concurrent('a title and an author of any kind can be installed and come back from the metadata', async () => {
  const cwd = emptyFolder();
  const title = '"Q" \\ {{x}} ${y} ünï 日本 🎉';
  const words = [
    'odd',
    '-t',
    'predictive-model',
    '-y',
    '--no-git',
    '--title',
    `${title}\nsecond line`,
    '--author',
    `${title}\nsecond line`,
  ];
  expect((await cli(words, { cwd })).code).toBe(0);
  const project = path.join(cwd, 'odd');
  const environment = path.join(emptyFolder(), 'env');
  expect(await runProgram(python, ['-m', 'venv', environment], { cwd })).toMatchObject({ code: 0 });
  const own = path.join(environment, 'bin', 'python');
  const installed = await runProgram(
    own,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-e', project],
    { cwd },
  );
  expect({ code: installed.code, said: installed.code === 0 ? '' : installed.stderr }).toEqual({ code: 0, said: '' });
  const script = "import odd, importlib.metadata as m; d = m.metadata('odd'); print(d['Summary'], d['Author'])";
  const { stdout } = await runProgram(own, ['-c', script], { cwd });
  expect(stdout).toContain(title);
});
