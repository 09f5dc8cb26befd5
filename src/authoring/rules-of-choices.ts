import { collisions } from '../collisions.ts';
import { exclude } from '../conditions.ts';
import { error, type Finding, warning } from './finding.ts';
import type { Snapshot } from './snapshot.ts';

export const colliding = ({ layers, manifest }: Snapshot): readonly Finding[] =>
  collisions(layers, manifest?.questions ?? []).map(({ source, problem, fix }) => {
    const file = layers.flatMap(({ files }) => files).find((one) => one.source === source)?.file ?? 'template.json';
    return error('collision', file, 1, problem, fix);
  });

/** A layer whose condition asks for an answer to a question that is only asked after another answer. */
export const neverLaid = ({ layers, manifest, lineOf }: Snapshot): readonly Finding[] => {
  const questions = manifest?.questions ?? [];
  return layers.flatMap(({ path, when, index }) => {
    const against = Object.entries(when ?? {}).some(([name, wanted]) => {
      const question = questions.find((one) => one.name === name);
      const values = [wanted].flat();
      const offered = question?.choices?.filter(({ value }) => values.includes(value)) ?? [];
      const closed = offered.length > 0 && offered.every((choice) => exclude(choice.when, when, questions));
      return closed || exclude(question?.when, when, questions);
    });
    const line = lineOf(`layers.${index}.when`);
    return against
      ? [error('layer', 'template.json', line, `${path} can never be laid: no answers meet its when`, 'Correct when.')]
      : [];
  });
};

/** A question that no condition and no file asks for. What a base asks is its own affair. */
export const unusedQuestions = ({ layers, manifest, base, lineOf }: Snapshot): readonly Finding[] => {
  if (!manifest) return [];
  const conditions = [
    ...manifest.layers.map(({ when }) => when),
    ...manifest.questions.flatMap(({ when, choices = [] }) => [when, ...choices.map((choice) => choice.when)]),
  ];
  const asked = new Set(conditions.flatMap((when) => Object.keys(when ?? {})));
  const mustaches = layers
    .flatMap(({ files }) => files)
    .flatMap(({ rendered, text = '' }) => (rendered ? [...text.matchAll(/\{\{[^}]*\}\}/g)].map(([one]) => one) : []))
    .join('\n');
  const own = manifest.questions.slice(base?.questions.length ?? 0);
  return own.flatMap(({ name }, index) =>
    asked.has(name) || new RegExp(`\\b${name}\\b`).test(mustaches)
      ? []
      : [
          warning(
            'unused-question',
            'template.json',
            lineOf(`questions.${index}.name`),
            `the answer to "${name}" changes nothing`,
            'Use it in a when or a .hbs file, or do not ask.',
          ),
        ],
  );
};
