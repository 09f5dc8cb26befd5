import { describe, expect, test } from 'vitest';
import { type GivenAnswers, resolveAnswers, withFeatures } from '../../src/answers/resolve.ts';
import { Failure } from '../../src/errors.ts';
import type { Question } from '../../src/types.ts';

const choices = (...values: string[]): { value: string; label: string }[] =>
  values.map((value) => ({ value, label: value }));
const questions: readonly Question[] = [
  { name: 'title', kind: 'text', message: 'Title', default: 'T' },
  { name: 'dataset', kind: 'select', message: 'Data', default: 'iris', choices: choices('iris', 'wine') },
  { name: 'depth', kind: 'text', message: 'Depth', default: '3', when: { dataset: 'wine' } },
  {
    name: 'notes',
    kind: 'multiselect',
    message: 'Notes',
    default: ['b', 'a'],
    choices: choices('a', 'b'),
    when: { depth: '7' },
  },
  { name: 'features', kind: 'multiselect', message: 'Extras', default: ['ci'], choices: choices('ci', 'demo', 'api') },
];

const given = (values: Record<string, unknown>): GivenAnswers =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, as: `--${name}` }]));
const all = (values: Record<string, unknown>): object => resolveAnswers(questions, given(values), () => true).answers;

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.exitCode).toBe(2);
    return `${error.message} ${error.next}`;
  }
  throw new Error('It was accepted.');
}

test.each([
  [{}, { title: 'T', dataset: 'iris', features: ['ci'] }],
  [{ dataset: 'wine' }, { title: 'T', dataset: 'wine', depth: '3', features: ['ci'] }],
  [
    { dataset: 'wine', depth: '5' },
    { title: 'T', dataset: 'wine', depth: '5', features: ['ci'] },
  ],
  // The order is that of the choices, for a default too.
  [
    { dataset: 'wine', depth: '7' },
    { title: 'T', dataset: 'wine', depth: '7', notes: ['a', 'b'], features: ['ci'] },
  ],
  [{ features: ['demo', 'ci', 'demo'] }, { title: 'T', dataset: 'iris', features: ['ci', 'demo'] }],
  [{ title: '  a\r\nb ' }, { title: 'a\nb', dataset: 'iris', features: ['ci'] }],
])('%j becomes %j', (values, expected) => {
  expect(all(values)).toEqual(expected);
});

test.each<[Record<string, unknown>, RegExp]>([
  [{ dataset: 'wnie' }, /--dataset must be one of iris, wine.*Did you mean wine\?/],
  [{ dataset: 3 }, /--dataset must be one of/],
  [{ features: ['demmo'] }, /must be a list out of ci, demo, api.*Did you mean demo\?/],
  [{ features: 'ci' }, /must be a list/],
  [{ title: ['x'] }, /--title must be text/],
  [{ title: ' ' }, /--title must not be empty/],
  [{ title: 'a\u0000b' }, /--title .*control/],
  [{ title: '\ud800' }, /--title .*Unicode/],
  [{ depth: '5' }, /--depth does not apply/],
  [{ datset: 'x' }, /"datset".*Did you mean dataset\?/],
  [{ zzzzz: 'x' }, /It asks: title, dataset, depth, notes, features/],
])('%j is refused', (values, message) => {
  expect(refusal(() => all(values))).toMatch(message);
});

describe('a choice that is offered after an answer', () => {
  const dataset = {
    name: 'dataset',
    kind: 'select',
    message: 'Data',
    default: 'iris',
    choices: choices('iris', 'wine'),
  };
  const open = { value: 'vintage', label: 'Vintage', when: { dataset: 'wine' } };
  const extras = {
    name: 'features',
    kind: 'multiselect',
    message: 'Extras',
    default: ['ci', 'vintage'],
    choices: [...choices('ci'), open],
  };
  const some = [dataset, extras] as readonly Question[];

  test.each<[Record<string, unknown>, unknown]>([
    [{}, ['ci']],
    [{ dataset: 'wine' }, ['ci', 'vintage']],
    [{ dataset: 'wine', features: ['vintage'] }, ['vintage']],
  ])('%j gives %j', (values, expected) => {
    expect(resolveAnswers(some, given(values), () => true).answers.features).toEqual(expected);
  });

  test('is refused without it, with what it needs', () => {
    const values = given({ features: ['vintage'] });
    expect(refusal(() => resolveAnswers(some, values, () => true))).toMatch(
      /--features: vintage does not apply to the other answers\. It needs --dataset wine\./,
    );
  });

  test('is not among what is asked', () => {
    const { missing } = resolveAnswers(some, given({ dataset: 'iris' }), () => false);
    expect(missing.map((question) => question.choices?.map(({ value }) => value))).toEqual([['ci']]);
  });
});

test('what is missing is listed, and what does not apply is not', () => {
  const { missing } = resolveAnswers(questions, given({ title: 'x' }), () => false);
  expect(missing.map((question) => question.name)).toEqual(['dataset', 'features']);
});

describe('--with and --without', () => {
  const features = (base: Record<string, unknown>, plus: string[], minus: string[]): unknown =>
    withFeatures(questions, given(base), { with: plus, without: minus }).features?.value;

  test.each<[Record<string, unknown>, string[], string[], unknown]>([
    [{}, [], [], undefined],
    [{}, ['demo'], [], ['ci', 'demo']],
    [{}, [], ['ci'], []],
    [{ features: ['api'] }, ['demo'], ['api'], ['demo']],
    [{}, ['ci'], [], ['ci', 'ci']],
  ])('on %j with %j without %j', (base, plus, minus, expected) => {
    expect(features(base, plus, minus)).toEqual(expected);
  });

  test.each<[string[], string[], RegExp]>([
    [['dmo'], [], /--with .*Did you mean demo\?/],
    [[], ['nothing-like-it'], /--without must be a list/],
    [['demo'], ['demo'], /both name demo/],
  ])('with %j without %j is refused', (plus, minus, message) => {
    expect(refusal(() => features({}, plus, minus))).toMatch(message);
  });

  test('a template without features refuses them', () => {
    expect(refusal(() => withFeatures([], {}, { with: ['demo'], without: [] }))).toMatch(/no features/);
  });
});
