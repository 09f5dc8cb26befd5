import path from 'node:path';
import { asFailure, checkTemplate } from '../authoring/check.ts';
import { annotations, drawFindings, drawTrials } from '../authoring/draw.ts';
import type { Finding, Trial } from '../authoring/finding.ts';
import type { Options } from '../command-line/options.ts';
import { failed } from '../errors.ts';
import { describeFailure, type Told, tell } from '../report/report.ts';
import type { Session } from '../session.ts';
import { findSource } from '../sources/find.ts';
import type { Paint } from '../terminal/paint.ts';
import { makeProgress } from '../terminal/progress.ts';

interface CheckOptions extends Options {
  readonly folder: string;
  readonly run: boolean;
  readonly github: boolean;
}

/** What was found, as annotations if so asked; the projects that were made, and how their tests ended. */
interface Checked {
  readonly findings: readonly Finding[];
  readonly text?: string;
  readonly trials?: readonly Trial[];
}

const drawChecked = ({ findings, text, trials }: Checked, style: Paint): readonly string[] => [
  ...(text === undefined ? drawFindings(findings, style) : [text]),
  ...(trials ? ['', ...drawTrials(trials, style)] : []),
];

/** `template check`: everything that is wrong with a template; with --run, the tests of what it makes as well. */
export async function check(options: CheckOptions, { catalogue, context }: Session): Promise<Told> {
  const folder = path.resolve(context.cwd, options.folder);
  const findings = await checkTemplate(folder, catalogue);
  const problem = asFailure(findings);
  const below = path.relative(context.cwd, folder).replaceAll('\\', '/');
  const found: Checked = { findings, ...(options.github ? { text: annotations(findings, below).join('\n') } : {}) };
  if (problem) return tell(found, drawChecked, describeFailure(problem));
  if (!options.run) return tell(found, drawChecked);
  const { tryTemplate } = await import('../authoring/run.ts');
  const source = await findSource(folder, catalogue);
  const trials = await tryTemplate(source, context, makeProgress(context));
  const bad = trials.filter(({ ok }) => !ok).length;
  const next = `Make one with the same answers and look into it: create-ml-portfolio my-project -t ${options.folder}.`;
  const verdict = failed(`The tests of ${bad} of ${trials.length} projects failed.`, next);
  return tell({ ...found, trials }, drawChecked, bad > 0 ? describeFailure(verdict) : {});
}
