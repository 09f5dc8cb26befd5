import path from 'node:path';
import { offered } from '../answers/conditions.ts';
import { problemWith } from '../answers/problem.ts';
import { standardQuestions } from '../answers/standard.ts';
import { inspectTarget } from '../apply/target.ts';
import { wordsOf } from '../report/commands.ts';
import { printable } from '../text/encode.ts';
import type { Answer, Plan, Question, Source } from '../types.ts';
import type { Bringing } from './bringing.ts';
import type { CreateOptions } from './decide.ts';
import * as said from './draft.ts';
import { choose, chooseSome, confirm, type Reply, type Stage, typeIn } from './prompts.ts';

/** What every prompt needs besides its own question. */
export interface Scene {
  readonly io: Stage;
  readonly offered: readonly Source[];
  readonly options: CreateOptions;
  readonly cwd: string;
  /** What a shell would have made of a path, which none has read here. */
  readonly placeOf: (typed: string) => string;
  readonly draft: said.Draft;
  /** How data of the user's is brought, where it can be. */
  readonly bringing?: Bringing;
}

/** Something that is asked for, and can be asked for again. */
export interface Field {
  readonly name: string;
  readonly isOpen: () => boolean;
  /** Asks for it. False where Escape went back, which changes nothing. */
  readonly ask: () => Promise<boolean>;
  /** Counts as not said, until it is asked for again. */
  readonly open: () => void;
}

/** Keeps what a prompt held, and takes it unless Escape went back. */
async function settle<T>(
  asked: Promise<Reply<T>>,
  hold: (value: T) => void,
  take: (value: T) => void,
): Promise<boolean> {
  const { value, back } = await asked;
  hold(value);
  if (!back) take(value);
  return !back;
}

/** Which template. */
export const templateField = ({ draft, offered, io, cwd }: Scene): Field => ({
  name: 'template',
  isOpen: () => draft.source === undefined,
  open: () => {
    draft.source = undefined;
  },
  ask: () =>
    settle(
      choose(io, {
        message: 'What will you build?',
        initial: draft.source ?? draft.held.source,
        options: offered.map((source) => ({
          value: source,
          label: `${source.manifest.title} (${source.source})`,
          hint: source.manifest.summary,
        })),
        // Flags may have answered what this one does not ask.
        problem: (source) => said.problemAfter(draft, source, (trial) => said.takeSource(trial, source, cwd)),
      }),
      (source) => {
        draft.held.source = source;
      },
      (source) => said.takeSource(draft, source, cwd),
    ),
});

/** Which folder, told at once when no project can be named after it, or none can be made there. */
export const folderField = (source: Source, { draft, io, cwd, placeOf }: Scene, now?: string): Field => ({
  name: 'folder',
  isOpen: () => draft.directory === undefined,
  open: () => {
    draft.directory = undefined;
  },
  ask: () =>
    settle(
      typeIn(io, {
        message: 'In which folder?',
        initial: now ?? draft.held.directory,
        usual: said.usualFolder(source),
        problem: async (typed) =>
          said.problemOf(() => said.namesFor(source, placeOf(typed), draft, cwd)) ??
          (await problemAt(path.resolve(cwd, placeOf(typed)))),
      }),
      (typed) => {
        draft.held.directory = typed === said.usualFolder(source) ? undefined : typed;
      },
      (typed) => {
        draft.directory = placeOf(typed);
      },
    ),
});

async function problemAt(target: string): Promise<string | undefined> {
  const looked = await inspectTarget({ target, files: [] }).catch((error: unknown) => () => {
    throw error;
  });
  return typeof looked === 'function' ? said.problemOf(looked) : undefined;
}

/** One question of the template's, or one that every template has. */
export function questionField(question: Question, source: Source, { draft, io }: Scene, now?: Answer): Field {
  const { name } = question;
  const problem = (value: Answer): string | undefined => {
    const wrong = problemWith(question, value);
    if (wrong) return `It ${wrong}.`;
    return said.problemAfter(draft, source, (trial) => said.take(trial, source, name, value));
  };
  return {
    name,
    isOpen: () => draft.given[name] === undefined,
    open: () => {
      draft.given = Object.fromEntries(Object.entries(draft.given).filter(([other]) => other !== name));
    },
    ask: () => {
      const held = now ?? said.heldAnswer(draft, source, name);
      return settle(
        prompted(question, held === undefined || problemWith(question, held) ? question.default : held, problem, io),
        (value) => said.holdAnswer(draft, source, question, value),
        (value) => said.take(draft, source, name, value),
      );
    },
  };
}

/** A question as its kind of prompt. */
function prompted(
  { kind, message, choices = [], optional }: Question,
  initial: Answer,
  problem: (value: Answer) => string | undefined,
  io: Stage,
): Promise<Reply<Answer>> {
  switch (kind) {
    case 'text':
      return typeIn(io, {
        message: optional ? `${message} (may be empty)` : message,
        initial: String(initial),
        problem,
      });
    case 'confirm':
      return confirm(io, { message, initial: initial === true, problem });
    case 'select':
      return choose(io, { message, options: choices, initial: String(initial), problem });
    case 'multiselect':
      return chooseSome(io, { message, options: choices, initial: initial as readonly string[], problem });
  }
}

/** Whether to install and run the project at once. */
export const runField = ({ downloadMB, commands }: Plan, { draft, io }: Scene): Field => ({
  name: 'steps',
  isOpen: () => !draft.stepsSaid,
  open: () => {
    draft.stepsSaid = false;
  },
  ask: () =>
    settle(
      confirm(io, {
        message: printable(
          `Install and run it now?${downloadMB > 0 ? ` It downloads about ${downloadMB} MB.` : ''} It runs: ${wordsOf(commands).join('; ')}`,
        ),
        initial: draft.held.now ?? false,
      }),
      (now) => {
        draft.held.now = now;
      },
      (now) => {
        draft.stepsSaid = true;
        draft.steps = { ...draft.steps, install: now, verify: now };
      },
    ),
});

/** The questions of the template that apply, and those that every template has, with the answers of a plan. */
export const questionsIn = (source: Source, { answers }: Plan): readonly Question[] => {
  const standard = standardQuestions({ title: '', author: '', year: '' }, source.manifest.defaults);
  const own = source.manifest.questions.filter(({ name }) => answers[name] !== undefined);
  return [...own.map((question) => offered(question, answers)), ...standard];
};
