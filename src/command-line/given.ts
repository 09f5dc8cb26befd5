import { fromText, type Given, type GivenAnswers } from '../answers/resolve.ts';
import { usage } from '../errors.ts';
import type { Question } from '../types.ts';

/** Other spellings of a question's name. */
const spellings: Readonly<Record<string, string>> = { license: 'licence' };

/** A flag, a `--set` and a key of `--answers` may spell a name in another way. */
export const spelled = (name: string): string => (Object.hasOwn(spellings, name) ? (spellings[name] ?? name) : name);

/** All names that a question's flag has. */
export const flagsFor = (name: string): readonly string[] => [
  name,
  ...Object.keys(spellings).filter((other) => spelled(other) === name),
];

/** Answers, each with what gave it; one that is given in two ways is refused, since one of them would be dropped. */
export function once(answers: readonly (readonly [name: string, given: Given])[]): GivenAnswers {
  const known = new Map<string, Given>();
  for (const [written, given] of answers) {
    const name = spelled(written);
    const earlier = known.get(name);
    if (earlier?.as === given.as) throw usage(`${given.as} is given twice.`, 'Give it once.');
    if (earlier) throw usage(`${earlier.as} and ${given.as} both answer ${name}.`, 'Give one of them.');
    known.set(name, given);
  }
  return Object.fromEntries(known);
}

type FlagValues = Readonly<Record<string, unknown>>;

/** What `--set` and the questions' own flags answer. */
export const givenBy = (pairs: readonly string[], values: FlagValues, questions: readonly Question[]): GivenAnswers =>
  once([...pairs.map((pair) => fromSet(pair, questions)), ...questions.flatMap((one) => fromFlags(one, values))]);

const fromFlags = (question: Question, values: FlagValues): readonly (readonly [string, Given])[] =>
  flagsFor(question.name).flatMap((flag) => {
    const value = values[flag];
    return typeof value === 'string' ? [[flag, { value: fromText(question, value), as: `--${flag}` }] as const] : [];
  });

function fromSet(pair: string, questions: readonly Question[]): readonly [string, Given] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
  if (name === undefined || value === undefined)
    throw usage(`--set ${pair} is not of the form name=value.`, 'For example: --set dataset=diabetes.');
  const question = questions.find((one) => one.name === spelled(name));
  return [name, { value: question ? fromText(question, value) : value, as: `--set ${name}` }];
}
