import { usage } from '../errors.ts';
import { shellWord } from '../text/shell.ts';
import { didYouMean } from '../text/suggest.ts';
import type { Answer, Answers, Question } from '../types.ts';
import { holds, offered } from './conditions.ts';
import { problemWith } from './problem.ts';

/** What the user said, and where: a message about it names the flag or the key. */
export interface Given {
  readonly value: unknown;
  readonly as: string;
}

export type GivenAnswers = Readonly<Record<string, Given>>;

export interface Resolved {
  readonly answers: Answers;
  /** Questions that apply and have no answer. */
  readonly missing: readonly Question[];
}

/** A choice that the answers before it have closed is told with what it needs. */
function checkOffered({ choices: all = [] }: Question, { choices: open = [] }: Question, { value, as }: Given): void {
  const closed = all.find((choice) => [value].flat().includes(choice.value) && !open.includes(choice));
  if (!closed) return;
  const needs = Object.entries(closed.when ?? {}).map(
    ([name, wanted]) =>
      `--${name} ${[wanted]
        .flat()
        .map((one) => shellWord(String(one)))
        .join(' or ')}`,
  );
  throw usage(`${as}: ${closed.value} does not apply to the other answers.`, `It needs ${needs.join(' and ')}.`);
}

/** Turns the text of a flag into the kind of value that its question takes. */
export function fromText(question: Question, typed: string): unknown {
  const text = typed.trim();
  if (question.kind === 'multiselect') return text === '' ? [] : text.split(',').map((one) => one.trim());
  if (question.kind === 'confirm') return /^(true|yes|y)$/i.test(text) || (/^(false|no|n)$/i.test(text) ? false : text);
  return text;
}

function check(question: Question, given: Given): Answer {
  const problem = problemWith(question, given.value);
  if (problem) {
    const offered = question.choices?.map((choice) => choice.value) ?? [];
    const wrong = [given.value].flat().find((value) => typeof value === 'string' && !offered.includes(value));
    const meant = typeof wrong === 'string' && offered.length > 0 ? didYouMean(wrong, offered) : undefined;
    throw usage(
      `${given.as} ${problem}, not ${JSON.stringify(given.value)}.`,
      meant ? `Did you mean ${meant}?` : `Correct ${given.as} and run it again.`,
    );
  }
  // A choice named twice is still one choice, and their order is the template's, so that the same answers give the same bytes.
  if (Array.isArray(given.value)) {
    const chosen: readonly unknown[] = given.value;
    return (question.choices ?? []).map((choice) => choice.value).filter((value) => chosen.includes(value));
  }
  return typeof given.value === 'string' ? given.value.replace(/\r\n?/g, '\n').trim() : (given.value as Answer);
}

/** Answers every question that applies: from what was given, else, where defaults may be used, from its default. */
export function resolveAnswers(
  questions: readonly Question[],
  given: GivenAnswers,
  mayDefault: (question: Question) => boolean,
): Resolved {
  const names = questions.map((question) => question.name);
  for (const [name, { as }] of Object.entries(given)) {
    if (names.includes(name)) continue;
    const meant = didYouMean(name, names);
    throw usage(
      `This template asks no question called "${name}" (${as}).`,
      meant ? `Did you mean ${meant}?` : `It asks: ${names.join(', ')}.`,
    );
  }
  const answers: Record<string, Answer> = Object.create(null);
  const missing: Question[] = [];
  for (const asked of questions) {
    const said = given[asked.name];
    const question = offered(asked, answers);
    if (said) checkOffered(asked, question, said);
    if (!holds(question.when, answers)) {
      if (said) throw usage(`${said.as} does not apply to the other answers.`, `Leave ${said.as} out.`);
    } else if (said) answers[question.name] = check(question, said);
    else if (mayDefault(question))
      answers[question.name] = check(question, { value: question.default, as: question.name });
    else missing.push(question);
  }
  return { answers: Object.freeze({ ...answers }), missing };
}

/** `--with` and `--without`: features on top of, or out of, those given or the default ones. */
export function withFeatures(
  questions: readonly Question[],
  given: GivenAnswers,
  change: { readonly with: readonly string[]; readonly without: readonly string[] },
): GivenAnswers {
  if (change.with.length + change.without.length === 0) return given;
  const question = questions.find((one) => one.name === 'features' && one.kind === 'multiselect');
  if (!question) throw usage('This template has no features to add or leave out.', 'Leave out --with and --without.');
  const base = given.features ?? { value: question.default, as: '--with' };
  for (const [flag, names] of [
    ['--with', change.with],
    ['--without', change.without],
  ] as const)
    check(question, { value: names, as: flag });
  const twice = change.with.find((name) => change.without.includes(name));
  if (twice) throw usage(`--with and --without both name ${twice}.`, 'Name it in one of them.');
  const chosen = [...(check(question, base) as readonly string[]), ...change.with].filter(
    (name) => !change.without.includes(name),
  );
  return { ...given, features: { value: chosen, as: base.as } };
}
