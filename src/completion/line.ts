import { holds } from '../answers/conditions.ts';
import { problemWith } from '../answers/problem.ts';
import { fromText } from '../answers/resolve.ts';
import type { Command } from '../command-line/command.ts';
import { spelled } from '../command-line/given.ts';
import { questionsOf, templateNamed, tokensOf } from '../command-line/options.ts';
import type { Answer, Manifest, Question, When } from '../types.ts';

/** What is known of templates where a word is completed. */
export interface Known {
  /** Those of this package: where none is named, their questions are the flags that there are. */
  readonly ours: readonly Manifest[];
  /** Every one that has an id, under that id. */
  readonly all: readonly Manifest[];
  /** What was added, of use or not: what can be removed. */
  readonly added: readonly { readonly id: string; readonly origin: 'user' | 'project' }[];
  /** The one that the line names by a folder or an address. */
  readonly elsewhere?: Manifest | undefined;
}

/** What the words before the cursor's say. */
export interface Line {
  readonly words: readonly string[];
  /** The flag whose value comes next. */
  readonly expects: string | undefined;
  /** Flags and `--set`, by the name of what they answer. */
  readonly seen: ReadonlySet<string>;
  /** Whether a template asks for all that was answered. */
  readonly fits: (manifest: Manifest) => boolean;
  /** Every question that can be answered here, and has not been; of each template that may be meant. */
  readonly open: readonly Question[];
  /** Whether a flag can still come: after `--` none can. */
  readonly ended: boolean;
}

export function readLine(typed: readonly string[], commands: readonly Command[], known: Known): Line {
  const name = templateNamed(typed, commands);
  const named = name === undefined ? known.ours : [known.all.find(({ id }) => id === name) ?? known.elsewhere];
  const manifests = named.filter((one) => one !== undefined);
  const { tokens, positionals } = tokensOf(typed, questionsOf(manifests), commands);
  const options = tokens.filter((token) => token.kind === 'option');
  const last = tokens.at(-1);
  const expects = last?.kind === 'option' && last.takesValue && last.value === undefined ? last.name : undefined;
  const given = options.flatMap(({ name: flag, value }) => {
    const [, asked, said] = flag === 'set' ? (/^([^=]+)=(.*)$/s.exec(value ?? '') ?? []) : [flag, flag, value];
    return asked === undefined || said === undefined ? [] : [[spelled(asked), said] as const];
  });
  const seen = new Set([...options.map((token) => spelled(token.name)), ...given.map(([asked]) => asked)]);
  const isAsked = (asked: string): boolean =>
    questionsOf([...known.ours, ...known.all, ...manifests]).some((one) => one.name === asked);
  const answered = given.filter(([asked]) => isAsked(asked));
  const fits = (one: Manifest): boolean => answersAll(one, answered);
  const open = manifests
    .filter((one) => name !== undefined || fits(one))
    .flatMap((one) => openQuestions(questionsOf([one]), given));
  return {
    words: positionals,
    expects,
    seen,
    open: open.filter((one) => !seen.has(one.name) || (expects !== undefined && one.name === spelled(expects))),
    ended: tokens.some(({ kind }) => kind === 'option-terminator'),
    fits,
  };
}

type Said = readonly (readonly [name: string, value: string])[];

/** Whether a template asks for everything that was answered, and takes those answers. */
const answersAll = (manifest: Manifest, given: Said): boolean =>
  given.every(([name, text]) => {
    const question = questionsOf([manifest]).find((one) => one.name === name);
    return question !== undefined && problemWith(question, fromText(question, text)) === undefined;
  });

/** What still applies: a question or a choice that an answer has closed would be refused. */
function openQuestions(questions: readonly Question[], given: Said): readonly Question[] {
  const answers: Record<string, Answer> = Object.fromEntries(
    given.flatMap(([name, text]) => {
      const question = questions.find((one) => one.name === name);
      return question ? [[name, fromText(question, text) as Answer]] : [];
    }),
  );
  // One that nobody has answered may still be answered so, or so by default.
  const mayHold = (when: When | undefined): boolean =>
    Object.entries(when ?? {}).every(
      ([name, wanted]) => !Object.hasOwn(answers, name) || holds({ [name]: wanted }, answers),
    );
  return questions
    .filter(({ when }) => mayHold(when))
    .map((one) => (one.choices ? { ...one, choices: one.choices.filter(({ when }) => mayHold(when)) } : one));
}
