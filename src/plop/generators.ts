import path from 'node:path';
import { apply } from '../apply/apply.ts';
import { Failure } from '../errors.ts';
import { printable } from '../text/encode.ts';
import type { Answer, Plan, Question } from '../types.ts';

/** The part of plop's API that we use; structural, so that our types need no plop at the user's. */
export interface PlopApi {
  getDestBasePath(): string;
  setActionType(name: string, action: (data: ActionData) => Promise<string>): unknown;
  setGenerator(
    name: string,
    config: { description: string; prompts: PlopPrompt[]; actions: (data: ActionData) => PlopAction[] },
  ): unknown;
}

export interface PlopPrompt {
  readonly type: 'input' | 'list' | 'checkbox' | 'confirm';
  readonly name: string;
  readonly message: string;
  readonly default?: unknown;
  readonly choices?: readonly { readonly name: string; readonly value: string; readonly checked?: boolean }[];
}

export interface PlopAction {
  readonly type: string;
  readonly data: () => Promise<{ plan?: Plan }>;
}

/** What a generator's action reads, and where it leaves its outcome: node-plop turns a thrown error into a string. */
export interface ActionData {
  [name: string]: unknown;
  plan?: Plan;
  signal?: AbortSignal;
  outcome?: Outcome;
}

export type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: unknown };

/** One generator: a template's questions, and how answers become a plan. */
export interface Generator {
  readonly id: string;
  readonly summary: string;
  readonly questions: readonly Question[];
  readonly plan: (directory: string, answers: Readonly<Record<string, Answer>>) => Promise<Plan>;
}

const actionType = 'create-ml-portfolio';

/** Registers generators with plop: the command line, `npm run plop` and anyone's own plopfile all come through here. */
export function registerGenerators(plop: PlopApi, generators: readonly Generator[]): void {
  plop.setActionType(actionType, writePlan);
  for (const generator of generators) {
    plop.setGenerator(generator.id, {
      description: generator.summary,
      // Unconditional, since plop cannot bypass a prompt that has a condition.
      prompts: [
        { type: 'input', name: 'directory', message: 'Folder of the project', default: `my-${generator.id}` },
        ...generator.questions.map(toPrompt),
      ],
      actions: ({ directory, plan, signal: _signal, outcome: _outcome, ...answers }) => [
        {
          type: actionType,
          data: async () => {
            if (plan) return {};
            const made = generator.plan(String(directory ?? ''), answers as Record<string, Answer>);
            return { plan: await made.catch((error) => Promise.reject(withNextStep(error))) };
          },
        },
      ],
    });
  }
}

async function writePlan(data: ActionData): Promise<string> {
  const { plan } = data;
  if (!plan) throw new Error('There is no plan to write.');
  try {
    await apply(plan, { signal: data.signal ?? new AbortController().signal });
    data.outcome = { ok: true };
    return `${plan.files.length} files in ${path.relative('', plan.target) || '.'}`;
  } catch (error) {
    data.outcome = { ok: false, error };
    throw withNextStep(error);
  }
}

/** plop shows an error's message alone. */
export const withNextStep = (error: unknown): unknown =>
  error instanceof Failure ? new Error(printable([error.message, ...error.details, error.next].join('\n'))) : error;

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
