import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apply } from '../apply/apply.ts';
import type { Context } from '../context.ts';
import { cancelled, failed } from '../errors.ts';
import { planWish } from '../plan/wish.ts';
import { isPython } from '../steps/by-hand.ts';
import { takeSteps } from '../steps/steps.ts';
import { codeOf } from '../system/fs-errors.ts';
import type { Progress } from '../terminal/progress.ts';
import type { Answers, Source, StepName, StepResult } from '../types.ts';
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

function temporaryFolder(): string {
  try {
    return mkdtempSync(path.join(tmpdir(), 'template-check-'));
  } catch (error) {
    throw failed(
      `No project can be tried: nothing can be written in ${tmpdir()} (${codeOf(error)}).`,
      'Set TMPDIR to a folder that is there and that you may write in.',
    );
  }
}

async function tryProject(source: Source, answers: Answers, context: Context, progress: Progress): Promise<Trial> {
  const folder = temporaryFolder();
  try {
    const given = Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, { value, as: name }]));
    const surroundings = {
      cwd: folder,
      author: Promise.resolve('Ada'),
      year: context.year,
      generator: { name: context.name, version: context.version },
    };
    const made = await planWish({ source, directory: 'a-project', given, steps: [] }, surroundings);
    const { test } = made.commands;
    const steps: readonly StepName[] = test ? ['environment', 'verify'] : isPython(made) ? ['environment'] : [];
    const plan = { ...made, steps, commands: test ? { test } : {} };
    await apply(plan, { signal: context.signal });
    const quiet = { ...progress, start: () => {}, end: () => {} };
    const taken = await takeSteps(plan, { context, progress: quiet, python: undefined, hadFiles: false });
    return { answers, ...verdictOf(taken) };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function verdictOf(steps: readonly StepResult[]): Omit<Trial, 'answers'> {
  const wrong = steps.find((step) => step.status === 'failed' || step.status === 'interrupted');
  if (wrong && 'reason' in wrong)
    return { ok: false, problem: wrong.reason, ...('output' in wrong && wrong.output ? { output: wrong.output } : {}) };
  return { ok: true };
}
