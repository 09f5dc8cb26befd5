import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pythonWith } from '../../tests/support/python.ts';
import { type Job, measure } from './jobs.ts';
import type { Pipeline } from './results.ts';
import { spread } from './statistics.ts';

/** How long all stages of each type's default project take, and its tests; once each, in the tested versions. */
export function measurePipelines(
  root: string,
  work: string,
  cli: string,
  types: readonly string[],
  pythonFor: (requirements: readonly string[]) => string = pythonWith,
): readonly Pipeline[] {
  const projects = path.join(work, 'projects');
  const made = types.map((type) => {
    const project = path.join(projects, type);
    const words = ['-t', type, '--yes', '--no-git', '--package', 'portfolio_project', '--author', 'Ann'];
    execFileSync('node', [cli, project, ...words], { cwd: work, stdio: 'ignore' });
    return { type, project };
  });
  const pinned = made.flatMap(({ project }) => readFileSync(path.join(project, 'constraints.txt'), 'utf8').split('\n'));
  const python = pythonFor([...new Set(pinned.filter((line) => /^[\w-]+==/.test(line)))]);
  const job = (name: string, project: string, ...words: string[]): Job => {
    return { name, files: 0, words: ['env', '-C', project, 'PYTHONPATH=src', python, '-m', ...words] };
  };
  return made.map(({ type, project }) => {
    const jobs = [job('stages', project, 'portfolio_project', 'all'), job('tests', project, 'pytest', '-q')];
    const samples = measure(root, path.join(work, 'pipelines'), 1, jobs, 0);
    const seconds = (name: string): number => spread((samples[name] ?? []).map((sample) => sample.seconds)).median;
    return { type, seconds: seconds('stages'), tests: seconds('tests') };
  });
}
