import { inspectTarget, inTheWay } from './apply/target.ts';
import { gitAuthor } from './author.ts';
import type { Context } from './context.ts';
import { decide, givenAnswers } from './decide.ts';
import { printable, quoted } from './encode.ts';
import { cancelled, type ExitCode, exit, Failure } from './errors.ts';
import { describeFault } from './fault.ts';
import { helpText } from './help.ts';
import { listTemplates } from './listing.ts';
import { nextCommands } from './next.ts';
import { type Options, parseOptions, questionsOf, templateNamed } from './options.ts';
import { paint } from './paint.ts';
import { makeProgress } from './progress.ts';
import { describeFailure, describePlan, exitAfter, type Report, renderReport } from './report.ts';
import { builtinSources, findSource, type Source } from './sources.ts';
import { takeSteps } from './steps/steps.ts';
import { readMetrics } from './steps/verify.ts';
import type { Plan } from './types.ts';
import { warningsFor } from './warnings.ts';
import { planWish, type Wish } from './wish.ts';

/** One run, from the words of the command line to the exit code. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  const blank = {
    schema: 1,
    command: 'create',
    ok: true,
    exitCode: exit.ok,
    generator: `${context.name} ${context.version}`,
  } as const;
  const report: Report = await carryOut(argv, context).then(
    (done) => ({ ...blank, ...done }),
    (error: unknown) => ({
      ...blank,
      ...describeFailure(error instanceof Failure ? error : describeFault(error, context)),
    }),
  );
  const text = renderReport(printable(report), paint(context.colour.stdout), paint(context.colour.stderr));
  context.stderr.write(text.stderr);
  context.stdout.write(argv.includes('--json') ? `${quoted(report)}\n` : text.stdout);
  return report.exitCode;
}

async function carryOut(argv: readonly string[], context: Context): Promise<Partial<Report>> {
  const builtin = await builtinSources(context.templates);
  const name = templateNamed(argv);
  const named = name === undefined ? undefined : await findSource(name, builtin, context.cwd);
  const options = parseOptions(argv, questionsOf((named ? [named] : builtin).map((source) => source.manifest)));
  const templates = listTemplates(builtin.map((source) => source.manifest));
  switch (options.command) {
    case 'help':
      return { command: 'help', text: helpText(context.version, templates) };
    case 'version':
      return { command: 'version', text: context.version };
    case 'list':
      return { command: 'list', templates };
    case 'create':
      return create(options, builtin, named, context);
  }
}

async function create(
  options: Options,
  builtin: readonly Source[],
  named: Source | undefined,
  context: Context,
): Promise<Partial<Report>> {
  const { wish, plan } = await settle(options, builtin, named, context);
  if (context.signal.aborted) throw cancelled();
  const target = await inspectTarget(plan);
  const known = {
    ...describePlan(plan),
    kept: target.kept,
    keptMore: target.keptMore,
    warnings: await warningsFor(plan),
  };
  if (options.dryRun)
    return {
      ...known,
      dryRun: true,
      ...(target.conflicts.length > 0 ? describeFailure(inTheWay(plan.target, target.conflicts)) : {}),
    };
  // plop is most of what we load, and only writing needs it.
  const { writeThroughPlop } = await import('./write.ts');
  await writeThroughPlop(plan, wish.source.manifest, context);
  const steps = await takeSteps(plan, context, makeProgress(context), {
    python: options.python,
    hadFiles: target.kept.length > 0,
  });
  const exitCode = exitAfter(steps);
  const metrics = await readMetrics(plan, steps);
  const next = nextCommands(plan, steps, context);
  return { ...known, ok: exitCode === exit.ok, exitCode, steps, next, ...(metrics ? { metrics } : {}) };
}

/** Every answer, by asking where there is a terminal to ask in, and the plan that follows from them. */
async function settle(
  options: Options,
  builtin: readonly Source[],
  named: Source | undefined,
  context: Context,
): Promise<{ wish: Wish; plan: Plan }> {
  const given = await givenAnswers(options, context);
  const { cwd, year, name, version, signal } = context;
  const author = given.author ? '' : await gitAuthor(cwd, signal);
  const around = { cwd, year, author, generator: { name, version } };
  if (context.interactive && !options.yes && !options.json) {
    const { interview } = await import('./prompts/interview.ts');
    return interview(options, builtin, named, given, context, around);
  }
  const wish = decide(options, builtin, named, given);
  return { wish, plan: await planWish(wish, around) };
}
