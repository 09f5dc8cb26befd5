import { holds, offered } from '../conditions.ts';
import type { Answer, Answers, Manifest, Question, When } from '../types.ts';

/** Something that can be answered in more than one way: a question, or one choice of a multiselect. */
interface Factor {
  readonly question: Question;
  /** Of a multiselect. */
  readonly member?: string;
  readonly levels: readonly string[];
}

type Levels = Readonly<Record<string, string>>;

const keyOf = ({ question, member }: Pick<Factor, 'question' | 'member'>): string =>
  member === undefined ? question.name : `${question.name}:${member}`;

function factorsOf({ questions }: Manifest): readonly Factor[] {
  return questions.flatMap((question): readonly Factor[] => {
    const values = question.choices?.map(({ value }) => value) ?? [];
    if (question.kind === 'select') return [{ question, levels: values }];
    if (question.kind === 'confirm') return [{ question, levels: ['true', 'false'] }];
    return question.kind === 'multiselect' ? values.map((member) => ({ question, member, levels: ['on', 'off'] })) : [];
  });
}

/** The answers that these levels give, where each question applies and each choice is offered. */
function answersOf({ questions }: Manifest, levels: Levels): Answers {
  const answers: Record<string, Answer> = {};
  for (const asked of questions) {
    if (!holds(asked.when, answers)) continue;
    const question = offered(asked, answers);
    answers[question.name] = answerOf(question, levels);
  }
  return answers;
}

function answerOf(question: Question, levels: Levels): Answer {
  const values = question.choices?.map(({ value }) => value) ?? [];
  const level = levels[question.name];
  if (question.kind === 'confirm') return level === undefined ? question.default : level === 'true';
  if (question.kind === 'select') return level !== undefined && values.includes(level) ? level : question.default;
  if (question.kind === 'text') return question.default;
  const usual = [question.default].flat();
  return values.filter((member) => {
    const on = levels[keyOf({ question, member })];
    return on === undefined ? usual.includes(member) : on === 'on';
  });
}

/** What answers say of each factor that they decide, as `name=value`. */
function saidBy(factors: readonly Factor[], answers: Answers): readonly string[] {
  return factors.flatMap((factor) => {
    const { question, member } = factor;
    const answer = answers[question.name];
    if (answer === undefined) return [];
    if (member === undefined) return [`${keyOf(factor)}=${answer}`];
    const isOffered = offered(question, answers).choices?.some(({ value }) => value === member);
    return isOffered ? [`${keyOf(factor)}=${[answer].flat().includes(member) ? 'on' : 'off'}`] : [];
  });
}

const pairsOf = (said: readonly string[]): readonly string[] =>
  said.flatMap((a, index) => said.slice(index + 1).map((b) => `${a} & ${b}`));

/** What a pair's questions and choices need, so that it can be met at all. */
function needs(factor: Factor, level: string): Levels {
  const choice = factor.question.choices?.find(({ value }) => value === (factor.member ?? level));
  const wanted = (when: When | undefined): Levels =>
    Object.fromEntries(Object.entries(when ?? {}).map(([name, value]) => [name, String([value].flat()[0])]));
  return { ...wanted(factor.question.when), ...(level === 'off' ? {} : wanted(choice?.when)) };
}

/**
 * Answers to make projects with: the defaults, and as few more as it takes for every two choices to meet once that can.
 * Most faults need one choice or two, and all combinations would be too many. A greedy covering array.
 */
export function runsOf(manifest: Manifest): readonly Answers[] {
  const factors = factorsOf(manifest);
  const single = new Map<string, { readonly factor: Factor; readonly level: string }>();
  for (const factor of factors)
    for (const level of factor.levels) single.set(`${keyOf(factor)}=${level}`, { factor, level });
  const open = new Set([...single.keys(), ...pairsOf([...single.keys()])]);
  const runs: Answers[] = [];
  const covers = (answers: Answers): readonly string[] => {
    const said = saidBy(factors, answers);
    return [...said, ...pairsOf(said)].filter((one) => open.has(one));
  };
  const add = (answers: Answers): void => {
    for (const one of covers(answers)) open.delete(one);
    runs.push(answers);
  };
  add(answersOf(manifest, {}));
  for (const wanted of open) {
    // Deleted by a run before it came.
    if (!open.has(wanted)) continue;
    const set = wanted.split(' & ').flatMap((one) => single.get(one) ?? []);
    let levels: Levels = Object.assign({}, ...set.map(({ factor, level }) => needs(factor, level)));
    for (const { factor, level } of set) levels = { ...levels, [keyOf(factor)]: level };
    for (const factor of factors) {
      if (keyOf(factor) in levels) continue;
      const gain = (level: string): number => covers(answersOf(manifest, { ...levels, [keyOf(factor)]: level })).length;
      const [best = ''] = factor.levels.toSorted((a, b) => gain(b) - gain(a));
      levels = { ...levels, [keyOf(factor)]: best };
    }
    const answers = answersOf(manifest, levels);
    // Some pairs exclude each other: two values of one question, or a choice and what closes it.
    if (covers(answers).includes(wanted)) add(answers);
    else open.delete(wanted);
  }
  return runs;
}

/** Answers in a few words. */
export const saidOf = (answers: Answers): string =>
  Object.entries(answers)
    .map(([name, answer]) => `${name} ${[answer].flat().join(',') || 'none'}`)
    .join(', ') || 'the defaults';
