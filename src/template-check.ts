import path from 'node:path';
import { asFailure, checkTemplate } from './authoring/check.ts';
import { annotations, drawFindings } from './authoring/draw.ts';
import type { Trial } from './authoring/finding.ts';
import { saidOf } from './authoring/pairs.ts';
import { indent } from './columns.ts';
import type { Context } from './context.ts';
import { exit, failed } from './errors.ts';
import type { Options } from './options.ts';
import { paint } from './paint.ts';
import { makeProgress } from './progress.ts';
import { describeFailure, type Report } from './report.ts';
import { findSource, type Known } from './sources.ts';

/** `template check`: everything that is wrong with a template; with --run, the tests of what it makes as well. */
export async function check(options: Options, known: Known, context: Context): Promise<Partial<Report>> {
  const folder = path.resolve(context.cwd, options.subject ?? '');
  const findings = await checkTemplate(folder, known);
  const problem = asFailure(findings);
  const below = path.relative(context.cwd, folder).replaceAll('\\', '/');
  const lines = options.github ? annotations(findings, below) : drawFindings(findings, paint(context.colour.stdout));
  if (problem) return { ...describeFailure(problem), findings, text: lines.join('\n') };
  if (!options.run) return { findings, text: lines.join('\n') };
  const { tryTemplate } = await import('./authoring/run.ts');
  const source = await findSource(folder, known);
  const trials = await tryTemplate(source, context, makeProgress(context));
  const bad = trials.filter(({ ok }) => !ok).length;
  const verdict =
    bad > 0
      ? failed(
          `The tests of ${bad} of ${trials.length} projects failed.`,
          'Make one by hand with the same answers: create-ml-portfolio my-project -t.',
        )
      : undefined;
  const text = [...lines, '', ...trials.flatMap(drawTrial)].join('\n');
  return { findings, trials, text, exitCode: exit.ok, ...(verdict ? describeFailure(verdict) : {}) };
}

const drawTrial = ({ answers, ok, problem, output = [] }: Trial): readonly string[] => [
  `${ok ? 'ok    ' : 'failed'}  ${saidOf(answers)}`,
  ...indent(problem ? [`${problem}:`, ...output] : []),
];
