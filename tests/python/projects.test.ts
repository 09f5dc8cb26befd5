import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { main as layOut } from '../../scripts/layout.ts';
import { fillIn, showcase } from '../../scripts/showcase.ts';
import type { Report } from '../../src/report.ts';
import { cli, type Ended, emptyFolder, report, runProgram } from '../support/cli.ts';
import { pythonWith } from '../support/python.ts';

const root = path.resolve(import.meta.dirname, '../..');
const layouts = path.join(root, '.layouts', 'predictive-model');
const isMetrics = new Ajv2020({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync(path.join(root, 'schemas', 'metrics.schema.json'), 'utf8')),
);
const read = (...segments: string[]): string => readFileSync(path.join(...segments), 'utf8');
const metricsOf = (project: string): Report['metrics'] => JSON.parse(read(project, 'reports', 'metrics.json'));

/** The tested versions of everything that the template's projects use, in an environment that is made once. */
let python = '';

beforeAll(async () => {
  await layOut(root);
  python = pythonWith(
    read(layouts, 'diabetes-xgboost', 'constraints.txt')
      .split('\n')
      .filter((line) => /^[\w-]+==/.test(line)),
  );
});

/** Runs a module of the tested environment on a project that is not installed. */
const inProject = (project: string, ...words: string[]): Promise<Ended> =>
  runProgram(python, ['-m', ...words], {
    cwd: project,
    env: { PYTHONPATH: path.join(project, 'src'), PYTHONDONTWRITEBYTECODE: '1' },
  });

async function expectClean(project: string): Promise<void> {
  for (const words of [
    ['ruff', 'check', '.'],
    ['ruff', 'format', '--check', '.'],
    ['mypy', '--strict', 'src'],
    ['pytest'],
  ]) {
    const { code, stdout, stderr } = await inProject(project, ...words);
    expect({ words, code, said: code === 0 ? '' : stdout + stderr }).toEqual({ words, code: 0, said: '' });
  }
}

describe('the raw template is a working project: nothing substituted, it lints, type-checks and passes its own tests', () => {
  test.each(['breast-cancer-scikit-learn', 'diabetes-xgboost', 'adult-income-xgboost', 'bike-sharing-scikit-learn'])(
    '%s',
    (name) => expectClean(path.join(layouts, name)),
  );
});

describe('the default project, installed, tested and run by --verify', () => {
  const home = emptyFolder();
  const project = path.join(home, 'biopsy-demo');
  const inVenv = (script: string): Promise<Ended> =>
    runProgram('bash', ['-ec', `. .venv/bin/activate\n${script}`], { cwd: project });
  let verified: Report;

  beforeAll(async () => {
    verified = await report(['biopsy-demo', '--template', 'predictive-model', '--yes', '--verify', '--author', 'Ada'], {
      cwd: home,
      env: identity,
    });
  });

  test('every step is ok, and the report holds what the project measured', () => {
    expect(verified).toMatchObject({
      ok: true,
      steps: [{ name: 'environment' }, { name: 'verify' }, { name: 'git' }].map((step) => ({ ...step, status: 'ok' })),
    });
    expect(verified.metrics).toEqual(metricsOf(project));
  });

  test('the metrics fit the schema, every gate holds, and the model beats the trivial one', () => {
    const metrics = metricsOf(project);
    expect(isMetrics(metrics), JSON.stringify(isMetrics.errors)).toBe(true);
    expect(Object.values(metrics?.gates ?? {}).map((gate) => gate.passed)).not.toContain(false);
    expect(metrics?.comparison.selected_vs_trivial?.ci_low).toBeGreaterThan(0);
  });

  test('the README holds the measured numbers and a figure that is there', () => {
    const block = /<!-- result:start -->([\s\S]*?)<!-- result:end -->/.exec(read(project, 'README.md'))?.[1] ?? '';
    const { models, primary_metric } = metricsOf(project) as NonNullable<Report['metrics']>;
    for (const model of Object.values(models))
      expect(block).toContain(model.metrics[primary_metric.name]?.value?.toFixed(3));
    const figures = [...block.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, file = '']) => file);
    expect(figures.length).toBeGreaterThan(0);
    expect(figures.filter((file) => !existsSync(path.join(project, file)))).toEqual([]);
    expect(read(project, 'MODEL_CARD.md')).toMatch(/^---\n[\s\S]*model-index:[\s\S]*\n---\n/);
  });

  test('our own README shows this project as it is made and measured today (npm run showcase writes it)', () => {
    const readme = read(root, 'README.md');
    const today = fillIn(readme, showcase(verified, read(project, 'README.md')));
    // On another processor the last digits may differ; anything more is a result that has changed.
    const number = /[+-]?\d+(\.\d+)?/g;
    expect(readme.replace(number, '#')).toBe(today.replace(number, '#'));
    const pairs = [...readme.matchAll(number)].map(
      ([text], index) => [Number(text), Number([...today.matchAll(number)][index]?.[0])] as const,
    );
    expect(pairs.filter(([shown, now]) => Math.abs(shown - now) > 0.02 * Math.max(1, Math.abs(now)))).toEqual([]);
  });

  test('the first commit holds the result, and no model, no environment', async () => {
    const { stdout } = await inVenv('git ls-files; git status --porcelain; git log --format=%an:%s');
    expect(stdout).toMatch(/^reports\/metrics\.json$/m);
    expect(stdout).toMatch(/^MODEL_CARD\.md$/m);
    expect(stdout).not.toMatch(/^(models|\.venv|data\/raw)\/|__pycache__/m);
    expect(stdout).not.toMatch(/^\?\?/m);
  });

  test('every command of the README works as it stands there', async () => {
    const fences = [...read(project, 'README.md').matchAll(/^```(?:sh|bash)\n([\s\S]*?)^```/gm)].map(
      ([, script = '']) => script,
    );
    const scripts = fences.filter((script) => !script.includes('streamlit run'));
    expect(scripts.length).toBeGreaterThanOrEqual(3);
    for (const script of scripts) {
      const { code, stdout, stderr } = await inVenv(script);
      expect({ script, code, said: code === 0 ? '' : stdout + stderr }).toEqual({ script, code: 0, said: '' });
    }
  });

  test('make check is green, and holds the committed numbers against a fresh run', async () => {
    const { code, stdout, stderr } = await inVenv('make check');
    expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
    expect(stdout).toMatch(/1 passed, \d+ deselected/);
  });

  test('two runs give the same bytes', async () => {
    const before = read(project, 'reports', 'metrics.json');
    const { code } = await inVenv('python -m biopsy_demo all');
    expect(code).toBe(0);
    expect(read(project, 'reports', 'metrics.json')).toBe(before);
  });

  test('it is importable under its own name, and its metadata is what was answered', async () => {
    const { stdout } = await inVenv(
      `python -c "import biopsy_demo, importlib.metadata as m; d = m.metadata('biopsy-demo'); print(d['Name'], d['Summary'], d['Author'], d['License-Expression'], sep='|')"`,
    );
    expect(stdout.trim()).toBe('biopsy-demo|Biopsy demo|Ada|MIT');
  });
});

describe('diabetes, where the linear model wins', () => {
  const home = emptyFolder();
  const project = path.join(home, 'glucose-demo');

  beforeAll(async () => {
    const { code, stderr } = await cli(
      ['glucose-demo', '--template', 'predictive-model', '--set', 'dataset=diabetes', '--yes', '--no-git'],
      { cwd: home },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('it lints, type-checks and passes its own tests', () => expectClean(project));

  test('it runs, and says in words that the simple model wins', async () => {
    const { code, stderr } = await inProject(project, 'glucose_demo', 'all');
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const metrics = metricsOf(project);
    expect(isMetrics(metrics), JSON.stringify(isMetrics.errors)).toBe(true);
    expect(metrics?.served).toBe('simple');
    expect(Object.values(metrics?.gates ?? {}).map((gate) => gate.passed)).not.toContain(false);
    expect(read(project, 'README.md')).toMatch(/Validation chose the simple tier/);
    expect(read(project, 'README.md')).toMatch(/loses to the simple|cannot be told apart from the simple/);
  });
});

describe('every choice of features', () => {
  test.each([
    ['none', ''],
    ['demo alone', 'demo'],
    ['ci alone', 'ci'],
    ['api alone', 'api'],
    ['docker, which brings the API', 'docker'],
  ])('%s passes its own tests', async (_, features) => {
    const cwd = emptyFolder();
    expect(
      (await cli(['x-model', '-t', 'predictive-model', '-y', '--no-git', `--features=${features}`], { cwd })).code,
    ).toBe(0);
    await expectClean(path.join(cwd, 'x-model'));
  });
});

test('a title and an author of any kind can be installed and come back from the metadata', async () => {
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
  cpSync(path.dirname(path.dirname(python)), environment, { recursive: true, verbatimSymlinks: true });
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

const identity = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};
