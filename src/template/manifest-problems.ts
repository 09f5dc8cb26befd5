import { answering } from '../answers/conditions.ts';
import { problemWith } from '../answers/problem.ts';
import { conditionable, contextNames, standardNames } from '../answers/standard.ts';
import { creating, general, previewing } from '../command-line/flags.ts';
import { forbiddenByWindows } from '../text/windows.ts';
import type { Manifest, Question, When } from '../types.ts';
import { limits } from './limits.ts';
import { wordsOfHandlebars } from './rendering.ts';

/** Flags of the commands that ask, and what plop asks besides: a question could not be told from them. */
const flags = [...creating, ...previewing, ...general].map(({ name }) => name);
const taken = [...flags, ...['license', 'directory', 'constructor'], ...wordsOfHandlebars];

export type Problem = readonly [key: string, problem: string];

/** What is wrong with a whole manifest, its base included: names that are taken, defaults and conditions that cannot hold. */
export function problemsWith(manifest: Manifest): readonly Problem[] {
  const { id, questions, layers, defaults = {} } = manifest;
  const tooMany = problemsWithCounts(manifest);
  if (tooMany.length > 0) return tooMany;
  const seen = new Set<string>([...standardNames, ...contextNames, ...taken]);
  const set = questions.flatMap(setBy);
  const ofQuestions = questions.flatMap((question, index): readonly Problem[] => {
    const key = `questions.${index}`;
    const isTaken = seen.has(question.name);
    seen.add(question.name);
    const earlier = questions.slice(0, index);
    if (isTaken) return [[`${key}.name`, `"${question.name}" is taken${byWhom(question.name)}`]];
    if (/select$/.test(question.kind) !== (question.choices !== undefined))
      return [[`${key}.choices`, 'belong to select and multiselect questions, and only to those']];
    return [
      ...some(`${key}.default`, problemWith(question, question.default)),
      ...some(`${key}.when`, problemWithCondition(earlier, question.when)),
      ...some(`${key}.own`, question.own && question.kind !== 'select' ? 'belongs to select questions' : undefined),
      ...problemsWithChoices(question, earlier).map(([below, problem]): Problem => [`${key}.${below}`, problem]),
    ];
  });
  const ofDefaults = Object.entries(defaults).flatMap(([name, value]) => {
    const question = conditionable.find((one) => one.name === name);
    const problem = question ? problemWith(question, value) : 'is not a question of the template it extends';
    return some(`defaults.${name}`, problem);
  });
  const ofLayers = layers.flatMap(({ when }, index) =>
    some(`layers.${index}.when`, problemWithCondition([...questions, ...set], when)),
  );
  const ofSets = set.flatMap(({ name, question, index }) => {
    const others = set.some((other) => other.name === name && other.question !== question);
    const key = `questions.${questions.indexOf(question)}.choices.${index}.sets`;
    if (question.kind !== 'select') return [[key, 'belongs to the choices of select questions'] as const];
    return some(key, seen.has(name) || others ? `sets "${name}", which is taken` : undefined);
  });
  // A registration is a file of that name.
  return [...some('id', forbiddenByWindows(id)), ...ofQuestions, ...ofSets, ...ofDefaults, ...ofLayers];
}

const byWhom = (name: string): string =>
  wordsOfHandlebars.includes(name) ? ' by Handlebars, which renders .hbs files' : '';

/** What is compared with each other must be few enough for that. */
function problemsWithCounts({ questions, layers }: Manifest): readonly Problem[] {
  const atMost = (key: string, count: number, most: number): readonly Problem[] =>
    some(key, count > most ? `has ${count} entries, more than ${most}` : undefined);
  return [
    ...atMost('questions', questions.length, limits.questions),
    ...atMost('layers', layers.length, limits.layers),
    ...questions.flatMap(({ choices = [] }, index) =>
      atMost(`questions.${index}.choices`, choices.length, limits.choices),
    ),
  ];
}

/** Something that choices of a question set: a condition may ask for its values as for those of a question. */
interface Settable extends Conditionable {
  readonly question: Question;
  /** Of the first choice that sets it. */
  readonly index: number;
}

type Conditionable = Pick<Question, 'name' | 'choices' | 'own'>;

function setBy(question: Question): readonly Settable[] {
  const choices = answering(question);
  const names = new Set(choices.flatMap(({ sets }) => Object.keys(sets ?? {})));
  return [...names].map((name) => {
    const setting = choices.filter(({ sets = {} }) => Object.hasOwn(sets, name));
    const values = setting.map(({ sets }) => sets?.[name] ?? '');
    return {
      name,
      question,
      index: choices.findIndex((choice) => setting.includes(choice)),
      choices: values.map((value) => ({ value, label: value })),
    };
  });
}

export const some = (key: string, problem: string | undefined): readonly Problem[] => (problem ? [[key, problem]] : []);

function problemsWithChoices(
  { kind, choices = [], default: usually }: Question,
  earlier: readonly Question[],
): readonly Problem[] {
  return choices.flatMap(({ value, when }, index) => {
    const isDefault = when && kind === 'select' && value === usually;
    const closed = isDefault ? 'stands at the default, which must always be offered' : undefined;
    return some(`choices.${index}.when`, problemWithCondition(earlier, when) ?? closed);
  });
}

function problemWithCondition(earlier: readonly Conditionable[], when: When | undefined): string | undefined {
  for (const [name, wanted] of Object.entries(when ?? {})) {
    const question = [...conditionable, ...earlier].find((one) => one.name === name);
    if (!question) return `asks for "${name}", which no question before it is called`;
    const all = answering(question).map((one) => one.value);
    const allowed: readonly unknown[] = all.length > 0 ? all : [true, false];
    const unknown = [wanted].flat().find((value) => !allowed.includes(value));
    if (unknown !== undefined) return `asks for ${name} = ${String(unknown)}, which is not a choice of it`;
  }
  return undefined;
}
