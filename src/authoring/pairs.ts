import { holds, offered } from '../answers/conditions.ts';
import { conditionable } from '../answers/standard.ts';
import type { Answer, Answers, Manifest, Question } from '../types.ts';

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

function factorsOf(questions: readonly Question[]): readonly Factor[] {
  return questions.flatMap((question): readonly Factor[] => {
    const values = question.choices?.map(({ value }) => value) ?? [];
    if (question.kind === 'select') return [{ question, levels: values }];
    if (question.kind === 'confirm') return [{ question, levels: ['true', 'false'] }];
    return question.kind === 'multiselect' ? values.map((member) => ({ question, member, levels: ['on', 'off'] })) : [];
  });
}

/** Its own, and those that every template has and that it asks for in a condition. */
function questionsOf({ questions, layers, defaults = {} }: Manifest): readonly Question[] {
  const conditions = [...layers, ...questions, ...questions.flatMap(({ choices = [] }) => choices)];
  const asked = new Set(conditions.flatMap(({ when }) => Object.keys(when ?? {})));
  const standard = conditionable.filter(({ name }) => asked.has(name));
  return [...standard.map((one) => ({ ...one, default: defaults[one.name] ?? one.default })), ...questions];
}

/** The answers that these levels give, where each question applies and each choice is offered. */
function answersOf(questions: readonly Question[], levels: Levels): Answers {
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

const pairsOf = (settings: readonly string[]): readonly string[] =>
  settings.flatMap((a, index) => settings.slice(index + 1).map((b) => `${a} & ${b}`));

/** The questions that these hang on, and those that those hang on in turn. */
function neededBy(names: ReadonlySet<string>, questions: readonly Question[]): ReadonlySet<string> {
  const conditions = questions
    .filter(({ name }) => names.has(name))
    .flatMap(({ when, choices = [] }) => [when, ...choices.map((choice) => choice.when)]);
  const all = new Set([...names, ...conditions.flatMap((when) => Object.keys(when ?? {}))]);
  return all.size === names.size ? all : neededBy(all, questions);
}

/**
 * Levels with which what is wanted can be met, if any: every value of what it hangs on is tried. Of a multiselect all that
 * it hangs on is on, since no condition asks for a choice not to be taken.
 */
function reach(
  questions: readonly Question[],
  factors: readonly Factor[],
  wanted: readonly { readonly factor: Factor; readonly level: string }[],
  isMet: (levels: Levels) => boolean,
): Levels | undefined {
  const fixed = Object.fromEntries(wanted.map(({ factor, level }) => [keyOf(factor), level]));
  const names = neededBy(new Set(wanted.map(({ factor }) => factor.question.name)), questions);
  const free = factors.filter((factor) => names.has(factor.question.name) && !(keyOf(factor) in fixed));
  const members = free.filter(({ member }) => member !== undefined);
  const tryAll = (levels: Levels, [first, ...rest]: readonly Factor[]): Levels | undefined => {
    if (!first) return isMet(levels) ? levels : undefined;
    for (const level of first.levels) {
      const found = tryAll({ ...levels, [keyOf(first)]: level }, rest);
      if (found) return found;
    }
    return undefined;
  };
  return tryAll(
    { ...Object.fromEntries(members.map((factor) => [keyOf(factor), 'on'])), ...fixed },
    free.filter(({ member }) => member === undefined),
  );
}

/**
 * Answers to make projects with: the defaults, and as few more as it takes for every two choices to meet once that can.
 * Most faults need one choice or two, and all combinations would be too many. A greedy covering array.
 */
export function runsOf(manifest: Manifest): readonly Answers[] {
  const questions = questionsOf(manifest);
  const factors = factorsOf(questions);
  const single = new Map<string, { readonly factor: Factor; readonly level: string }>();
  for (const factor of factors)
    for (const level of factor.levels) single.set(`${keyOf(factor)}=${level}`, { factor, level });
  const open = new Set([...single.keys(), ...pairsOf([...single.keys()])]);
  const runs: Answers[] = [];
  const covers = (answers: Answers): readonly string[] => {
    const settings = saidBy(factors, answers);
    return [...settings, ...pairsOf(settings)].filter((one) => open.has(one));
  };
  const add = (answers: Answers): void => {
    for (const one of covers(answers)) open.delete(one);
    runs.push(answers);
  };
  add(answersOf(questions, {}));
  for (const wanted of open) {
    // Deleted by a run before it came.
    if (!open.has(wanted)) continue;
    const set = wanted.split(' & ').flatMap((one) => single.get(one) ?? []);
    const isMet = (levels: Levels): boolean => covers(answersOf(questions, levels)).includes(wanted);
    let levels = reach(questions, factors, set, isMet);
    // Some pairs exclude each other: two values of one question, or a choice and what closes it.
    if (!levels) {
      open.delete(wanted);
      continue;
    }
    // The rest is answered so that as many other pairs as possible meet in the same run.
    for (const factor of factors.filter((one) => !set.some(({ factor }) => factor === one))) {
      const gain = (level: string): number => {
        const covered = covers(answersOf(questions, { ...levels, [keyOf(factor)]: level }));
        return covered.includes(wanted) ? covered.length : 0;
      };
      const [best = ''] = factor.levels.toSorted((a, b) => gain(b) - gain(a));
      levels = { ...levels, [keyOf(factor)]: best };
    }
    add(answersOf(questions, levels));
  }
  return runs;
}
