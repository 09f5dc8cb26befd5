import { usage } from './errors.ts';
import { commands, templateActions } from './flags.ts';
import { didYouMean } from './suggest.ts';

export type TemplateAction = (typeof templateActions)[number]['name'];

/** What the words without a dash say. */
export type Positionals =
  | { readonly command: 'create'; readonly directory?: string | undefined }
  | { readonly command: 'list' }
  | { readonly command: 'completion'; readonly shell?: string | undefined }
  | { readonly command: 'template'; readonly action: TemplateAction; readonly subject?: string | undefined }
  | { readonly command: 'help'; readonly about?: 'template' | TemplateAction | undefined };

const commandNames = commands.map(({ name }) => name);

/** The command that a word is, or a slip of; as a folder it is written with `./`. */
export const commandMeant = (word: string): string | undefined =>
  /[./\\]/.test(word) ? undefined : didYouMean(word, commandNames);

export function readPositionals(words: readonly string[]): Positionals {
  const [first, ...rest] = words;
  switch (first) {
    case 'list':
      if (rest.length > 0) throw usage('list takes no folder.', 'Write create-ml-portfolio list.');
      return { command: 'list' };
    case 'completion':
      if (rest.length > 1) throw usage('completion takes one shell.', 'Run it once for each.');
      return { command: 'completion', shell: rest[0] };
    case 'template':
      return readTemplateWords(rest);
    default:
      return readDirectory(words);
  }
}

function readDirectory(words: readonly string[]): Positionals {
  const [first] = words;
  const meant = first === undefined ? undefined : commandMeant(first);
  if (words.length > 1)
    throw usage(
      `One folder can be created at a time, but ${words.length} words were given: ${words.map((word) => JSON.stringify(word)).join(', ')}.`,
      meant ? `Did you mean create-ml-portfolio ${meant}?` : 'Quote a folder that has spaces in its name.',
    );
  // A misspelt command would otherwise become a folder of that name.
  if (meant)
    throw usage(`Unknown command ${first}.`, `Did you mean ${meant}? For a folder of that name write ./${first}.`);
  return { command: 'create', directory: first };
}

/** What `--help` beside these words is about; nobody who asks is told first what else they left out. */
export function readHelp([command, word]: readonly string[]): Positionals {
  const action = templateActions.find(({ name }) => name === word)?.name;
  return { command: 'help', about: command === 'template' ? (action ?? command) : undefined };
}

/** The source that the words after `template` are about, where its questions are flags. */
export const sourceIn = ([command, action, subject]: readonly string[]): string | undefined =>
  command === 'template' && action === 'preview' ? subject : undefined;

function readTemplateWords([action, subject, ...rest]: readonly string[]): Positionals {
  const names = templateActions.map(({ name }) => name);
  const known = templateActions.find(({ name }) => name === action);
  if (!known) {
    const meant = action === undefined ? undefined : didYouMean(action, names);
    const next = meant ? `Did you mean create-ml-portfolio template ${meant}?` : `It is one of ${names.join(', ')}.`;
    throw usage(action === undefined ? 'template needs an action.' : `Unknown action ${action} of template.`, next);
  }
  const takes = 'takes' in known ? known.takes : undefined;
  const form = `create-ml-portfolio template ${known.name}${takes ? ` ${takes}` : ''}`;
  if (takes && subject === undefined) throw usage(`template ${known.name} needs its ${takes}.`, `Write ${form}.`);
  if (rest.length > 0 || (!takes && subject !== undefined))
    throw usage(`template ${known.name} takes ${takes ? 'one word' : 'no words'}.`, `Write ${form}.`);
  return { command: 'template', action: known.name, subject };
}
