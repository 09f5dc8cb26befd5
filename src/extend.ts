import type { Extension, Standalone } from './manifest-schema.ts';
import type { Manifest, Question } from './types.ts';

/** A template's own manifest laid over that of the template it extends: what it says wins, what it leaves out stays. */
export function extend(base: Manifest, own: Extension): Standalone {
  const { extends: _, $schema: __, questions = [], layers = [], defaults = {}, ...said } = own;
  const known = new Set(base.questions.map(({ name }) => name));
  const changed = base.questions.map((question) => {
    const change = questions.find(({ name }) => name === question.name);
    return withDefault(change ? changeQuestion(question, change) : question, defaults);
  });
  // A new question that lacks what every question has is found when the whole is checked.
  const added = questions.filter(({ name }) => !known.has(name)) as readonly Question[];
  const left = Object.entries(defaults).filter(([name]) => !known.has(name));
  const others = { ...base.defaults, ...Object.fromEntries(left) };
  return {
    ...said,
    package: base.package,
    questions: [...changed, ...added],
    layers: [...base.layers, ...layers],
    ...(Object.keys(others).length > 0 ? { defaults: others } : {}),
    commands: { ...base.commands, ...own.commands },
  };
}

function changeQuestion(
  question: Question,
  { choices, ...change }: NonNullable<Extension['questions']>[number],
): Question {
  if (!choices) return { ...question, ...change };
  const kept = (question.choices ?? []).map((choice) => choices.find(({ value }) => value === choice.value) ?? choice);
  const added = choices.filter(({ value }) => !kept.some((choice) => choice.value === value));
  return { ...question, ...change, choices: [...kept, ...added] };
}

const withDefault = (question: Question, defaults: Manifest['defaults'] & object): Question =>
  Object.hasOwn(defaults, question.name)
    ? { ...question, default: defaults[question.name] ?? question.default }
    : question;
