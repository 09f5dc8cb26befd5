import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runsOf } from '../../src/authoring/pairs.ts';
import { holds, offered } from '../../src/conditions.ts';
import type { Answer, Answers, Manifest, Question } from '../../src/types.ts';

const choices = (values: readonly string[]): { value: string; label: string }[] =>
  values.map((value) => ({ value, label: value }));
const select = (name: string, values: readonly string[], more: Partial<Question> = {}): Question => ({
  ...{ name, kind: 'select', message: name, default: values[0] ?? '', choices: choices(values) },
  ...more,
});
const features = (...values: string[]): Question => ({
  ...{ name: 'features', kind: 'multiselect', message: 'Extras', default: [], choices: choices(values) },
});
const manifest = (questions: readonly Question[]): Manifest => ({
  ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
  questions,
  layers: [{ path: 'base' }],
});

/** Every way to answer, by trying all. */
function everything(questions: readonly Question[]): readonly Answers[] {
  return questions.reduce<readonly Record<string, Answer>[]>(
    (some, asked) =>
      some.flatMap((answers) => {
        if (!holds(asked.when, answers)) return [answers];
        const { choices: open = [], kind } = offered(asked, answers);
        const values = open.map(({ value }) => value);
        const subsets = values.reduce<string[][]>((all, one) => all.concat(all.map((set) => [...set, one])), [[]]);
        const options: readonly Answer[] = kind === 'select' ? values : kind === 'confirm' ? [true, false] : subsets;
        return options.map((value) => ({ ...answers, [asked.name]: value }));
      }),
    [{}],
  );
}

/** What answers say, written in another way than the code under test does: one line for each choice, taken or not. */
const facts = (questions: readonly Question[], answers: Answers): readonly string[] =>
  questions.flatMap((question) => {
    const answer = answers[question.name];
    if (answer === undefined) return [];
    if (!Array.isArray(answer)) return [`${question.name} is ${answer}`];
    return (offered(question, answers).choices ?? []).map(
      ({ value }) => `${question.name} ${answer.includes(value) ? 'has' : 'lacks'} ${value}`,
    );
  });
const pairs = (questions: readonly Question[], runs: readonly Answers[]): ReadonlySet<string> =>
  new Set(
    runs.flatMap((answers) => {
      const said = facts(questions, answers);
      return said.flatMap((a) => said.map((b) => `${a}, ${b}`));
    }),
  );

test('nothing to choose is one run', () => {
  expect(runsOf(manifest([]))).toEqual([{}]);
});

test('the defaults come first, and ten features take far fewer runs than a thousand', () => {
  const names = Array.from({ length: 10 }, (_, index) => `f${index}`);
  const runs = runsOf(manifest([select('data', ['a', 'b']), features(...names)]));
  expect(runs[0]).toEqual({ data: 'a', features: [] });
  expect(runs.length).toBeLessThanOrEqual(14);
});

const anyQuestions = fc
  .record({
    data: fc.integer({ min: 1, max: 3 }),
    model: fc.integer({ min: 1, max: 3 }),
    extras: fc.integer({ min: 0, max: 4 }),
    closed: fc.boolean(),
    later: fc.boolean(),
    fast: fc.boolean(),
  })
  .map(({ data, model, extras, closed, later, fast }): readonly Question[] => {
    const extra = features(...['p', 'q', 'r', 's'].slice(0, extras));
    const needing = { value: 'z', label: 'z', when: { data: ['a'] } };
    return [
      select('data', ['a', 'b', 'c'].slice(0, data)),
      select('model', ['x', 'y', 'w'].slice(0, model), later ? { when: { data: 'a' } } : {}),
      ...(fast ? [{ name: 'fast', kind: 'confirm' as const, message: 'Fast?', default: true }] : []),
      ...(closed ? [{ ...extra, choices: [...(extra.choices ?? []), needing] }] : extras > 0 ? [extra] : []),
    ];
  });

test('every two choices that can meet do meet, and no run is one that could not be answered', () => {
  fc.assert(
    fc.property(anyQuestions, (questions) => {
      const all = everything(questions);
      const runs = runsOf(manifest(questions));
      expect([...pairs(questions, all)].filter((pair) => !pairs(questions, runs).has(pair))).toEqual([]);
      const possible = new Set(all.map((answers) => JSON.stringify(answers)));
      expect(runs.filter((answers) => !possible.has(JSON.stringify(answers)))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
