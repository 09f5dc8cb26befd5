import type { Manifest, Question } from '../types.ts';
import type { Extension, Standalone } from './manifest-schema.ts';

/** A template's own manifest laid over that of the template it extends: what it says wins, what it leaves out stays. */
export function extend(base: Manifest, own: Extension): Standalone {
  const { extends: _, $schema: __, questions = [], layers = [], defaults = {}, ...rest } = own;
  const known = new Set(base.questions.map(({ name }) => name));
  const changed = base.questions.map((question) => {
    const change = questions.find(({ name }) => name === question.name);
    return withDefault(change ? changeQuestion(question, change) : question, defaults);
  });
  const left = Object.entries(defaults).filter(([name]) => !known.has(name));
  const others = { ...base.defaults, ...Object.fromEntries(left) };
  return {
    ...rest,
    package: base.package,
    questions: withAdded(changed, questions),
    layers: [...base.layers, ...layers],
    ...(Object.keys(others).length > 0 ? { defaults: others } : {}),
    commands: { ...base.commands, ...own.commands },
  };
}

/**
 * A new question is asked before the one of the base's that its own list names after it: a base that asks for extras
 * last goes on doing so. Where the list names none, it is asked last.
 */
function withAdded(changed: readonly Question[], own: NonNullable<Extension['questions']>): readonly Question[] {
  const isNew = ({ name }: { readonly name: string }): boolean => !changed.some((question) => question.name === name);
  const before = new Map<string, Question[]>();
  let waiting: Question[] = [];
  for (const question of own) {
    // One that lacks what every question has is found when the whole is checked.
    if (isNew(question)) waiting.push(question as Question);
    else {
      before.set(question.name, waiting);
      waiting = [];
    }
  }
  return [...changed.flatMap((question) => [...(before.get(question.name) ?? []), question]), ...waiting];
}

function changeQuestion(
  question: Question,
  { choices, ...change }: NonNullable<Extension['questions']>[number],
): Question {
  if (!choices) return { ...question, ...change };
  const kept = (question.choices ?? []).map((choice) => {
    const other = choices.find(({ value }) => value === choice.value);
    // With another hint it is the same data: the layers that ask for what it sets are meant to be laid.
    return other && choice.sets ? { sets: choice.sets, ...other } : (other ?? choice);
  });
  const added = choices.filter(({ value }) => !kept.some((choice) => choice.value === value));
  return { ...question, ...change, choices: [...kept, ...added] };
}

const withDefault = (question: Question, defaults: Manifest['defaults'] & object): Question =>
  Object.hasOwn(defaults, question.name)
    ? { ...question, default: defaults[question.name] ?? question.default }
    : question;
