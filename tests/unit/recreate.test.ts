import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveAnswers } from '../../src/answers/resolve.ts';
import { standardQuestions } from '../../src/answers/standard.ts';
import { parseOptions } from '../../src/command-line/options.ts';
import { commands } from '../../src/commands/index.ts';
import { recreateCommand } from '../../src/plan/recreate.ts';
import { builtinSources } from '../../src/sources/builtin.ts';
import type { Answers, Question, Template } from '../../src/types.ts';

const names = { folder: 'sea-ice', distribution: 'sea-ice', package: 'sea_ice' };
const wanted = { names, generator: { name: 'create-ml-portfolio', version: '1.2.3' }, nameFlags: [] };
const sources = await builtinSources(path.resolve(import.meta.dirname, '../../templates'));

const answerTo = ({ kind, choices = [] }: Question): fc.Arbitrary<unknown> => {
  const values = choices.map(({ value }) => value);
  if (kind === 'multiselect') return fc.subarray(values);
  return kind === 'select'
    ? fc.constantFrom(...values)
    : kind === 'confirm'
      ? fc.boolean()
      : fc.string({ minLength: 1 });
};

describe.each(sources.map(({ manifest }) => [manifest.id, manifest] as const))('%s', (id, manifest) => {
  const questions = [
    ...standardQuestions({ title: 'Sea ice', author: '', year: '2026' }, manifest.defaults),
    ...manifest.questions,
  ];
  const template = { manifest, source: id } as Template;
  /** What these answers are, whole; nothing where they contradict each other. */
  const resolved = (given: Readonly<Record<string, unknown>>): Answers | undefined => {
    const said = Object.entries(given).map(([name, value]) => [name, { value, as: name }]);
    try {
      return resolveAnswers(questions, Object.fromEntries(said), () => true).answers;
    } catch {
      return undefined;
    }
  };

  test('the defaults are not told', () => {
    const answers = resolved({ author: 'Ada' }) ?? {};
    const words = [
      'npx',
      'create-ml-portfolio@1.2.3',
      'sea-ice',
      `--template=${id}`,
      '--author=Ada',
      '--year=2026',
      '--yes',
    ];
    expect(recreateCommand(template, answers, wanted)).toEqual(words);
  });

  test('what is told gives the same answers', () => {
    const some = fc.record(Object.fromEntries(questions.map((one) => [one.name, answerTo(one)])), { requiredKeys: [] });
    fc.assert(
      fc.property(some, (given) => {
        const answers = resolved(given);
        fc.pre(answers !== undefined && answers.title !== '' && answers.year !== '');
        const [, , ...words] = recreateCommand(template, answers ?? {}, wanted);
        const asked = parseOptions(words, questions, commands);
        if (asked.kind !== 'run') throw new Error(asked.kind);
        expect(resolveAnswers(questions, asked.options.given, () => true).answers).toEqual(answers);
      }),
    );
  });
});

test.each<[template: Partial<Template>, named: string]>([
  [{ source: '..\\my templates\\a' }, '../my templates/a'],
  [{ source: 'C:\\models\\a' }, 'C:/models/a'],
  [{ source: 'gh:ada/ml', pinned: 'gh:ada/ml#0a1b' }, 'gh:ada/ml#0a1b'],
])('%j is named so that every shell takes it, and exactly', (template, named) => {
  const whole = { manifest: sources[0]?.manifest, ...template } as Template;
  expect(recreateCommand(whole, {}, wanted)).toContain(`--template=${named}`);
});

test.each(['list', 'template', '~x', '$x', '-x'])('a folder called %s is no command, flag or variable', (folder) => {
  const template = { manifest: sources[0]?.manifest, source: 'a' } as Template;
  expect(recreateCommand(template, {}, { ...wanted, names: { ...names, folder } })[2]).toBe(`./${folder}`);
});
