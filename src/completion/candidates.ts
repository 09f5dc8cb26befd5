import { standardQuestions } from '../answers/standard.ts';
import { type Command, form } from '../command-line/command.ts';
import { type Flag, general } from '../command-line/flags.ts';
import { actionsOf, commandOf } from '../command-line/positionals.ts';
import type { Manifest, Question } from '../types.ts';

/** A word that can stand where the cursor is, and what it is for. */
export interface Word {
  readonly value: string;
  readonly about: string;
}

export interface Candidates {
  readonly words: readonly Word[];
  /** What may stand there besides: names that only the shell knows. */
  readonly paths?: Flag['paths'];
}

/** What can be completed: `typed` are the words before the cursor's, `word` is that one so far. */
export function candidates(
  typed: readonly string[],
  word: string,
  commands: readonly Command[],
  manifests: readonly Manifest[],
): Candidates {
  const all = [...general, ...commands.flatMap((command) => command.flags ?? [])];
  const line = read(typed, all, manifests);
  const [, name, value = ''] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
  if (line.expects !== undefined) return valuesOf(line.expects, word, '', line, all, manifests);
  if (name !== undefined) return valuesOf(name, value, `${name}=`, line, all, manifests);
  const command = commandOf(line.words, commands);
  const rest = line.words.slice(command?.words.length ?? 0);
  if (command && rest.length === 0 && !word.startsWith('-')) {
    const own = wordsOf(command, commands);
    if (own) return { ...own, words: own.words.filter((one) => one.value.startsWith(word)) };
  }
  return { words: flagsOf(command, line, manifests).filter((one) => one.value.startsWith(word)) };
}

/** What the words before the cursor's say. */
interface Line {
  readonly words: readonly string[];
  /** The flag whose value comes next. */
  readonly expects: string | undefined;
  readonly template: string | undefined;
  readonly seen: ReadonlySet<string>;
}

function read(typed: readonly string[], flags: readonly Flag[], manifests: readonly Manifest[]): Line {
  const switches = new Set(flags.filter(({ takes }) => !takes).map(({ name }) => `--${name}`));
  const words: string[] = [];
  const seen = new Set<string>();
  const repeatable = new Set(flags.filter(({ multiple }) => multiple).map(({ name }) => `--${name}`));
  let expects: string | undefined;
  let template: string | undefined;
  for (const one of typed) {
    if (expects !== undefined) {
      if (expects === '--template') template = one;
      expects = undefined;
      continue;
    }
    if (!one.startsWith('-')) {
      words.push(one);
      continue;
    }
    const short = flags.find((flag) => `-${flag.short}` === one)?.name;
    const [name = '', ...value] = (short ? `--${short}` : one).split('=');
    if (!repeatable.has(name)) seen.add(name);
    if (value.length > 0) template = name === '--template' ? value.join('=') : template;
    else if (!switches.has(name) && isFlag(name, flags, manifests)) expects = name;
  }
  return { words, expects, template, seen };
}

const isFlag = (name: string, flags: readonly Flag[], manifests: readonly Manifest[]): boolean =>
  [...flags, ...questionsOf(manifests)].some((one) => `--${one.name}` === name);

const standard = standardQuestions({ title: '', author: '', year: '' });

const questionsOf = (manifests: readonly Manifest[]): readonly Question[] => [
  ...standard,
  ...manifests.flatMap(({ questions }) => questions),
];

/** What can stand after a command's name; nothing where it takes no word. */
function wordsOf(command: Command, commands: readonly Command[]): Candidates | undefined {
  const actions = actionsOf(command, commands).map(({ words, about }) => ({ value: words.slice(1).join(' '), about }));
  if (actions.length > 0) return { words: actions };
  if (!command.takes) return undefined;
  const names = commands.flatMap(({ words: [name, ...more], about }) =>
    name === undefined || more.length > 0 ? [] : [{ value: name, about }],
  );
  const choices = (command.choices ?? []).map((value) => ({ value, about: '' }));
  const isPath = /folder|source|directory/.test(form(command));
  return { words: command.words.length === 0 ? names : choices, ...(isPath ? { paths: 'folders' } : {}) };
}

function flagsOf(command: Command | undefined, line: Line, manifests: readonly Manifest[]): readonly Word[] {
  const own = [...general, ...(command?.flags ?? [])].map(({ name, about }) => ({ value: `--${name}`, about }));
  const asked = (command?.asks ? questionsOf(named(line, manifests)) : []).map(({ name, message }) => ({
    value: `--${name}`,
    about: message,
  }));
  return once([...own, ...asked]).filter(({ value }) => !line.seen.has(value));
}

/** The template that the line names, or all. */
function named({ template }: Line, manifests: readonly Manifest[]): readonly Manifest[] {
  const one = manifests.find(({ id }) => id === template);
  return one ? [one] : manifests;
}

/** The values of one flag; in a list with commas, of its last item. */
function valuesOf(
  flag: string,
  value: string,
  before: string,
  line: Line,
  flags: readonly Flag[],
  manifests: readonly Manifest[],
): Candidates {
  const questions = questionsOf(named(line, manifests));
  const features = flag === '--with' || flag === '--without';
  const own = questions.filter(({ name }) => (features ? name === 'features' : `--${name}` === flag));
  const isList = features || own.some(({ kind }) => kind === 'multiselect');
  const chosen = isList ? value.slice(0, value.lastIndexOf(',') + 1) : '';
  const given = new Set(chosen.split(','));
  const known: readonly Word[] =
    flag === '--template'
      ? manifests.map(({ id, summary }) => ({ value: id, about: summary }))
      : flag === '--set'
        ? questions.flatMap(settingsOf)
        : choicesOf(own);
  const words = once(known)
    .filter((one) => !given.has(one.value) && one.value.startsWith(value.slice(chosen.length)))
    .map((one) => ({ ...one, value: `${before}${chosen}${one.value}` }));
  const paths = flags.find(({ name }) => `--${name}` === flag)?.paths;
  return { words, ...(paths ? { paths } : {}) };
}

const settingsOf = ({ name, choices, message }: Question): readonly Word[] =>
  choices?.map(({ value, label, hint }) => ({ value: `${name}=${value}`, about: hint ?? label })) ?? [
    { value: `${name}=`, about: message },
  ];

const choicesOf = (questions: readonly Question[]): readonly Word[] =>
  questions.flatMap(({ kind, choices = [] }) =>
    kind === 'confirm'
      ? ['true', 'false'].map((value) => ({ value, about: '' }))
      : choices.map(({ value, label, hint }) => ({ value, about: hint ?? label })),
  );

/** Each word once: two templates may offer the same. */
const once = (words: readonly Word[]): readonly Word[] => [
  ...new Map(words.map((word) => [word.value, word])).values(),
];
