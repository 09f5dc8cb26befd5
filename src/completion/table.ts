import type { Command } from '../command.ts';
import { type Flag, flags as general } from '../flags.ts';
import { actionsOf } from '../positionals.ts';
import { standardQuestions } from '../standard-questions.ts';
import type { Manifest, Question } from '../types.ts';

export interface Word {
  readonly value: string;
  readonly about: string;
}

/** What can be written in one place: `of` is a flag, or `commands`, `completion`, `flags` (every template's) and `questions` (a template's). */
export interface Row {
  readonly of: string;
  /** An id, `` while no template is named, or `*` for any. */
  readonly template: string;
  readonly words: readonly Word[];
}

/** Everything that a completion script knows, for each shell to say in its language. */
export interface Table {
  readonly rows: readonly Row[];
  /** `-t` for `--template`. */
  readonly shorts: readonly (readonly [short: string, long: string])[];
  /** Flags that take a value. */
  readonly valued: readonly string[];
  /** Flags whose value is a list with commas. */
  readonly lists: readonly string[];
  /** Flags that may be given again. */
  readonly repeatable: readonly string[];
  readonly paths: readonly (readonly [flag: string, kind: NonNullable<Flag['paths']>])[];
}

export function completionTable(manifests: readonly Manifest[], commands: readonly Command[]): Table {
  const flags = uniqueFlags([...general, ...commands.flatMap((command) => command.flags ?? [])]);
  const standard = standardQuestions({ title: '', author: '', year: '' });
  const all = [...standard, ...manifests.flatMap(({ questions }) => questions)];
  const long = (name: string): string => `--${name}`;
  return {
    rows: [
      row(
        'commands',
        '*',
        commands.flatMap(({ words: [name, ...more], about }) =>
          name === undefined || more.length > 0 ? [] : [{ value: name, about }],
        ),
      ),
      ...commands.flatMap((command) => wordsAfter(command, commands)),
      row('flags', '*', [...flags.map(({ name, about }) => ({ value: long(name), about })), ...asFlags(standard)]),
      row(
        '--template',
        '*',
        manifests.map(({ id, summary }) => ({ value: id, about: summary })),
      ),
      ...standard.filter(({ choices }) => choices).map((one) => row(long(one.name), '*', choicesOf([one]))),
      ...manifests.flatMap(({ id, questions }) => rowsOf(id, standard, questions)),
      ...rowsOf(
        '',
        standard,
        manifests.flatMap(({ questions }) => questions),
      ),
    ].filter(({ words }) => words.length > 0),
    shorts: flags.flatMap(({ name, short }) => (short ? [[`-${short}`, long(name)] as const] : [])),
    valued: unique([...flags.filter(({ takes }) => takes), ...all].map(({ name }) => long(name))),
    lists: unique([
      ...all.filter(({ kind }) => kind === 'multiselect').map(({ name }) => long(name)),
      '--with',
      '--without',
    ]),
    repeatable: flags.filter(({ multiple }) => multiple).map(({ name }) => long(name)),
    paths: flags.flatMap(({ name, paths }) => (paths ? [[long(name), paths] as const] : [])),
  };
}

/** What can stand after the first word of a command. */
function wordsAfter(command: Command, commands: readonly Command[]): readonly Row[] {
  const [name = '', ...more] = command.words;
  if (more.length > 0) return [];
  const choices = (command.choices ?? []).map((value) => ({ value, about: '' }));
  const actions = actionsOf(command, commands).map(({ words, about }) => ({ value: words.slice(1).join(' '), about }));
  return [row(name, '*', [...choices, ...actions])];
}

/** What depends on the template, or on all of them while none is named. */
function rowsOf(template: string, standard: readonly Question[], questions: readonly Question[]): readonly Row[] {
  const names = unique(questions.map(({ name }) => name));
  const called = (name: string): readonly Word[] => choicesOf(questions.filter((question) => question.name === name));
  const settings = [...standard, ...questions].flatMap(({ name, choices, message }) =>
    choices
      ? choices.map(({ value, label, hint }) => ({ value: `${name}=${value}`, about: hint ?? label }))
      : [{ value: `${name}=`, about: message }],
  );
  return [
    row('questions', template, asFlags(questions)),
    ...names.map((name) => row(`--${name}`, template, called(name))),
    row('--with', template, called('features')),
    row('--without', template, called('features')),
    row('--set', template, settings),
  ];
}

const yesOrNo: readonly Word[] = [
  { value: 'true', about: '' },
  { value: 'false', about: '' },
];

const choicesOf = (questions: readonly Question[]): readonly Word[] =>
  questions.flatMap(({ kind, choices = [] }) =>
    kind === 'confirm' ? yesOrNo : choices.map(({ value, label, hint }) => ({ value, about: hint ?? label })),
  );

const asFlags = (questions: readonly Question[]): readonly Word[] =>
  questions.map(({ name, message }) => ({ value: `--${name}`, about: message }));

/** Each word once: two templates may offer the same. */
const row = (of: string, template: string, words: readonly Word[]): Row => ({
  of,
  template,
  words: [...new Map(words.map((word) => [word.value, word])).values()],
});

const uniqueFlags = (flags: readonly Flag[]): readonly Flag[] => [
  ...new Map(flags.map((flag) => [flag.name, flag])).values(),
];

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];
