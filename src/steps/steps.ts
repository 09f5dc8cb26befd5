import type { ChildContext } from '../context.ts';
import type { Progress } from '../terminal/progress.ts';
import type { Plan, StepName, StepOutcome, StepResult } from '../types.ts';
import { makeEnvironment } from './environment.ts';
import { commitProject } from './git.ts';
import { verifyProject } from './verify.ts';

/** What the steps need to know besides the plan, and whom they tell how they get on. */
export interface StepScene {
  readonly context: ChildContext;
  readonly progress: Progress;
  readonly python: string | undefined;
  /** Whether the target held files before we wrote. */
  readonly hadFiles: boolean;
}

const titles: Record<StepName, string> = { environment: 'Installing', verify: 'Verifying', git: 'Committing' };

/** The files are in place, so whatever a step throws is that step's failure, not the end of the report. */
const asFailed = (name: StepName, error: unknown): StepOutcome => ({
  name,
  status: 'failed',
  reason: error instanceof Error ? error.message : String(error),
});

/** After a signal every look-up of a step ends early: no git, no Python would be the wrong reason. */
function asCut(name: StepName, outcome: StepOutcome, { aborted }: AbortSignal): StepOutcome {
  if (!aborted || outcome.status === 'ok' || outcome.status === 'interrupted') return outcome;
  const { command } = outcome;
  return { name, status: 'interrupted', reason: 'it was not done yet', ...(command ? { command } : {}) };
}

/** Takes one step of the plan, unless one of the earlier ones stands in its way. */
export async function takeStep(
  name: StepName,
  earlier: readonly StepResult[],
  plan: Plan,
  { context, progress, python, hadFiles }: StepScene,
): Promise<StepResult> {
  const doers = {
    environment: () => makeEnvironment(plan, context, progress, python),
    verify: () => verifyProject(plan, context, progress),
    git: () => commitProject(plan, context, progress, hadFiles),
  };
  const before = earlier.find(
    (result) => result.status === 'interrupted' || (result.status === 'failed' && name === 'verify'),
  );
  if (before) {
    const reason = `${before.name} ${before.status === 'failed' ? 'failed' : 'was interrupted'}`;
    return { name, status: 'skipped', reason };
  }
  const started = performance.now();
  progress.start(titles[name]);
  const outcome = asCut(name, await doers[name]().catch((error) => asFailed(name, error)), context.signal);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const result: StepResult = outcome.status === 'ok' ? { ...outcome, seconds } : outcome;
  progress.end(result);
  return result;
}

/** Takes the plan's steps in order. One that fails is reported and does not stop those that can still be taken. */
export async function takeSteps(plan: Plan, scene: StepScene): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const name of plan.steps) results.push(await takeStep(name, results, plan, scene));
  return results;
}
