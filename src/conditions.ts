import type { Answer, Question, When } from './types.ts';

const values = (answer: Answer): readonly Answer[] => (Array.isArray(answer) ? answer : [answer as string | boolean]);

/** True when every named answer is among the values asked for; a multiselect holds when one of its choices is. */
export function holds(when: When | undefined, answers: Readonly<Record<string, Answer>>): boolean {
  return Object.entries(when ?? {}).every(([name, wanted]) => {
    const given = answers[name];
    return given !== undefined && values(given).some((value) => values(wanted).includes(value));
  });
}

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
  const several = new Set(questions.filter((question) => question.kind === 'multiselect').map(({ name }) => name));
  return Object.entries(a ?? {}).some(([name, wanted]) => {
    const other = b?.[name];
    return other !== undefined && !several.has(name) && !values(wanted).some((value) => values(other).includes(value));
  });
}

/** True when `narrow` cannot hold without `wide`: a layer with `wide` then lies below one with `narrow`, always. */
export function implies(narrow: When | undefined, wide: When | undefined): boolean {
  return Object.entries(wide ?? {}).every(([name, wanted]) => {
    const narrower = narrow?.[name];
    return narrower !== undefined && values(narrower).every((value) => values(wanted).includes(value));
  });
}
