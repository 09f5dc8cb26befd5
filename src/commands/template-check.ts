import path from 'node:path';
import { asFailure, checkTemplate } from '../authoring/check.ts';
import { annotations } from '../authoring/draw.ts';
import type { Options } from '../command-line/options.ts';
import { failed } from '../errors.ts';
import { describeFailure, type Report } from '../report/report.ts';
import type { Session } from '../session.ts';
import { findSource } from '../sources/find.ts';
import { makeProgress } from '../terminal/progress.ts';

interface CheckOptions extends Options {
  readonly folder: string;
  readonly run: boolean;
  readonly github: boolean;
}

/** `template check`: everything that is wrong with a template; with --run, the tests of what it makes as well. */
export async function check(options: CheckOptions, { known, context }: Session): Promise<Partial<Report>> {
  const folder = path.resolve(context.cwd, options.folder);
  const findings = await checkTemplate(folder, known);
  const problem = asFailure(findings);
  const below = path.relative(context.cwd, folder).replaceAll('\\', '/');
  const found = { findings, ...(options.github ? { text: annotations(findings, below).join('\n') } : {}) };
  if (problem) return { ...describeFailure(problem), ...found };
  if (!options.run) return found;
  const { tryTemplate } = await import('../authoring/run.ts');
  const source = await findSource(folder, known);
  const trials = await tryTemplate(source, context, makeProgress(context));
  const bad = trials.filter(({ ok }) => !ok).length;
  const next = `Make one with the same answers and look into it: create-ml-portfolio my-project -t ${options.folder}.`;
  const verdict = bad > 0 ? failed(`The tests of ${bad} of ${trials.length} projects failed.`, next) : undefined;
  return { ...found, trials, ...(verdict ? describeFailure(verdict) : {}) };
}
