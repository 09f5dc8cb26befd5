import { confirm, isCancel, multiselect, select, text } from '@clack/prompts';
import { problemWith } from '../answers/problem.ts';
import type { Context } from '../context.ts';
import { cancelled, Failure } from '../errors.ts';
import { namesOf } from '../plan/wish.ts';
import type { Answer, Question, Source } from '../types.ts';
import type { CreateOptions } from './decide.ts';

/** What every prompt needs besides its own question. */
export interface Scene {
  readonly io: { readonly input: Context['stdin']; readonly output: Context['stdout']; readonly signal: AbortSignal };
  readonly offered: readonly Source[];
  readonly options: CreateOptions;
  readonly cwd: string;
}

/** An answer, or the end of the run: Ctrl-C and Escape are values in these prompts. */
export async function ask<T>(answer: Promise<T>): Promise<Exclude<T, symbol>> {
  const value = await answer;
  if (isCancel(value)) throw cancelled();
  return value as Exclude<T, symbol>;
}

/** Which template. */
export const askSource = async ({ offered, io }: Scene): Promise<Source> =>
  ask(
    select({
      ...io,
      message: 'What will you build?',
      options: offered.map((source) => ({
        value: source,
        label: source.manifest.title,
        hint: source.manifest.summary,
      })),
    }),
  );

/** Which folder, told at once when no project can be named after it. */
export async function askDirectory(source: Source, { io, options, cwd }: Scene, current?: string): Promise<string> {
  const placeholder = `my-${source.manifest.id}`;
  const validate = (typed: string | undefined): string | undefined => {
    try {
      namesOf({ source, directory: typed || placeholder, name: options.name, package: options.package }, cwd);
      return undefined;
    } catch (error) {
      if (error instanceof Failure) return `${error.message} ${error.next}`;
      throw error;
    }
  };
  const initial = current === undefined ? {} : { initialValue: current };
  return ask(
    text({ ...io, message: 'In which folder?', placeholder, defaultValue: placeholder, validate, ...initial }),
  );
}

/** One question of the template's, as its kind of prompt. */
export async function askQuestion(question: Question, current: Answer, { io }: Scene): Promise<Answer> {
  const { message } = question;
  const options = (question.choices ?? []).map(({ value, label, hint }) => ({
    value,
    label,
    ...(hint ? { hint } : {}),
  }));
  switch (question.kind) {
    case 'text':
      return ask(
        text({
          ...io,
          message,
          initialValue: String(current),
          validate: (typed) => problemWith(question, typed ?? ''),
        }),
      );
    case 'confirm':
      return ask(confirm({ ...io, message, initialValue: current === true }));
    case 'select':
      return ask(select({ ...io, message, options, initialValue: String(current) }));
    case 'multiselect':
      return ask(
        multiselect({ ...io, message, options, initialValues: [...(current as readonly string[])], required: false }),
      );
  }
}
