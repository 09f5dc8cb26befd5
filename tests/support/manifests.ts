import type { Manifest, Question } from '../../src/types.ts';

export const select = (name: string, ...values: string[]): Question => ({
  name,
  message: `Which ${name}?`,
  kind: 'select',
  default: values[0] ?? '',
  choices: values.map((value) => ({ value, label: `about ${value}` })),
});
export const manifest = (id: string, ...questions: Question[]): Manifest => ({
  schema: 1,
  id,
  title: id,
  summary: `The "${id}" of [mine] at $5: 'quoted' \`x\` \\ done`,
  version: '1.0.0',
  package: 'a_b',
  questions,
  layers: [],
});
/** Two templates with one question in common, and every character that a shell reads in its own way. */
export const manifests: readonly Manifest[] = [
  manifest('tables', select('dataset', 'wine', 'wheat'), {
    ...select('features', 'demo', 'docs'),
    kind: 'multiselect',
    default: [],
  }),
  manifest('pictures', select('dataset', 'cats', 'digits'), {
    name: 'gpu',
    message: 'GPU?',
    kind: 'confirm',
    default: false,
  }),
];
