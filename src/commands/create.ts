import { promises } from 'node:fs';
import path from 'node:path';
import { inspectTarget, inTheWay } from '../apply/target.ts';
import { warningsFor } from '../apply/warnings.ts';
import { agree } from '../ask/agree.ts';
import type { Brought } from '../ask/bringing.ts';
import { type CreateOptions, decide, givenAnswers } from '../ask/decide.ts';
import { flagGiven } from '../command-line/flag-given.ts';
import { overriding } from '../command-line/flags.ts';
import { cancelled, exit, usage } from '../errors.ts';
import { planWish, type Wish } from '../plan/wish.ts';
import type { Job } from '../plop/generators.ts';
import { doThroughPlop } from '../plop/write.ts';
import type { Metrics } from '../project/metrics.ts';
import {
  type Created,
  type DryRun,
  describePlan,
  drawCreated,
  drawDryRun,
  drawRecreate,
  exitAfter,
} from '../report/created.ts';
import { describeFailure, drawEnding, type Told, tell } from '../report/report.ts';
import { type Session, surroundingsOf } from '../session.ts';
import { addedSources, type Found } from '../sources/find.ts';
import { saidOf } from '../sources/registration.ts';
import { nextCommands } from '../steps/next.ts';
import { paint } from '../terminal/paint.ts';
import { makeProgress } from '../terminal/progress.ts';
import { printable } from '../text/encode.ts';
import { discreet } from '../text/secrets.ts';
import { type Shell, shellOf } from '../text/shell.ts';
import type { Plan, StepResult } from '../types.ts';
import { withDataSaid } from './own/data-said.ts';

/** Creates a project: settles what to write, writes it, takes the steps that were asked for. */
export async function create(options: CreateOptions, session: Session): Promise<Told> {
  const { context } = session;
  const shell = shellOf(context);
  const { wish, plan, brought } = await settle(options, session);
  const profile = brought ? { profile: brought.profile } : {};
  if (context.signal.aborted) throw cancelled();
  const named = namedBy(wish.source);
  if (options.dryRun)
    return dryRun(plan, shell, 'To create it, leave out --dry-run. The same project again:', named, profile);
  await agree({ source: wish.source, plan, catalogue: session.catalogue, options, context });
  const scene = { context, progress: makeProgress(context), python: options.python };
  const job: Job = { steps: plan.steps, scene, taken: [], makePlan: async () => plan };
  const { kept, keptMore } = (await doThroughPlop(job, wish.source)).target;
  const steps = job.taken;
  const metrics = await measured(plan, steps);
  const exitCode = exitAfter(steps);
  const next = nextCommands(plan, steps, context);
  const body: Created = {
    ...describePlan(plan, shell),
    kept,
    keptMore,
    steps,
    next,
    ...(metrics ? { metrics } : {}),
    ...profile,
  };
  const again = discreet(printable(drawRecreate(plan, shell)));
  return tell(body, (shown, style) => drawCreated(shown, again, style), {
    ok: exitCode === exit.ok,
    exitCode,
    warnings: [...named, ...warningsFor(plan)],
  });
}

/** That somebody else has chosen what an id stands for. */
export const namedBy = ({ registration }: Found): readonly string[] =>
  registration?.origin === 'project' ? [saidOf(registration)] : [];

/** Tells what would be written, and whether something is in the way; before the command that writes it, how to. */
export async function dryRun(
  plan: Plan,
  shell: Shell,
  howTo: string,
  warnings: readonly string[] = [],
  profile: Pick<DryRun, 'profile'> = {},
): Promise<Told> {
  const { kept, keptMore, conflicts } = await inspectTarget(plan);
  const problem = conflicts.length > 0 ? describeFailure(inTheWay(plan.target, conflicts)) : {};
  const body: DryRun = { ...describePlan(plan, shell), kept, keptMore, dryRun: true, ...profile };
  const end = [howTo, ...discreet(printable(drawRecreate(plan, shell)))];
  return tell(body, (shown, style) => drawDryRun(shown, end, style), {
    ...problem,
    warnings: [...warnings, ...warningsFor(plan)],
  });
}

/** What the pipeline measured, where verifying it went well and it reports in the usual place. */
async function measured({ target }: Plan, steps: readonly StepResult[]): Promise<Metrics | undefined> {
  if (!steps.some((step) => step.name === 'verify' && step.status === 'ok')) return undefined;
  const { parseMetrics } = await import('../project/metrics.ts');
  const file = path.join(target, 'reports', 'metrics.json');
  return parseMetrics(await promises.readFile(file, 'utf8').catch(() => ''));
}

/** Every answer, by asking where there is a terminal to ask in, and the plan that follows from them. */
export async function settle(
  asked: CreateOptions,
  session: Session,
): Promise<{ wish: Wish; plan: Plan; brought?: Brought | undefined }> {
  const { catalogue, context } = session;
  const { options, given: said } = withDataSaid(asked, await givenAnswers(asked, context));
  const brought = await broughtBy({ ...options, given: said }, session);
  const given = { ...brought?.given, ...said };
  const named = brought?.source ?? session.named;
  // Git answers while the template is loaded.
  const surroundings = surroundingsOf(context, given.author ? '' : undefined);
  if (context.interactive && !options.yes && !options.json) {
    const { interview } = await import('../ask/interview.ts');
    const { sources, problems } = named ? { sources: [], problems: [] } : await addedSources(catalogue);
    // Before the list in which it would be looked for.
    context.stderr.write(drawEnding({ warnings: printable(problems) }, paint(context.colour.stderr)));
    const all = [...catalogue.builtin, ...sources];
    const own = { bringing: (await import('./data.ts')).bringing(options, session), brought };
    return interview(options, all, named, given, context, surroundings, own);
  }
  const wish = { ...decide(options, catalogue.builtin, named, given, context), data: brought?.data };
  return { wish, plan: await planWish(wish, surroundings), brought };
}

/** What the user's own data decides; what looks at data is loaded for it alone. */
async function broughtBy({ data, ...options }: CreateOptions, session: Session): Promise<Brought | undefined> {
  if (data !== undefined) return (await import('./data.ts')).bring({ ...options, data }, session);
  const { interactive } = session.context;
  const flag = flagGiven(options, overriding);
  // Among the prompts somebody may still choose a file of their own.
  if (flag && (options.yes || options.json || !interactive))
    throw usage(`--${flag} says something of your own data, and there is none.`, 'Name the file with --data.');
  return undefined;
}
