import path from 'node:path';
import { apply } from '../apply/apply.ts';
import { inspectTarget, type Target } from '../apply/target.ts';
import { Failure } from '../errors.ts';
import { planWish, type Surroundings, type Wish } from '../plan/wish.ts';
import type { StepScene } from '../steps/steps.ts';
import { sayStep } from '../terminal/progress.ts';
import { printable } from '../text/encode.ts';
import { placeNamed } from '../text/home.ts';
import { discreet } from '../text/secrets.ts';
import type { Answer, Plan, Question, Source, StepName, StepResult } from '../types.ts';
import type { PlopAction, PlopApi, PlopPrompt } from './api.ts';

/** An action of ours, which plop hands back to us as it is. */
interface JobAction extends PlopAction {
  readonly job: Job;
  readonly step?: StepName;
}

/** What was written, and what the folder held before. */
export interface Creation {
  readonly plan: Plan;
  readonly target: Target;
}

/** What one run of a generator is to do, and what it has done: node-plop turns a thrown error into a string. */
export interface Job {
  readonly steps: readonly StepName[];
  readonly scene: Omit<StepScene, 'hadFiles'>;
  readonly makePlan: () => Promise<Plan>;
  written?: Creation;
  readonly taken: StepResult[];
  error?: unknown;
}

type Answered = Readonly<Record<string, Answer>>;

/** One generator: a template's questions, and what their answers ask for. */
export interface Generator {
  readonly id: string;
  readonly summary: string;
  readonly questions: readonly Question[];
  readonly jobOf: (directory: string, answers: Answered) => Job;
}

/** The generator of a template, whichever door leads to it. */
export const generatorOf = (
  { manifest: { id, summary, questions } }: Source,
  jobOf: Generator['jobOf'],
): Generator => ({
  id,
  summary,
  questions,
  jobOf,
});

/** What stands for a template where data of its owner's has answered for it. */
export type Stand = Pick<Wish, 'source' | 'given' | 'data'>;

/** The job that answers alone ask for, with the defaults for what they leave open. */
export function jobFrom(
  stand: () => Promise<Stand>,
  directory: string,
  answers: Answered,
  surroundings: Surroundings,
  job: Pick<Job, 'steps' | 'scene'>,
): Job {
  const answered = Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, { value, as: name }]));
  const makePlan = async (): Promise<Plan> => {
    const { source, given, data } = await stand();
    const place = placeNamed(directory, job.scene.context);
    return planWish(
      { source, directory: place, given: { ...given, ...answered }, steps: job.steps, data },
      surroundings,
    );
  };
  return { ...job, taken: [], makePlan };
}

const [writeType, stepType, nextType] = ['create-ml-portfolio', 'create-ml-portfolio-step', 'create-ml-portfolio-next'];

/** Registers generators with plop: the command line, `npm run plop` and anyone's own plopfile all come through here. */
export function registerGenerators(plop: PlopApi, generators: readonly Generator[]): void {
  plop.setActionType(writeType, (_, { job }: JobAction) => write(job));
  plop.setActionType(stepType, (_, { job, step }: JobAction) => take(job, step));
  plop.setActionType(nextType, (_, { job }: JobAction) => goOn(job));
  for (const generator of generators) {
    plop.setGenerator(generator.id, {
      description: generator.summary,
      // Unconditional, since plop cannot bypass a prompt that has a condition.
      prompts: [
        { type: 'input', name: 'directory', message: 'Folder of the project', default: `my-${generator.id}` },
        ...generator.questions.map(toPrompt),
      ],
      actions: ({ directory, ...answers }) => {
        const job = generator.jobOf(String(directory ?? ''), answers as Answered);
        const steps = job.steps.map((step) => ({ type: stepType, job, step, abortOnFail: false }));
        return [{ type: writeType, job, abortOnFail: true }, ...steps, { type: nextType, job, abortOnFail: false }];
      },
    });
  }
}

async function write(job: Job): Promise<string> {
  try {
    const plan = await job.makePlan();
    const target = await inspectTarget(plan);
    await apply(plan, { signal: job.scene.context.signal });
    job.written = { plan, target };
    return `${plan.files.length} files in ${path.relative('', plan.target) || '.'}`;
  } catch (error) {
    job.error = error;
    throw withNextStep(error);
  }
}

async function take(job: Job, step: StepName | undefined): Promise<string> {
  if (!job.written || !step) throw new Error('Nothing was written.');
  const { plan, target } = job.written;
  // Most runs of the command take one step or none, and what starts other programs takes a while to load.
  const { takeStep } = await import('../steps/steps.ts');
  const result = await takeStep(step, job.taken, plan, { ...job.scene, hadFiles: target.kept.length > 0 });
  job.taken.push(result);
  const lines = [sayStep(result), ...('output' in result ? (result.output ?? []) : [])];
  if ('command' in result && result.command)
    lines.push(`To do it by hand: ${result.command.replaceAll('\n', '\n    ')}`);
  const said = printable(lines.join('\n'));
  if (result.status === 'failed' || result.status === 'interrupted') throw new Error(said);
  return said;
}

/** Says how to go on; the command has a report for that. */
async function goOn({ written, taken, scene: { context } }: Job): Promise<string> {
  if (!written) throw new Error('Nothing was written.');
  const { nextCommands } = await import('../steps/next.ts');
  return printable(['Next:', ...nextCommands(written.plan, taken, context)].join('\n    '));
}

/** plop shows an error's message alone. */
export const withNextStep = (error: unknown): unknown =>
  error instanceof Failure
    ? new Error(discreet(printable([error.message, ...error.details, error.next].join('\n'))))
    : error;

const promptTypes = { text: 'input', select: 'list', multiselect: 'checkbox', confirm: 'confirm' } as const;

function toPrompt(question: Question): PlopPrompt {
  const several = question.kind === 'multiselect';
  const choices = question.choices?.map(({ value, label, hint }) => ({
    name: hint ? `${label} – ${hint}` : label,
    value,
    ...(several ? { checked: (question.default as readonly string[]).includes(value) } : {}),
  }));
  return {
    type: promptTypes[question.kind],
    name: question.name,
    message: question.message,
    ...(several ? {} : { default: question.default }),
    ...(choices ? { choices } : {}),
  };
}
