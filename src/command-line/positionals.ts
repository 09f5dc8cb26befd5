import { usage } from '../errors.ts';
import { didYouMean } from '../text/suggest.ts';
import { type Command, form } from './command.ts';

/** Verbs for what may come: a folder of such a name is more likely a command of a later version. */
const reserved = ['create', 'new', 'init', 'update', 'add', 'remove', 'diff'];

/** Whether a word is, may become, or may be a slip of a command; as a folder it is written with `./`. */
export const mayBeCommand = (word: string): boolean =>
  !/[./\\]/.test(word) &&
  didYouMean(word, [...reserved, 'list', 'profile', 'template', 'completion', 'help']) !== undefined;

/** The command that a word may be a slip of. */
const slipOf = (word: string, commands: readonly Command[]): string | undefined =>
  /[./\\]/.test(word) ? undefined : didYouMean(word, names(commands));

const names = (commands: readonly Command[]): readonly string[] =>
  commands.flatMap(({ words: [first, ...more] }) => (first !== undefined && more.length === 0 ? [first] : []));

/** The command that the words without a dash name: the one with the longest name. */
export function commandOf<C extends Command>(words: readonly string[], commands: readonly C[]): C | undefined {
  return commands
    .filter((command) => command.words.every((word, index) => words[index] === word))
    .toSorted((a, b) => b.words.length - a.words.length)[0];
}

/** A command, the word after its name, and what may have been meant instead. */
export interface Called<C extends Command> {
  readonly command: C;
  readonly word?: string | undefined;
  readonly warning?: string | undefined;
}

/** Reads the words without a dash. Throws where no command takes them. */
export function readPositionals<C extends Command>(words: readonly string[], commands: readonly C[]): Called<C> {
  const command = commandOf(words, commands);
  if (!command) throw usage('There is no such command.', 'See npx create-ml-portfolio --help.');
  const rest = words.slice(command.words.length);
  if (command.words.length === 0) return { command, ...readFolder(rest, commands) };
  if (isGroup(command, commands)) throw noAction(command, rest[0], commands);
  return { command, word: readWord(command, rest) };
}

const isGroup = (command: Command, commands: readonly Command[]): boolean => actionsOf(command, commands).length > 0;

/** The commands whose names go on from this one's. */
export const actionsOf = ({ words: [group, ...more] }: Command, commands: readonly Command[]): readonly Command[] =>
  group === undefined || more.length > 0 ? [] : commands.filter(({ words }) => words[0] === group && words.length > 1);

/** Those who type `create x` as other tools have it want a project in x. */
const insteadOf = (verb: string, [, folder, ...more]: readonly string[]): string =>
  ['create', 'new', 'init'].includes(verb) && folder !== undefined && more.length === 0
    ? `To create a project in ${JSON.stringify(folder)}, leave ${verb} out. `
    : '';

function readFolder(words: readonly string[], commands: readonly Command[]): Omit<Called<Command>, 'command'> {
  const [first] = words;
  const meant = first === undefined ? undefined : slipOf(first, commands);
  if (first !== undefined && reserved.includes(first))
    throw usage(
      `${first} is not a command (yet).`,
      `${insteadOf(first, words)}For a folder of that name write ./${first}.`,
    );
  if (words.length > 1)
    throw usage(
      `One folder can be created at a time, but ${words.length} words were given: ${words.map((word) => JSON.stringify(word)).join(', ')}.`,
      meant ? `Did you mean npx create-ml-portfolio ${meant}?` : 'Quote a folder that has spaces in its name.',
    );
  const warning = `${first} is read as a folder; for the command, write ${meant}. If you mean the folder, ./${first} says so.`;
  return { word: first, ...(meant ? { warning } : {}) };
}

function noAction(group: Command, word: string | undefined, commands: readonly Command[]): Error {
  const actions = actionsOf(group, commands).map(({ words }) => words.slice(1).join(' '));
  const name = group.words.join(' ');
  const meant = word === undefined ? undefined : didYouMean(word, actions);
  return usage(
    word === undefined ? `${name} needs an action.` : `Unknown action ${word} of ${name}.`,
    meant ? `Did you mean npx create-ml-portfolio ${name} ${meant}?` : `It is one of ${actions.join(', ')}.`,
  );
}

function readWord(command: Command, rest: readonly string[]): string | undefined {
  const { takes, choices } = command;
  const name = command.words.join(' ');
  const written = choices ? `${name} ${choices.join('|')}` : form(command);
  const next = `Write npx create-ml-portfolio ${written}.`;
  const [word] = rest;
  if (takes?.startsWith('<') && word === undefined) throw usage(`${name} needs its ${takes}.`, next);
  if (rest.length > (takes ? 1 : 0)) throw usage(`${name} takes ${takes ? 'one word' : 'no words'}.`, next);
  if (word !== undefined && choices && !choices.includes(word)) {
    const meant = didYouMean(word, choices);
    throw usage(`${name} does not know ${JSON.stringify(word)}.`, meant ? `Did you mean ${meant}? ${next}` : next);
  }
  return word;
}
