import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, emptyFolder, report } from '../support/cli.ts';
import { pythonWith } from '../support/python.ts';

const examples = path.resolve(import.meta.dirname, '../../examples');
const read = (...segments: string[]): string => readFileSync(path.join(...segments), 'utf8');

/** A folder with one example in it, as somebody has it who has downloaded it. */
function withExample(name: string): string {
  const cwd = emptyFolder();
  cpSync(path.join(examples, name), path.join(cwd, name), { recursive: true });
  return cwd;
}

describe('sql-analysis, which has no Python in it', () => {
  test.each(['sqlite', 'duckdb'])('tests and reports with %s', async (engine) => {
    const cwd = withExample('sql-analysis');
    const duckdb = engine === 'duckdb' ? `${path.dirname(pythonWith(['duckdb-cli==1.5.6']))}:` : '';
    const words = [
      'counts',
      '--template',
      './sql-analysis',
      '--engine',
      engine,
      '--yes',
      '--no-git',
      '--verify',
      '--trust',
    ];
    const done = await report(words, { cwd, env: { PATH: `${duckdb}${process.env.PATH}` } });
    expect(done.steps).toMatchObject([
      { name: 'environment', status: 'skipped', reason: 'the template makes no Python project' },
      { name: 'verify', status: 'ok' },
    ]);
    expect(read(cwd, 'counts', 'report', 'summary.csv')).toBe(
      read(examples, 'sql-analysis', 'base', 'tests', 'expected', 'summary.csv'),
    );
    expect(existsSync(path.join(cwd, 'counts', `counts.${engine === 'duckdb' ? 'duckdb' : 'db'}`))).toBe(true);
  });

  test('what is asked to be installed and is not is a failure', async () => {
    const cwd = withExample('sql-analysis');
    const { code, stdout } = await cli(['counts', '--template', './sql-analysis', '--yes', '--no-git', '--install'], {
      cwd,
    });
    expect(code).toBe(1);
    expect(stdout).toContain(
      'environment failed: the template makes no Python project, so there is nothing to install.',
    );
  });

  test('finds a row that stands twice, and a report that is not what was worked out by hand', async () => {
    const cwd = withExample('sql-analysis');
    await cli(['counts', '--template', './sql-analysis', '--yes', '--no-git'], { cwd });
    const data = path.join(cwd, 'counts', 'data', 'counts.csv');
    const make = (): string => {
      try {
        return execFileSync('make', ['test'], { cwd: path.join(cwd, 'counts'), encoding: 'utf8', stdio: 'pipe' });
      } catch (error) {
        return `failed: ${(error as { stdout: string }).stdout}`;
      }
    };
    expect(make()).not.toMatch(/^failed/);
    const whole = read(data);
    execFileSync('sh', ['-c', `echo 2026-03-02,north,412 >> '${data}'`]);
    expect(make()).toMatch(/^failed[\s\S]*one-row-a-day\.sql found:\n2026-03-02,north,2/);
    execFileSync('sh', ['-c', `printf '%s' "$1" > '${data}'`, 'sh', whole.replace(',412', ',413')]);
    expect(make()).toMatch(/^failed[\s\S]*> north,working day,10,424\.9/);
  });
});

test('acme-model is five files, and replaces what it says', async () => {
  const files = readdirSync(path.join(examples, 'acme-model'), { recursive: true, withFileTypes: true });
  expect(files.filter((file) => file.isFile())).toHaveLength(5);
  const cwd = withExample('acme-model');
  const { code, stderr } = await cli(['sea', '-t', './acme-model', '-y', '--no-git', '--author', 'Ada'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const project = path.join(cwd, 'sea');
  expect(read(project, 'README.md')).toMatch(/^# Sea\n[\s\S]*\nHanded in at Acme Lab by Ada, under Apache-2\.0\./);
  expect(read(project, 'AGENTS.md')).toMatch(/At Acme Lab nobody changes/);
  expect(read(project, 'LICENSE')).toMatch(/Apache License/);
  expect(read(project, '.github', 'workflows', 'ci.yml')).toMatch(/uv run python -m sea all\n$/);
  expect(existsSync(path.join(project, 'notebooks', 'exploration.ipynb'))).toBe(true);
  expect(existsSync(path.join(project, 'app'))).toBe(false);
  const { template, answers, recreate } = JSON.parse(read(project, '.ml-portfolio.json'));
  expect(answers).toMatchObject({ dataset: 'diabetes', licence: 'Apache-2.0', features: ['ci', 'notebook'] });
  expect(template).toMatchObject({ id: 'acme-model', extends: { id: 'predictive-model', source: 'predictive-model' } });
  expect(recreate).toContain('--template=./acme-model');
});
