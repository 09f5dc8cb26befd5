import { laid, offered } from '../../src/answers/conditions.ts';
import type { Answer, Answers, Manifest, Question } from '../../src/types.ts';

/** One way to answer a template's questions, called after what is chosen in it. */
export interface Choice {
  readonly name: string;
  /** What is answered; every other question has its default. */
  readonly answers: Answers;
  /** Its data has to be downloaded before the pipeline can run. */
  readonly online: boolean;
}

export const defaultsOf = ({ questions }: Manifest): Answers =>
  Object.fromEntries(questions.map((question) => [question.name, question.default]));

/** Every choice of every select with everything switched on, and every choice of every multiselect alone; none twice. */
export function choicesOf(manifest: Manifest): readonly Choice[] {
  const defaults = defaultsOf(manifest);
  const everything = Object.fromEntries(
    manifest.questions
      .filter(({ kind }) => kind === 'multiselect' || kind === 'confirm')
      .map((question) => [
        question.name,
        question.choices
          ?.map(({ value }) => value)
          .filter((value) => !isOnline(manifest, { ...defaults, [question.name]: [value] })) ?? true,
      ]),
  );
  const seen = new Set<string>();
  const one = (name: string, given: Answers): readonly Choice[] => {
    const answers = possible(manifest, given, defaults);
    const all = { ...defaults, ...answers };
    const key = JSON.stringify(all);
    return seen.has(key) || !seen.add(key) ? [] : [{ name, answers, online: isOnline(manifest, all) }];
  };
  const chosen = ({ kind, name, choices = [], when = {} }: Question): readonly Choice[] => {
    // A question that is only asked after an answer is asked by giving that answer.
    const asked: Answers = Object.fromEntries(
      Object.entries(when).map(([other, wanted]) => [other, kindOf(manifest, other, wanted)]),
    );
    return choices.flatMap(({ value, when: offeredWhen = {} }) => {
      const needed = Object.fromEntries(
        Object.entries(offeredWhen).map(([other, wanted]) => [other, kindOf(manifest, other, wanted)]),
      );
      return kind === 'select'
        ? one(`${name} ${value} with everything`, { ...everything, ...asked, ...needed, [name]: value })
        : one(`${name} ${value} alone`, { ...asked, ...needed, [name]: [value] });
    });
  };
  const choices = manifest.questions.flatMap(chosen);
  return choices.length > 0 ? choices : one('as it is', {});
}

/** Of several choices those that the other answers leave open. */
function possible(manifest: Manifest, given: Answers, defaults: Answers): Answers {
  const all = { ...defaults, ...given };
  return Object.fromEntries(
    Object.entries(given).map(([name, answer]) => {
      const question = manifest.questions.find((one) => one.name === name);
      const open = question && offered(question, all).choices?.map(({ value }) => value);
      return [name, Array.isArray(answer) && open ? answer.filter((value) => open.includes(value)) : answer];
    }),
  );
}

/** The first of the wanted values, in the form that the question has. */
function kindOf(manifest: Manifest, name: string, wanted: Answer): Answer {
  const first = Array.isArray(wanted) ? wanted[0] : wanted;
  return manifest.questions.find((question) => question.name === name)?.kind === 'multiselect' ? [first] : first;
}

/** Whether the data of such a project has to be downloaded before its pipeline can run. */
export function isOnline(manifest: Manifest, answers: Answers): boolean {
  return laid(manifest.layers, manifest.questions, answers).some(({ online }) => online);
}

/** The words that give these answers on the command line. */
export const asWords = (answers: Answers): readonly string[] =>
  Object.entries(answers).flatMap(([name, answer]) => ['--set', `${name}=${[answer].flat().join(',')}`]);
