import { contextNames, standardNames } from '../answers/standard.ts';
import type { Manifest, Vocabulary } from '../types.ts';
import { mergeAll } from './merge.ts';

/** What `.hbs` files may name, for checking them before anything is rendered. */
export const vocabularyOf = ({ questions, layers }: Manifest): Vocabulary => ({
  names: [...contextNames, ...standardNames, ...questions.map((question) => question.name)],
  merged: mergeAll(layers.map((layer) => layer.merge)),
});
