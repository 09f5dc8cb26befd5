import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { main as layOut } from '../../scripts/layout.ts';
import type { Report } from '../../src/report.ts';
import { cli, type Ended, emptyFolder, report, runProgram } from '../support/cli.ts';
import {
  expectClean,
  expectReadme,
  expectResult,
  inProject,
  metricsOf,
  pythonFor,
  read,
  types,
} from '../support/projects.ts';

const root = path.resolve(import.meta.dirname, '../..');
const all = await types();
let python = '';

beforeAll(async () => {
  await layOut(root);
  python = pythonFor(all);
});

// Nothing here knows a type, a question or a choice by its name.
describe.each(all.map((type) => [type.manifest.id, type] as const))('%s', (id, { manifest, covering }) => {
  describe('the raw template is a working project: nothing substituted, it lints, type-checks and passes its own tests', () => {
    test.each(covering.map(({ name }) => name))('%s', (name) =>
      expectClean(python, path.join(root, '.layouts', id, name)),
    );
  });

  test('without any feature it lints, type-checks and passes its own tests', async () => {
    const cwd = emptyFolder();
    const none = manifest.questions
      .filter(({ kind }) => kind === 'multiselect')
      .flatMap(({ name }) => ['--set', `${name}=`]);
    const { code, stderr } = await cli(['sea-ice', '--template', id, '--yes', '--no-git', ...none], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expectClean(python, path.join(cwd, 'sea-ice'));
  });

  describe('with everything', () => {
    const home = emptyFolder();
    const project = path.join(home, 'sea-ice');
    const features = manifest.questions.find(({ kind }) => kind === 'multiselect');
    const every = (features?.choices ?? []).map(({ value }) => value).join(',');
    const words = ['--template', id, '--yes', '--no-git', ...(features ? ['--set', `${features.name}=${every}`] : [])];

    beforeAll(async () => {
      const { code, stderr } = await cli(['sea-ice', ...words], { cwd: home });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    });

    test('it lints, type-checks and passes its own tests under its own name', () => expectClean(python, project));

    test('it runs in less than 2 GiB, reports, and does it again to the byte', async () => {
      const run = (): Promise<Ended> => inProject(python, project, 'sea_ice', 'all');
      const { code, stdout, stderr } = await run();
      expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
      expectResult(project);
      expectReadme(project);
      const facts = JSON.parse(read(project, 'reports', 'run.json'));
      expect(Math.max(facts.train.peak_memory_mb, facts.evaluate.peak_memory_mb)).toBeLessThan(2048);
      const before = read(project, 'reports', 'metrics.json');
      expect((await run()).code).toBe(0);
      expect(read(project, 'reports', 'metrics.json')).toBe(before);
    });
  });

  describe('the default project, installed, tested and run by --verify', () => {
    const home = emptyFolder();
    const project = path.join(home, 'sea-ice');
    const inVenv = (script: string): Promise<Ended> =>
      runProgram('bash', ['-ec', `. .venv/bin/activate\n${script}`], { cwd: project });
    let verified: Report;

    beforeAll(async () => {
      verified = await report(['sea-ice', '--template', id, '--yes', '--verify', '--author', 'Ada'], {
        cwd: home,
        env: identity,
      });
    });

    test('every step is ok, and the report holds what the project measured', () => {
      expect(verified).toMatchObject({
        ok: true,
        steps: ['environment', 'verify', 'git'].map((name) => ({ name, status: 'ok' })),
      });
      expect(verified.metrics).toEqual(metricsOf(project));
      expectResult(project);
      expectReadme(project);
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

    test('it is importable under its own name, and its metadata is what was answered', async () => {
      const { stdout } = await inVenv(
        `python -c "import sea_ice, importlib.metadata as m; d = m.metadata('sea-ice'); print(d['Name'], d['Summary'], d['Author'], d['License-Expression'], sep='|')"`,
      );
      expect(stdout.trim()).toBe('sea-ice|Sea ice|Ada|MIT');
      expect(existsSync(path.join(project, '.venv'))).toBe(true);
    });
  });
});

const identity = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};
