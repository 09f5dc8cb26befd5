import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds, offered } from '../../src/answers/conditions.ts';
import { resolveAnswers } from '../../src/answers/resolve.ts';
import { runsOf } from '../../src/authoring/pairs.ts';
import type { Answer, Answers, Manifest, Question, When } from '../../src/types.ts';

const manifest = (questions: readonly Question[]): Manifest => ({
  ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
  questions,
  layers: [{ path: 'base' }],
});

/** Conditions on anything that was asked before, of one value or of several, two at a time at most. */
const anyWhen = (earlier: readonly Question[]): fc.Arbitrary<When | undefined> => {
  if (earlier.length === 0) return fc.constant(undefined);
  const entry = fc.constantFrom(...earlier).chain(({ name, choices }) => {
    const values = choices?.map(({ value }) => value);
    const wanted: fc.Arbitrary<Answer> = values
      ? fc.oneof(fc.constantFrom(...values), fc.subarray(values, { minLength: 1 }))
      : fc.boolean();
    return fc.tuple(fc.constant(name), wanted);
  });
  const when = fc.array(entry, { minLength: 1, maxLength: 2 }).map((entries) => Object.fromEntries(entries));
  return fc.option(when, { nil: undefined, freq: 2 });
};

const anyQuestion = (name: string, earlier: readonly Question[]): fc.Arbitrary<Question> =>
  fc
    .record({
      kind: fc.constantFrom('select' as const, 'multiselect' as const, 'confirm' as const),
      count: fc.integer({ min: 1, max: 3 }),
      when: anyWhen(earlier),
      whens: fc.array(anyWhen(earlier), { minLength: 3, maxLength: 3 }),
      on: fc.boolean(),
    })
    .map(({ kind, count, when, whens, on }) => {
      const own = { name, message: name, kind, ...(when ? { when } : {}) };
      if (kind === 'confirm') return { ...own, default: on };
      const values = ['p', 'q', 'r'].slice(0, count);
      const choices = values.map((value, index) => {
        const needs = kind === 'select' && index === 0 ? undefined : whens[index];
        return { value, label: value, ...(needs ? { when: needs } : {}) };
      });
      return { ...own, choices, default: kind === 'select' ? 'p' : on ? values : [] };
    });

/** Up to four questions that need each other in any way that the format has. */
const anyQuestions = fc
  .integer({ min: 1, max: 4 })
  .chain((count) =>
    ['a', 'b', 'c', 'd']
      .slice(0, count)
      .reduce<fc.Arbitrary<readonly Question[]>>(
        (some, name) => some.chain((earlier) => anyQuestion(name, earlier).map((one) => [...earlier, one])),
        fc.constant([]),
      ),
  );

/** Every way to answer, by trying all. */
function everything(questions: readonly Question[]): readonly Answers[] {
  return questions.reduce<readonly Answers[]>(
    (some, asked) =>
      some.flatMap((answers) => {
        if (!holds(asked.when, answers)) return [answers];
        const values = offered(asked, answers).choices?.map(({ value }) => value) ?? [];
        const subsets = values.reduce<string[][]>((all, one) => all.concat(all.map((set) => [...set, one])), [[]]);
        const ways = asked.kind === 'select' ? values : asked.kind === 'confirm' ? [true, false] : subsets;
        return ways.map((value) => ({ ...answers, [asked.name]: value }));
      }),
    [{}],
  );
}

const factsOf = (questions: readonly Question[], answers: Answers): readonly string[] =>
  questions.flatMap((question) => {
    const answer = answers[question.name];
    if (answer === undefined) return [];
    if (!Array.isArray(answer)) return [`${question.name} is ${answer}`];
    const { choices = [] } = offered(question, answers);
    return choices.map(({ value }) => `${question.name} ${answer.includes(value) ? 'has' : 'lacks'} ${value}`);
  });
const pairsOf = (questions: readonly Question[], runs: readonly Answers[]): ReadonlySet<string> =>
  new Set(
    runs.flatMap((answers) => {
      const facts = factsOf(questions, answers);
      return facts.flatMap((one) => facts.map((other) => `${one}, ${other}`));
    }),
  );

test('every two choices that can meet do, however questions and choices need each other', () => {
  fc.assert(
    fc.property(anyQuestions, (questions) => {
      const runs = runsOf(manifest(questions));
      const met = pairsOf(questions, runs);
      expect([...pairsOf(questions, everything(questions))].filter((pair) => !met.has(pair))).toEqual([]);
      for (const answers of runs) {
        const given = Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, { value, as: name }]));
        expect(resolveAnswers(questions, given, () => false).missing).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

test('the licence is one of the choices where something hangs on it, and only there', () => {
  const extra = { name: 'patents', message: 'Patents?', kind: 'confirm' as const, default: false };
  expect(runsOf(manifest([extra]))).toEqual([{ patents: false }, { patents: true }]);
  const runs = runsOf(manifest([{ ...extra, when: { licence: 'Apache-2.0' } }]));
  expect(runs[0]).toEqual({ licence: 'MIT' });
  expect(runs).toContainEqual({ licence: 'Apache-2.0', patents: true });
  expect(runs.map(({ licence }) => licence)).toContain('BSD-3-Clause');
});

test('ten features take far fewer runs than a thousand, and the defaults come first', () => {
  const names = Array.from({ length: 10 }, (_, index) => `f${index}`);
  const choices = names.map((value) => ({ value, label: value }));
  const features: Question = { name: 'features', kind: 'multiselect', message: 'Extras', default: ['f1'], choices };
  const runs = runsOf(manifest([features]));
  expect(runs[0]).toEqual({ features: ['f1'] });
  expect(runs.length).toBeLessThanOrEqual(12);
});
