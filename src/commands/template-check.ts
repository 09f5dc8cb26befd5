import path from 'node:path';
import { asFailure, checkTemplate } from '../authoring/check.ts';
import { annotations, drawFindings, drawTrials } from '../authoring/draw.ts';
import type { Finding, Trial } from '../authoring/finding.ts';
import type { Options } from '../command-line/options.ts';
import { failed } from '../errors.ts';
import { drawCommands } from '../report/commands.ts';
import { describeFailure, type Told, tell } from '../report/report.ts';
import type { Session } from '../session.ts';
import { findSource } from '../sources/find.ts';
import type { Paint } from '../terminal/paint.ts';
import { makeProgress } from '../terminal/progress.ts';
import { shellOf, shellWord } from '../text/shell.ts';
import type { Manifest } from '../types.ts';

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
  /** What --run and --verify start. */
  readonly commands?: Manifest['commands'];
}

const drawChecked = ({ findings, text, trials, commands }: Checked, style: Paint): readonly string[] => [
  ...(text === undefined ? drawFindings(findings, style) : [text]),
  ...(text === undefined && commands && !trials ? ['', ...drawCommands(commands)] : []),
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
  const source = await findSource(folder, catalogue);
  const { commands } = source.manifest;
  const whole: Checked = { ...found, ...(commands ? { commands } : {}) };
  if (!options.run) return tell(whole, drawChecked);
  const { tryTemplate } = await import('../authoring/run.ts');
  const trials = await tryTemplate(source, context, makeProgress(context));
  const bad = trials.filter(({ ok }) => !ok).length;
  const next = `Make one with the same answers and look into it: npx create-ml-portfolio my-project -t ${shellWord(options.folder, shellOf(context))}`;
  const verdict = failed(`The tests of ${bad} of ${trials.length} projects failed.`, next);
  return tell({ ...whole, trials }, drawChecked, bad > 0 ? describeFailure(verdict) : {});
}
