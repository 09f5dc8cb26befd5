import { drawFindings, drawTrials } from '../authoring/draw.ts';
import type { Finding, Trial } from '../authoring/finding.ts';
import { type ExitCode, exit, type Failure } from '../errors.ts';
import type { Metrics } from '../project/metrics.ts';
import type { Registration } from '../sources/registration.ts';
import { indent } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { drawTree, readableSize } from '../terminal/tree.ts';
import type { Answers, Names, Plan, StepResult } from '../types.ts';
import { drawMetrics } from './draw-metrics.ts';
import { drawList, type ListedTemplate } from './listing.ts';

/** What happened, as data; `schemas/report.schema.json` describes it. */
export interface Report {
  readonly schema: 1;
  /** The first word of the command's name; `create`, `help` or `version` where it has none. */
  readonly command: string;
  /** The second word. */
  readonly action?: string;
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  readonly generator: string;
  readonly error?: { readonly message: string; readonly next: string; readonly details: readonly string[] };
  readonly project?: {
    readonly directory: string;
    readonly names: Names;
    readonly template: Plan['template'];
    readonly answers: Answers;
    readonly recreate: string;
  };
  readonly dryRun?: boolean;
  readonly files?: readonly { readonly path: string; readonly bytes: number; readonly from: readonly string[] }[];
  /** What an existing folder keeps. */
  readonly kept?: readonly string[];
  /** How many more than those listed. */
  readonly keptMore?: number;
  readonly warnings?: readonly string[];
  readonly steps?: readonly StepResult[];
  readonly metrics?: Metrics;
  /** The exact commands to go on with. */
  readonly next?: readonly string[];
  readonly templates?: readonly ListedTemplate[];
  /** What `template check` found. */
  readonly findings?: readonly Finding[];
  /** The projects that `template check --run` made, and how their tests ended. */
  readonly trials?: readonly Trial[];
  /** What `template add` wrote and `template remove` took away. */
  readonly registration?: Registration;
  /** What `--help`, `--version` and `completion` print. */
  readonly text?: string;
}

/** What a plan says about itself. */
export const describePlan = (plan: Plan): Pick<Report, 'project' | 'files'> => ({
  project: {
    directory: plan.target,
    names: plan.names,
    template: plan.template,
    answers: plan.answers,
    recreate: plan.recreate,
  },
  files: plan.files.map(({ path, bytes, from }) => ({ path, bytes, from })),
});

/** A failure as a report: one sentence, a next step, and what it is about. */
export const describeFailure = ({
  message,
  next,
  details,
  exitCode,
}: Failure): Pick<Report, 'ok' | 'exitCode' | 'error'> => ({
  ok: false,
  exitCode,
  error: { message, next, details },
});

/** The exit code of a run whose files are in place. */
export function exitAfter(steps: readonly StepResult[]): ExitCode {
  if (steps.some((step) => step.status === 'interrupted')) return exit.cancelled;
  return steps.some((step) => step.status === 'failed') ? exit.failed : exit.ok;
}

/** The report as a person reads it: what goes to standard output, and, for an error, to standard error. */
export function renderReport(
  report: Report,
  style: Paint,
  errorStyle: Paint,
): { readonly stdout: string; readonly stderr: string } {
  const out: string[] = report.text === undefined ? [] : [report.text];
  // Annotations are their own text.
  if (report.findings && report.text === undefined) out.push(...drawFindings(report.findings, style));
  if (report.trials) out.push('', ...drawTrials(report.trials, style));
  if (report.templates) out.push(...drawList(report.templates, style));
  if (report.project) out.push(...(report.dryRun ? drawDryRun(report, style) : drawCreated(report, style)));
  const error = report.error ? drawError(report.error, errorStyle) : [];
  return { stdout: joined(out), stderr: drawWarnings(report.warnings ?? [], errorStyle) + joined(error) };
}

/** Warnings as they are printed, a line each. */
export const drawWarnings = (warnings: readonly string[], style: Paint): string =>
  joined(warnings.map((warning) => `${style('yellow', 'Warning:')} ${warning}`));

const joined = (lines: readonly string[]): string => (lines.length > 0 ? `${lines.join('\n')}\n` : '');

function drawError(error: NonNullable<Report['error']>, style: Paint): string[] {
  return [`${style('red', 'Error:')} ${error.message}`, ...indent(error.details), error.next].filter(Boolean);
}

function drawDryRun(report: Report, style: Paint): string[] {
  const { project, files = [], kept = [], keptMore = 0 } = report;
  const more = keptMore > 0 ? [`… and ${keptMore} more`] : [];
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `${style('bold', `${project?.directory}/`)} would be written: ${files.length} files, ${readableSize(total)}. Nothing was written.`,
    ...drawTree(files.map(({ path, bytes }) => ({ path, size: bytes }))),
    ...(kept.length > 0 ? ['', 'Already there, and kept as it is:', ...indent([...kept, ...more])] : []),
    '',
    `To create it${report.command === 'create' ? ', leave out --dry-run. The same project again' : ''}:`,
    ...indent([project?.recreate ?? '']),
  ];
}

function drawCreated(report: Report, style: Paint): string[] {
  const { project, files = [], steps = [], metrics, next = [] } = report;
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const lines = [
    `${style('green', 'Created')} ${style('bold', project?.directory ?? '')}: ${files.length} files, ${readableSize(total)}, from ${project?.template.id} ${project?.template.version}.`,
  ];
  for (const step of steps) {
    if (step.status === 'ok') continue;
    lines.push('', style(step.status === 'skipped' ? 'yellow' : 'red', `${step.name} ${step.status}: ${step.reason}.`));
    if ('output' in step && step.output) lines.push(...indent(step.output));
    if (step.command) lines.push(...indent(['To do it by hand:', `  ${step.command}`]));
  }
  if (metrics) lines.push('', ...drawMetrics(metrics));
  if (next.length > 0) lines.push('', 'Next:', ...indent(next));
  if (project) lines.push('', 'The same project again:', ...indent([project.recreate]));
  return lines;
}
