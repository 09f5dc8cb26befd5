import type { Answer, Choice, Layer, Question, When } from '../types.ts';

const values = (answer: Answer): readonly Answer[] => (Array.isArray(answer) ? answer : [answer as string | boolean]);

/** True when every named answer is among the values asked for; a multiselect holds when one of its choices is. */
export function holds(when: When | undefined, answers: Readonly<Record<string, Answer>>): boolean {
  return Object.entries(when ?? {}).every(([name, wanted]) => {
    const given = answers[name];
    return given !== undefined && values(given).some((value) => values(wanted).includes(value));
  });
}

/**
 * A condition in answers alone: what a choice sets stands for the choices that set it. Where two of its names
 * ask for the same answer, both must hold.
 */
export function expanded(when: When | undefined, questions: readonly Question[]): When | undefined {
  if (!when) return undefined;
  const earlier = known.get(questions) ?? new Map<When, When>();
  known.set(questions, earlier);
  const found = earlier.get(when) ?? expand(when, questions);
  earlier.set(when, found);
  return found;
}

/** A condition is asked for once for every other one, and none of these ever changes. */
const known = new WeakMap<readonly Question[], Map<When, When>>();

function expand(when: When, questions: readonly Question[]): When {
  const all: Record<string, Answer> = {};
  for (const [name, wanted] of Object.entries(when)) {
    const setting = questions.find((one) => answering(one).some(({ sets = {} }) => Object.hasOwn(sets, name)));
    const chosen = setting && answering(setting).filter(({ sets }) => values(wanted).includes(sets?.[name] ?? ''));
    const asked = chosen?.map(({ value }) => value) ?? wanted;
    const asking = setting?.name ?? name;
    const earlier = all[asking];
    all[asking] =
      earlier === undefined ? asked : values(earlier).filter((value): value is string => values(asked).includes(value));
  }
  return all;
}

/** Everything that can answer a question: its choices, and what the user's own data answers it with. */
export const answering = ({
  choices = [],
  own = [],
}: Pick<Question, 'choices' | 'own'>): readonly Pick<Choice, 'value' | 'sets'>[] => [...choices, ...own];

/** Questions as they are asked where the user brings data of this form: it has answered the one that asks for data. */
export const questionsFor = (questions: readonly Question[], form: string | undefined): readonly Question[] =>
  questions.map((question) => {
    const found = question.own?.filter(({ data }) => data === form) ?? [];
    const [first] = found;
    return first ? { ...question, choices: found, default: first.value } : question;
  });

/** The layers that are laid for these answers. */
export const laid = <T extends Layer>(
  layers: readonly T[],
  questions: readonly Question[],
  answers: Readonly<Record<string, Answer>>,
): readonly T[] => layers.filter(({ when }) => holds(expanded(when, questions), answers));

/** A question with the choices alone that these answers leave open. */
export function offered(question: Question, answers: Readonly<Record<string, Answer>>): Question {
  if (!question.choices?.some((choice) => choice.when)) return question;
  const choices = question.choices.filter((choice) => holds(choice.when, answers));
  const isOpen = (value: Answer): boolean => choices.some((choice) => choice.value === value);
  const usually = Array.isArray(question.default) ? question.default.filter(isOpen) : question.default;
  return { ...question, choices, default: usually };
}

/** True when no answers at all can make both hold. Several choices of a multiselect can hold at once. */
export function exclude(a: When | undefined, b: When | undefined, questions: readonly Question[]): boolean {
  const isSeveral = (name: string): boolean => questions.find((one) => one.name === name)?.kind === 'multiselect';
  const second = expanded(b, questions);
  return Object.entries(expanded(a, questions) ?? {}).some(([name, wanted]) => {
    const other = second?.[name];
    if (other === undefined || isSeveral(name)) return false;
    const wished = new Set(values(other));
    return !values(wanted).some((value) => wished.has(value));
  });
}

/** True when `narrow` cannot hold without `wide`: a layer with `wide` then lies below one with `narrow`, always. */
export function implies(narrow: When | undefined, wide: When | undefined, questions: readonly Question[]): boolean {
  const asked = expanded(narrow, questions);
  return Object.entries(expanded(wide, questions) ?? {}).every(([name, wanted]) => {
    const narrower = asked?.[name];
    return narrower !== undefined && values(narrower).every((value) => values(wanted).includes(value));
  });
}
