import { inspectTarget, inTheWay } from '../apply/target.ts';
import { warningsFor } from '../apply/warnings.ts';
import { type CreateOptions, decide, givenAnswers } from '../ask/decide.ts';
import type { Context } from '../context.ts';
import { cancelled, exit } from '../errors.ts';
import { planWish, type Wish } from '../plan/wish.ts';
import { writeThroughPlop } from '../plop/write.ts';
import type { Metrics } from '../project/metrics.ts';
import { type Created, type DryRun, describePlan, drawCreated, drawDryRun, exitAfter } from '../report/created.ts';
import { describeFailure, type Told, tell } from '../report/report.ts';
import type { Session } from '../session.ts';
import { addedSources } from '../sources/find.ts';
import { nextCommands } from '../steps/next.ts';
import type { StepFacts } from '../steps/steps.ts';
import { gitAuthor } from '../system/author.ts';
import { makeProgress } from '../terminal/progress.ts';
import type { Plan, StepResult } from '../types.ts';

/** Creates a project: settles what to write, writes it, takes the steps that were asked for. */
export async function create(options: CreateOptions, session: Session): Promise<Told> {
  const { context } = session;
  const { wish, plan } = await settle(options, session);
  if (context.signal.aborted) throw cancelled();
  if (options.dryRun) return dryRun(plan, 'To create it, leave out --dry-run. The same project again:');
  const { kept, keptMore } = await inspectTarget(plan);
  await writeThroughPlop(plan, wish.source.manifest, context);
  const { steps, ...measured } = await finish(plan, context, { python: options.python, hadFiles: kept.length > 0 });
  const exitCode = exitAfter(steps);
  const next = nextCommands(plan, steps, context);
  const body: Created = { ...describePlan(plan), kept, keptMore, steps, next, ...measured };
  return tell(body, drawCreated, { ok: exitCode === exit.ok, exitCode, warnings: warningsFor(plan) });
}

/** Tells what would be written, and whether something is in the way; before the command that writes it, how to. */
export async function dryRun(plan: Plan, howTo: string): Promise<Told> {
  const { kept, keptMore, conflicts } = await inspectTarget(plan);
  const problem = conflicts.length > 0 ? describeFailure(inTheWay(plan.target, conflicts)) : {};
  const body: DryRun = { ...describePlan(plan), kept, keptMore, dryRun: true };
  return tell(body, (shown, style) => drawDryRun(shown, howTo, style), { ...problem, warnings: warningsFor(plan) });
}

/** Takes the steps that were asked for. What starts other programs is loaded for them alone. */
async function finish(
  plan: Plan,
  context: Context,
  facts: StepFacts,
): Promise<{ steps: readonly StepResult[]; metrics?: Metrics }> {
  if (plan.steps.length === 0) return { steps: [] };
  const { takeSteps, readMetrics } = await import('../steps/steps.ts');
  const steps = await takeSteps(plan, context, makeProgress(context), facts);
  const metrics = await readMetrics(plan, steps);
  return { steps, ...(metrics ? { metrics } : {}) };
}

/** Every answer, by asking where there is a terminal to ask in, and the plan that follows from them. */
export async function settle(
  options: CreateOptions,
  { known, named, context }: Session,
): Promise<{ wish: Wish; plan: Plan }> {
  const given = await givenAnswers(options, context);
  const { cwd, year, name, version, signal } = context;
  // Git answers while the template is loaded.
  const author = given.author ? Promise.resolve('') : gitAuthor(cwd, signal);
  const around = { cwd, year, author, generator: { name, version } };
  if (context.interactive && !options.yes && !options.json) {
    const { interview } = await import('../ask/interview.ts');
    const added = named ? [] : (await addedSources(known)).sources;
    return interview(options, [...known.builtin, ...added], named, given, context, around);
  }
  const wish = decide(options, known.builtin, named, given);
  return { wish, plan: await planWish(wish, around) };
}
