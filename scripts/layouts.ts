import { offered } from '../src/answers/conditions.ts';
import { standardQuestions } from '../src/answers/standard.ts';
import { planProject } from '../src/plan/plan.ts';
import { hyphenated } from '../src/template/sentinel.ts';
import type { Answers, Manifest, Plan, Template } from '../src/types.ts';

/** One template under one combination of its choices, with the sentinel's own names: the raw files as a working project. */
export interface Layout {
  readonly name: string;
  readonly plan: Plan;
}

/** Every combination of the select questions' choices, each with every feature. */
export function layouts(template: Template, folder: string): readonly Layout[] {
  const { manifest } = template;
  const distribution = hyphenated(manifest.package);
  const names = { folder: distribution, distribution, package: manifest.package };
  const generator = { name: 'create-ml-portfolio', version: '0.0.0' };
  return combinations(manifest).map((answers) => {
    const name =
      manifest.questions
        .filter(({ kind }) => kind === 'select')
        .map((question) => answers[question.name])
        .join('-') || 'default';
    return {
      name,
      plan: planProject(template, answers, { target: `${folder}/${name}`, names, steps: [], generator, nameFlags: [] }),
    };
  });
}

function combinations({ title, questions, defaults }: Manifest): readonly Answers[] {
  const all = standardQuestions({ title, author: '', year: '2026' }, defaults).map(
    (question) => [question.name, question.default] as const,
  );
  const start: readonly Answers[] = [Object.fromEntries(all)];
  return questions.reduce((some, question) => {
    return some.flatMap((answers) => {
      const values = (offered(question, answers).choices ?? []).map((choice) => choice.value);
      const options =
        question.kind === 'select' ? values : [question.kind === 'multiselect' ? values : question.default];
      return options.map((value) => ({ ...answers, [question.name]: value }));
    });
  }, start);
}
