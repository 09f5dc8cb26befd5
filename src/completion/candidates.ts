import type { Command } from '../command-line/command.ts';
import { type Flag, general } from '../command-line/flags.ts';
import { flagsFor, spelled } from '../command-line/given.ts';
import { actionsOf, commandOf } from '../command-line/positionals.ts';
import type { Question } from '../types.ts';
import { type Known, type Line, readLine } from './line.ts';

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

/** What can be completed: `typed` are the words before the cursor's, `word` is that one so far. Nothing that would be refused. */
export function candidates(
  typed: readonly string[],
  word: string,
  commands: readonly Command[],
  known: Known,
): Candidates {
  const line = readLine(typed, commands, known);
  const [verb, ...topic] = line.words;
  if (verb === 'help') return begunWith(word, { words: topicsOf(topic, commands, known, line) });
  const command = commandOf(line.words, commands);
  if (!command) return { words: [] };
  const [, name, value = ''] = /^--([^=]+)=(.*)$/s.exec(line.ended ? '' : word) ?? [];
  if (line.expects !== undefined) return valuesOf(line.expects, word, '', line, command, known);
  if (name !== undefined) return valuesOf(name, value, `--${name}=`, line, command, known);
  const rest = line.words.slice(command.words.length);
  const first =
    rest.length === 0 && (line.ended || !word.startsWith('-')) ? wordsOf(command, line, commands, known) : undefined;
  if (first) return begunWith(word, first);
  return line.ended ? { words: [] } : begunWith(word, { words: flagsOf(command, rest, line, commands) });
}

const begunWith = (word: string, { words, ...others }: Candidates): Candidates => ({
  ...others,
  words: words.filter((one) => one.value.startsWith(word)),
});

/** What there is help on: commands, templates and the options of creating; then the actions of a group. */
function topicsOf(words: readonly string[], commands: readonly Command[], known: Known, line: Line): readonly Word[] {
  const below = commands.filter(
    (one) => one.words.length === words.length + 1 && words.every((name, at) => one.words[at] === name),
  );
  const named = below.map((one) => ({ value: one.words.at(-1) ?? '', about: one.about }));
  return words.length > 0
    ? named
    : [...named, { value: 'options', about: 'of creating a project' }, ...idsOf(known, line)];
}

/** What can stand after a command's name; nothing where it takes no word. */
function wordsOf(command: Command, line: Line, commands: readonly Command[], known: Known): Candidates | undefined {
  const takesAll = ({ flags = [], asks }: Command): boolean =>
    [...line.seen].every(
      (name) =>
        [...general, ...flags].some((flag) => flag.name === name) ||
        (asks !== undefined && questionNames(known).includes(name)) ||
        !isFlagOfAny(name, commands, known),
    );
  const actions = actionsOf(command, commands).filter(takesAll);
  if (actions.length > 0)
    return { words: actions.map(({ words, about }) => ({ value: words.slice(1).join(' '), about })) };
  const { takes, choices = [], word } = command;
  if (!takes) return undefined;
  const names = commands.flatMap((one) => {
    const [name, ...more] = one.words;
    const isOpen = takesAll(one) || actionsOf(one, commands).some(takesAll);
    return name === undefined || more.length > 0 || !isOpen ? [] : [{ value: name, about: one.about }];
  });
  const values = choices.map((value) => ({ value, about: '' }));
  const origin = line.seen.has('project') ? 'project' : 'user';
  const added = known.added.filter((one) => one.origin === origin).map(({ id }) => ({ value: id, about: '' }));
  const there = { folder: 'folders', template: 'folders', file: 'files' } as const;
  const paths = word === undefined || word === 'added' ? {} : { paths: there[word] };
  if (command.words.length === 0) return { words: names, ...paths };
  return { words: word === 'template' ? idsOf(known, line) : word === 'added' ? added : values, ...paths };
}

const questionNames = ({ ours, all, elsewhere }: Known): readonly string[] =>
  [...ours, ...all, ...(elsewhere ? [elsewhere] : [])].flatMap(({ questions }) => questions.map(({ name }) => name));

/** What nobody knows is refused in any case, and closes nothing. */
const isFlagOfAny = (name: string, commands: readonly Command[], known: Known): boolean =>
  commands.some(({ flags = [] }) => flags.some((flag) => flag.name === name)) || questionNames(known).includes(name);

const idsOf = ({ all }: Known, { fits }: Line): readonly Word[] =>
  all.filter(fits).map(({ id, summary }) => ({ value: id, about: summary }));

function flagsOf(command: Command, rest: readonly string[], line: Line, commands: readonly Command[]): readonly Word[] {
  const isGroup = actionsOf(command, commands).length > 0;
  const isTooLong = rest.length > (command.takes ? 1 : 0);
  // A line that is refused whatever follows can still be asked what would be right.
  const own =
    isGroup || isTooLong ? general.filter(({ name }) => name === 'help') : [...general, ...flagsHere(command, line)];
  const flags = own.filter(({ name, multiple }) => multiple || !line.seen.has(name));
  const asked = !isGroup && !isTooLong && command.asks ? line.open : [];
  return once([
    ...flags.map(({ name, about }) => word(name, about)),
    ...asked.map(({ name, message }) => word(name, message)),
  ]);
}

const word = (name: string, about: string): Word => ({ value: `--${name}`, about });

/** Those of the command; `--with` and `--without` only where there is a list of features. */
const flagsHere = ({ flags = [] }: Command, { open, seen }: Line): readonly Flag[] =>
  flags.filter(
    ({ name }) => !/^with(out)?$/.test(name) || seen.has('features') || open.some((one) => one.name === 'features'),
  );

/** The values of one flag; in a list with commas, of its last item. */
function valuesOf(flag: string, value: string, before: string, line: Line, command: Command, known: Known): Candidates {
  const row = [...general, ...flagsHere(command, line)].find(({ name }) => name === flag);
  const features = flag === 'with' || flag === 'without';
  const asked = command.asks ? line.open : [];
  const own = asked.filter(({ name }) =>
    features ? name === 'features' : name === spelled(flag) && flagsFor(name).includes(flag),
  );
  if (!row && own.length === 0) return { words: [] };
  const isList = features || own.some(({ kind }) => kind === 'multiselect');
  const chosen = isList ? value.slice(0, value.lastIndexOf(',') + 1) : '';
  const given = new Set(chosen.split(','));
  const ids = row?.ids && [...row.ids.map((id) => ({ value: id, about: '' })), ...idsOf(known, line)];
  const offered = ids ?? (flag === 'set' ? asked.flatMap(settingsOf) : choicesOf(own));
  const words = once(offered)
    .filter((one) => !given.has(one.value) && one.value.startsWith(value.slice(chosen.length)))
    .map((one) => ({ ...one, value: `${before}${chosen}${one.value}` }));
  return { words, ...(row?.paths ? { paths: row.paths } : {}) };
}

const settingsOf = (question: Question): readonly Word[] =>
  question.choices || question.kind === 'confirm'
    ? choicesOf([question]).map((one) => ({ ...one, value: `${question.name}=${one.value}` }))
    : [{ value: `${question.name}=`, about: question.message }];

const choicesOf = (questions: readonly Question[]): readonly Word[] =>
  questions.flatMap(({ kind, choices = [] }) =>
    kind === 'confirm'
      ? ['true', 'false'].map((value) => ({ value, about: '' }))
      : choices.map(({ value, label, hint }) => ({ value, about: hint ?? label })),
  );

/** Each word once: two templates may offer the same. */
const once = (words: readonly Word[]): readonly Word[] => [...new Map(words.map((one) => [one.value, one])).values()];
