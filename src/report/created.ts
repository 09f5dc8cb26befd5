import { type ExitCode, exit } from '../errors.ts';
import type { Metrics } from '../project/metrics.ts';
import { indent, usual } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { drawTree } from '../terminal/tree.ts';
import { sentence } from '../text/sentence.ts';
import { brokenAtFlags, commandLine, type Shell } from '../text/shell.ts';
import { readableSize } from '../text/size.ts';
import type { Answers, Names, Plan, StepResult } from '../types.ts';
import { drawCommands } from './commands.ts';
import { drawDecided } from './draw-decided.ts';
import { drawMetrics } from './draw-metrics.ts';
import type { ProfileTold } from './profiled.ts';

/** What a plan says about itself. */
export interface Described {
  readonly project: {
    readonly directory: string;
    readonly names: Names;
    readonly template: Plan['template'];
    readonly answers: Answers;
    readonly commands: Plan['commands'];
    readonly recreate: string;
  };
  readonly files: readonly PlannedFile[];
  /** What an existing folder keeps. */
  readonly kept: readonly string[];
  /** How many more than those listed. */
  readonly keptMore: number;
  /** What was found in the user's own data, and decided of it. */
  readonly profile?: ProfileTold;
}

export interface PlannedFile {
  readonly path: string;
  readonly bytes: number;
  readonly from: readonly string[];
}

/** A project that would be written. */
export interface DryRun extends Described {
  readonly dryRun: true;
}

/** A project that was written, and how its steps ended. */
export interface Created extends Described {
  readonly steps: readonly StepResult[];
  readonly metrics?: Metrics;
  /** The exact commands to go on with. */
  readonly next: readonly string[];
}

/** The commands in it are for this shell. */
export const describePlan = (plan: Plan, shell: Shell): Pick<Described, 'project' | 'files'> => ({
  project: {
    directory: plan.target,
    names: plan.names,
    template: plan.template,
    answers: plan.answers,
    commands: plan.commands,
    recreate: commandLine(plan.recreate, shell),
  },
  files: plannedFiles(plan),
});

export const plannedFiles = ({ files }: Plan): readonly PlannedFile[] =>
  files.map(({ path, bytes, from }) => ({ path, bytes, from }));

/** The command that makes a project again, as a person reads it below a heading. */
export const drawRecreate = ({ recreate }: Plan, shell: Shell): readonly string[] =>
  indent(brokenAtFlags(recreate, shell, usual - 2));

/** The exit code of a run whose files are in place. */
export function exitAfter(steps: readonly StepResult[]): ExitCode {
  if (steps.some((step) => step.status === 'interrupted')) return exit.cancelled;
  return steps.some((step) => step.status === 'failed') ? exit.failed : exit.ok;
}

/** What would be written, and at the end how to write it. */
export function drawDryRun(
  { project, files, kept, keptMore, profile }: DryRun,
  howTo: readonly string[],
  style: Paint,
): string[] {
  const more = keptMore > 0 ? [`… and ${keptMore} more`] : [];
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `${style('bold', `${project.directory}/`)} would be written: ${files.length} files, ${readableSize(total)}. Nothing was written.`,
    ...(profile ? ['', ...drawDecided(profile), ''] : []),
    ...drawTree(files.map(({ path, bytes }) => ({ path, size: bytes }))),
    ...spaced(drawCommands(project.commands)),
    ...(kept.length > 0 ? ['', 'Already there, and kept as it is:', ...indent([...kept, ...more])] : []),
    '',
    ...howTo,
  ];
}

const spaced = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? ['', ...lines] : []);

/** What was written, what did not happen, what was measured, and how to go on. */
export function drawCreated(
  { project, files, steps, metrics, next, profile }: Created,
  again: readonly string[],
  style: Paint,
): string[] {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const lines = [
    `${style('green', 'Created')} ${style('bold', project.directory)}: ${files.length} files, ${readableSize(total)}, from ${project.template.id} ${project.template.version}.`,
  ];
  if (profile) lines.push('', ...drawDecided(profile));
  for (const step of steps) {
    if (step.status === 'ok') continue;
    lines.push(
      '',
      style(step.status === 'skipped' ? 'yellow' : 'red', sentence(`${step.name} ${step.status}: ${step.reason}`)),
    );
    if ('output' in step && step.output) lines.push(...indent(step.output));
    if (step.command) lines.push(...indent(['To do it by hand:', ...indent(step.command.split('\n'))]));
  }
  if (metrics) lines.push('', ...drawMetrics(metrics));
  if (next.length > 0) lines.push('', 'Next:', ...indent(next));
  lines.push('', 'The same project again:', ...again);
  return lines;
}
