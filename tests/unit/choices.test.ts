import { describe, expect, test } from 'vitest';
import type { Layer, Manifest, Question } from '../../src/types.ts';
import { asWords, choicesOf } from '../support/choices.ts';

const select = (name: string, values: readonly string[], more: Partial<Question> = {}): Question => ({
  name,
  kind: 'select',
  message: name,
  default: values[0] ?? '',
  choices: values.map((value) => ({ value, label: value })),
  ...more,
});
const features: Question = { ...select('features', ['demo', 'api']), kind: 'multiselect', default: ['demo'] };
const withQuestions = (questions: readonly Question[], layers: readonly Layer[] = []): Manifest => ({
  schema: 1,
  id: 'mini',
  title: 'Mini',
  summary: 'Small.',
  version: '1.0.0',
  package: 'mini_project',
  questions,
  layers,
});
const everything = { features: ['demo', 'api'] };

describe('what the matrix runs of a template', () => {
  test.each<[string, readonly Question[], readonly object[]]>([
    ['nothing to choose', [], [{}]],
    [
      'each choice of a select, with everything',
      [select('data', ['a', 'b']), features],
      [{ ...everything, data: 'a' }, { ...everything, data: 'b' }, { features: ['demo'] }, { features: ['api'] }],
    ],
    [
      'what two selects have in common once',
      [select('data', ['a', 'b']), select('framework', ['x', 'y'])],
      [{ data: 'a' }, { data: 'b' }, { framework: 'y' }],
    ],
    [
      'a question that is asked after an answer, with that answer',
      [select('data', ['a', 'b']), select('task', ['p', 'q'], { when: { data: ['b'] } })],
      [{ data: 'a' }, { data: 'b' }, { data: 'b', task: 'q' }],
    ],
    [
      'a choice that is offered after an answer, with that answer',
      [
        select('data', ['a', 'b']),
        { ...features, choices: [...(features.choices ?? []), { value: 'z', label: 'z', when: { data: 'b' } }] },
      ],
      [
        { ...everything, data: 'a' },
        { features: ['demo', 'api', 'z'], data: 'b' },
        { features: ['demo'] },
        { features: ['api'] },
        { data: 'b', features: ['z'] },
      ],
    ],
  ])('%s', (_, questions, answers) => {
    expect(choicesOf(withQuestions(questions)).map((choice) => choice.answers)).toEqual(answers);
  });

  test('data that has to be downloaded, where a layer of it says so', () => {
    const layers = [{ path: 'base' }, { path: 'b', when: { data: 'b' }, online: true }];
    const found = choicesOf(withQuestions([select('data', ['a', 'b'])], layers));
    expect(found.map(({ name, online }) => [name, online])).toEqual([
      ['data a with everything', false],
      ['data b with everything', true],
    ]);
  });
});

test('answers as words of the command line', () => {
  expect(asWords({ data: 'a', features: ['demo', 'api'], fast: true })).toEqual([
    ...['--set', 'data=a', '--set', 'features=demo,api', '--set', 'fast=true'],
  ]);
});
