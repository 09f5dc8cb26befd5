import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { asWords, choicesOf, defaultsOf, isOnline } from '../support/choices.ts';
import { cli, type Ended, emptyFolder, report, runProgram } from '../support/cli.ts';
import {
  expectClean,
  expectLinted,
  expectReadme,
  expectResult,
  inProject,
  lendTypes,
  metricsOf,
  pythonForAll,
  read,
  typeCheck,
  types,
} from '../support/projects.ts';

const root = path.resolve(import.meta.dirname, '../..');
const all = await types();
let python = '';

beforeAll(async () => {
  python = await pythonForAll();
});

const slow = { timeout: 1_800_000 }; // of what installs, and trains and tests twice

// Nothing here knows a type, a question or a choice by its name. Flows run two at a time; the steps of one, in order.
describe.concurrent.each(all.map((type) => [type.manifest.id, type] as const))('%s', (id, { manifest, covering }) => {
  test.each(covering.map(({ name }) => name))(
    'the raw template %s is a working project: nothing substituted, it lints, type-checks and passes its own tests',
    (name) => expectClean(python, path.join(root, '.layouts', id, name)),
  );

  test('without any feature it lints, type-checks, has tests that import what is there, and runs', async () => {
    const cwd = emptyFolder();
    const none = manifest.questions
      .filter(({ kind }) => kind === 'multiselect')
      .flatMap(({ name }) => ['--set', `${name}=`]);
    expect(said(await cli(['sea-ice', '--template', id, '--yes', '--no-git', ...none], { cwd }))).toBe('');
    // A project with features runs all of these tests; what they might lack here is a file of a feature.
    const project = path.join(cwd, 'sea-ice');
    expect(said(await inProject(python, project, 'pytest', '--collect-only'))).toBe('');
    await expectClean(python, project, 'tests/test_pipeline.py', 'tests/test_predict.py');
  });

  // The linter breaks lines and the formatter joins them by their length, and a name is in many of them.
  test.each(['a', `${'a'.repeat(29)}-${'b'.repeat(30)}`])(
    'called %s, every choice is linted and formatted',
    async (name) => {
      const home = emptyFolder();
      for (const [place, { name: choice, answers }] of choicesOf(manifest).entries()) {
        const cwd = path.join(home, String(place));
        mkdirSync(cwd);
        const created = await cli([name, '--template', id, '--yes', '--no-git', ...asWords(answers)], { cwd });
        expect([choice, said(created)]).toEqual([choice, '']);
      }
      await expectLinted(python, home);
    },
  );

  test('with everything, it is clean under its own name, and runs in less than 2 GiB', async () => {
    const home = emptyFolder();
    const project = path.join(home, 'sea-ice');
    const every = manifest.questions
      .filter(({ kind }) => kind === 'multiselect')
      .flatMap(({ name, choices = [] }) => {
        // What needs the network for its pipeline is tested in its layouts alone.
        const offline = choices.filter(
          ({ value }) => !isOnline(manifest, { ...defaultsOf(manifest), [name]: [value] }),
        );
        return ['--set', `${name}=${offline.map(({ value }) => value).join(',')}`];
      });
    const created = await cli(['sea-ice', '--template', id, '--yes', '--no-git', ...every], { cwd: home });
    expect(said(created)).toBe('');
    await expectLinted(python, project);
    expect(said(await typeCheck(python, project))).toBe('');
    expect(said(await inProject(python, project, 'sea_ice', 'all'))).toBe('');
    expectResult(project);
    expectReadme(project);
    const facts = JSON.parse(read(project, 'reports', 'run.json'));
    expect(Math.max(facts.train.peak_memory_mb, facts.evaluate.peak_memory_mb)).toBeLessThan(2048);
  });

  test(
    'the default project, installed and verified by one command, does what its README says, again to the byte',
    slow,
    async () => {
      const home = emptyFolder();
      const project = path.join(home, 'sea-ice');
      const inVenv = (script: string): Promise<Ended> =>
        runProgram('bash', ['-ec', `. .venv/bin/activate\n${script}`], { cwd: project, env: identity });
      const options = { cwd: home, env: identity };
      const verified = await report(['sea-ice', '--template', id, '--yes', '--verify', '--author', 'Ada'], options);
      const steps = ['environment', 'verify', 'git'].map((name) => ({ name, status: 'ok' }));
      expect(verified).toMatchObject({ ok: true, steps });
      expect(verified.metrics).toEqual(metricsOf(project));
      expectResult(project);
      expectReadme(project);

      const { stdout: kept } = await inVenv('git ls-files; git status --porcelain');
      expect(kept).toMatch(/^reports\/metrics\.json$/m);
      expect(kept).toMatch(/^MODEL_CARD\.md$/m);
      expect(kept).not.toMatch(/^(models|\.venv|data\/raw)\/|__pycache__/m);
      expect(kept).not.toMatch(/^\?\?/m);

      const before = read(project, 'reports', 'metrics.json');
      const fences = [...read(project, 'README.md').matchAll(/^```(?:sh|bash)\n([\s\S]*?)^```/gm)];
      const scripts = fences.map(([, script = '']) => script).filter((script) => !script.includes('streamlit run'));
      expect(scripts.length).toBeGreaterThanOrEqual(3);
      for (const script of scripts) expect(said(await inVenv(script)), script).toBe('');

      // They ran everything once more.
      expect(scripts.join('')).toMatch(/^python -m sea_ice all\npython -m pytest$/m);
      expect(read(project, 'reports', 'metrics.json')).toBe(before);

      // The tests, which have just passed, are part of it, and are not run again.
      expect((await inVenv('make -n check')).stdout).toMatch(
        / -m mypy --strict src\n.* -m pytest\n.* -m pytest -m committed/,
      );
      await lendTypes(project);
      const check = await inVenv('make -o test check');
      expect(said(check)).toBe('');
      expect(check.stdout).toMatch(/1 passed, \d+ deselected/);

      const facts = "d['Name'], d['Summary'], d['Author'], d['License-Expression']";
      const { stdout } = await inVenv(
        `python -c "import sea_ice, importlib.metadata as m; d = m.metadata('sea-ice'); print(${facts}, sep='|')"`,
      );
      expect(stdout.trim()).toBe('sea-ice|Sea ice|Ada|MIT');
    },
  );
});

/** Nothing for what ended well, else everything that it said. */
const said = ({ code, stdout, stderr }: Ended): string => (code === 0 ? '' : `exit ${code}\n${stdout}${stderr}`);

const identity = {
  // A package index that cannot be reached is asked once.
  PIP_RETRIES: '0',
  // What is imported is compiled then.
  PIP_COMPILE: '0',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};
