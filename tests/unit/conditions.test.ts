import { expect, test } from 'vitest';
import { exclude, expanded, holds, implies } from '../../src/answers/conditions.ts';
import type { Question, When } from '../../src/types.ts';

const question = (name: string, kind: Question['kind']): Question => ({ name, kind, message: name, default: '' });
const questions = [question('dataset', 'select'), question('features', 'multiselect')];

test.each([
  [undefined, {}, true],
  [{ dataset: 'a' }, { dataset: 'a' }, true],
  [{ dataset: 'a' }, { dataset: 'b' }, false],
  [{ dataset: 'a' }, {}, false],
  [{ dataset: ['a', 'b'] }, { dataset: 'b' }, true],
  [{ features: 'demo' }, { features: ['ci', 'demo'] }, true],
  [{ features: 'demo' }, { features: [] }, false],
  [{ features: ['demo', 'ci'] }, { features: ['ci'] }, true],
  [{ dataset: 'a', features: 'demo' }, { dataset: 'a', features: ['ci'] }, false],
  [{ gpu: true }, { gpu: true }, true],
  [{ gpu: true }, { gpu: false }, false],
])('%j holds for %j: %s', (when, answers, expected) => {
  expect(holds(when, answers)).toBe(expected);
});

test.each([
  [{ dataset: 'a' }, { dataset: 'b' }, true],
  [{ dataset: ['a', 'b'] }, { dataset: 'b' }, false],
  [{ dataset: 'a' }, undefined, false],
  [{ features: 'demo' }, { features: 'ci' }, false],
  [{ dataset: 'a', features: 'demo' }, { dataset: 'b', features: 'demo' }, true],
])('%j and %j exclude each other: %s', (a, b, expected) => {
  expect(exclude(a, b, questions)).toBe(expected);
  expect(exclude(b, a, questions)).toBe(expected);
});

test.each([
  [{ dataset: 'a' }, undefined, true],
  [undefined, { dataset: 'a' }, false],
  [{ dataset: 'a', features: 'demo' }, { dataset: 'a' }, true],
  [{ dataset: 'a' }, { dataset: ['a', 'b'] }, true],
  [{ dataset: ['a', 'b'] }, { dataset: 'a' }, false],
])('%j implies %j: %s', (narrow, wide, expected) => {
  expect(implies(narrow, wide, questions)).toBe(expected);
});

const datasets: Question = {
  ...question('dataset', 'select'),
  choices: [
    { value: 'a', label: 'A', sets: { task: 'classes', source: 'here' } },
    { value: 'b', label: 'B', sets: { task: 'classes' } },
    { value: 'c', label: 'C', sets: { task: 'numbers' } },
    { value: 'd', label: 'D' },
  ],
};

test.each<[When, When]>([
  [{ dataset: 'a' }, { dataset: 'a' }],
  [{ task: 'classes' }, { dataset: ['a', 'b'] }],
  [{ task: ['classes', 'numbers'] }, { dataset: ['a', 'b', 'c'] }],
  [
    { task: 'classes', features: 'demo' },
    { dataset: ['a', 'b'], features: 'demo' },
  ],
  [{ task: 'classes', source: 'here' }, { dataset: ['a'] }],
  [{ task: 'classes', dataset: ['b', 'c'] }, { dataset: ['b'] }],
  [{ task: 'numbers', source: 'here' }, { dataset: [] }],
])('%j asks for the answers %j', (when, expected) => {
  expect(expanded(when, [datasets])).toEqual(expected);
});

test('what choices set keeps layers apart, and one below the other', () => {
  expect(exclude({ task: 'classes' }, { task: 'numbers' }, [datasets])).toBe(true);
  expect(exclude({ task: 'classes' }, { dataset: 'c' }, [datasets])).toBe(true);
  expect(exclude({ task: 'classes' }, { dataset: ['b', 'c'] }, [datasets])).toBe(false);
  expect(implies({ dataset: 'b' }, { task: 'classes' }, [datasets])).toBe(true);
  expect(implies({ task: 'classes' }, { dataset: ['a', 'b', 'c'] }, [datasets])).toBe(true);
  expect(implies({ dataset: 'd' }, { task: 'classes' }, [datasets])).toBe(false);
});
