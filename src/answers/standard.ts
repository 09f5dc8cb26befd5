import type { Manifest, Question } from '../types.ts';

const licence = {
  name: 'licence',
  message: 'Licence',
  kind: 'select' as const,
  default: 'MIT',
  choices: [
    { value: 'MIT', label: 'MIT', hint: 'all may use it, if your name stays on it' },
    { value: 'Apache-2.0', label: 'Apache 2.0', hint: 'the same, and nobody may claim patents on it' },
    { value: 'BSD-3-Clause', label: 'BSD 3-Clause', hint: 'the same as MIT, and your name is no advertisement' },
  ],
};

/** What every template has besides its own questions: flags with defaults, taken from the folder, from git and from the clock. */
export const standardQuestions = (
  defaults: { title: string; author: string; year: string },
  ofTemplate: Manifest['defaults'] = {},
): readonly Question[] => [
  { name: 'title', message: 'Title of the project', kind: 'text', default: defaults.title },
  { name: 'author', message: 'Author, for the licence', kind: 'text', default: defaults.author, optional: true },
  { ...licence, default: ofTemplate.licence ?? licence.default },
  { name: 'year', message: 'Year, for the licence', kind: 'text', default: defaults.year },
];

export const standardNames: readonly string[] = standardQuestions({ title: '', author: '', year: '' }).map(
  (q) => q.name,
);

/** The standard questions that a condition may ask for. */
export const conditionable: readonly Question[] = [licence];

/** Names that `.hbs` files may use besides the questions' own. */
export const contextNames: readonly string[] = [
  ...['package', 'project', 'folder', 'recreate', 'downloadMB', 'merged'],
  'data',
];

/** What `data.*` holds where a project is made of the user's own data; elsewhere `data` is nothing. */
export const dataNames = [
  ...['name', 'file', 'path', 'bytes', 'rows', 'refused', 'duplicates', 'ignored'],
  ...['target', 'positive', 'negative', 'share', 'split'],
  ...['features', 'columns', 'left', 'kept', 'slices', 'extent', 'language', 'warnings'],
] as const;

export type DataName = (typeof dataNames)[number];

/** What it holds besides where that is a file of events. */
export const eventNames = [
  ...['user', 'item', 'value', 'time', 'users', 'items', 'roles', 'people'],
  ...['explicit', 'liked', 'minimum', 'repeats', 'strategy', 'last', 'fewest'],
] as const;

export type EventName = (typeof eventNames)[number];
