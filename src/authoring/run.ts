import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apply } from '../apply/apply.ts';
import type { Context } from '../context.ts';
import { cancelled } from '../errors.ts';
import { planWish } from '../plan/wish.ts';
import { takeSteps } from '../steps/steps.ts';
import type { Progress } from '../terminal/progress.ts';
import type { Answers, Source, StepResult } from '../types.ts';
import { saidOf } from './draw.ts';
import type { Trial } from './finding.ts';
import { runsOf } from './pairs.ts';

/** Makes a project of the defaults, of each choice and of every pair, and runs in it what the template declares as its test. */
export async function tryTemplate(source: Source, context: Context, progress: Progress): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  const runs = runsOf(source.manifest);
  for (const [index, answers] of runs.entries()) {
    progress.start(`Project ${index + 1} of ${runs.length}: ${saidOf(answers)}`);
    try {
      trials.push(await tryProject(source, answers, context, progress));
    } finally {
      progress.stop();
    }
    if (context.signal.aborted) throw cancelled();
  }
  return trials;
}

async function tryProject(source: Source, answers: Answers, context: Context, progress: Progress): Promise<Trial> {
  const folder = mkdtempSync(path.join(tmpdir(), 'template-check-'));
  try {
    const given = Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, { value, as: name }]));
    const surroundings = {
      cwd: folder,
      author: Promise.resolve('Ada'),
      year: context.year,
      generator: { name: context.name, version: context.version },
    };
    const made = await planWish(
      { source, directory: 'a-project', given, steps: ['environment', 'verify'] },
      surroundings,
    );
    const { test } = made.commands;
    const plan = { ...made, commands: test ? { test } : {} };
    await apply(plan, { signal: context.signal });
    const quiet = { ...progress, start: () => {}, end: () => {} };
    const steps = await takeSteps(plan, { context, progress: quiet, python: undefined, hadFiles: false });
    return { answers, ...verdictOf(steps, test !== undefined) };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function verdictOf(steps: readonly StepResult[], hasTest: boolean): Omit<Trial, 'answers'> {
  const wrong = steps.find((step) => step.status === 'failed' || step.status === 'interrupted');
  if (wrong && 'reason' in wrong)
    return { ok: false, problem: wrong.reason, ...('output' in wrong && wrong.output ? { output: wrong.output } : {}) };
  const verify = steps.find(({ name }) => name === 'verify');
  // Where nothing could fail, nothing has succeeded.
  if (hasTest && verify?.status === 'skipped') return { ok: false, problem: verify.reason };
  return { ok: true };
}
