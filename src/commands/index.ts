import type { Command, Own } from '../command-line/command.ts';
import { creating, type Flag, overriding, previewing, shells } from '../command-line/flags.ts';
import type { Options } from '../command-line/options.ts';
import type { Told } from '../report/report.ts';
import type { Session } from '../session.ts';

/** What carries a command out. */
type Run<O> = (options: O, session: Session) => Promise<Told>;

/** A command, and what loads it: what it needs is read for it alone. */
export interface Row extends Command {
  /** What its report always has, besides what all have; one list for each of its ends. `npm run schema` writes it down. */
  readonly tells: readonly (readonly string[])[];
  /** What its report may have. */
  readonly mayTell?: readonly string[];
  readonly load?: () => Promise<Run<Options>>;
}

/** A row whose function is given just the word and the flags that the row names. */
const row = <const Takes extends string = '', const Flags extends readonly Flag[] = []>(
  command: Command &
    Pick<Row, 'tells' | 'mayTell'> & {
      readonly takes?: Takes;
      readonly flags?: Flags;
      readonly load: () => Promise<Run<Options & Own<Takes, Flags>>>;
    },
): Row => command as unknown as Row; // the parser gives what the row names

const dryRun = ['project', 'files', 'kept', 'keptMore', 'dryRun'] as const;

const project = { name: 'project', about: "for everyone in this project's folder" } as const;

/** Everything that a run can be asked for. */
export const commands: readonly Row[] = [
  row({
    words: [],
    takes: '[directory]',
    word: 'folder',
    about: 'create a project; any path, or .',
    asks: '--template',
    flags: creating,
    tells: [dryRun, ['project', 'files', 'kept', 'keptMore', 'steps', 'next']],
    mayTell: ['metrics', 'profile'],
    load: async () => (await import('./create.ts')).create,
  }),
  row({
    words: ['list'],
    takes: '[id]',
    word: 'template',
    about: 'what can be created',
    tells: [['templates']],
    load: async () => (await import('./list.ts')).list,
  }),
  row({
    words: ['profile'],
    takes: '<path>',
    word: 'file',
    about: 'look at data before a project is made of it',
    flags: overriding,
    tells: [
      ['form', 'file', 'rows', 'duplicates', 'columns', 'suspicions', 'personal', 'warnings'],
      ['form', 'folder', 'found', 'kinds', 'equal', 'leftOut', 'passedOver', 'personal', 'warnings'],
    ],
    mayTell: ['suggested', 'target', 'split', 'events', 'extent', 'offered'],
    load: async () => (await import('./data.ts')).profile,
  }),
  { words: ['template'], takes: '<action>', about: 'templates of your own', tells: [] },
  row({
    words: ['template', 'new'],
    takes: '<folder>',
    word: 'folder',
    about: 'write a small working template',
    flags: [
      { name: 'from', takes: '<id>', about: 'what to start from, minimal or a template', ids: ['minimal'] },
      { name: 'yes', short: 'y', about: 'minimal, without a question' },
      { name: 'dry-run', about: 'print what would be written, write nothing' },
    ],
    tells: [['files', 'dryRun', 'text']],
    load: async () => (await import('./template-new.ts')).newTemplate,
  }),
  row({
    words: ['template', 'check'],
    takes: '<folder>',
    word: 'folder',
    about: 'find everything that is wrong with one',
    flags: [
      { name: 'run', about: 'make projects of it and run their tests' },
      { name: 'github', about: 'as annotations of GitHub Actions' },
    ],
    tells: [['findings']],
    mayTell: ['text', 'trials', 'commands'],
    load: async () => (await import('./template-check.ts')).check,
  }),
  row({
    words: ['template', 'preview'],
    takes: '<source>',
    word: 'template',
    about: 'print what it would write',
    asks: 'its word',
    flags: previewing,
    tells: [dryRun, ['files', 'dryRun', 'text']],
    load: async () => (await import('./template-preview.ts')).preview,
  }),
  row({
    words: ['template', 'add'],
    takes: '<source>',
    word: 'folder',
    about: 'offer it beside the built-in ones',
    flags: [{ name: 'as', takes: '<id>', about: 'under another id' }, project],
    tells: [['registration', 'text']],
    mayTell: ['commands'],
    load: async () => (await import('./template-registry.ts')).add,
  }),
  row({
    words: ['template', 'remove'],
    takes: '<id>',
    word: 'added',
    about: 'offer it no longer',
    flags: [project],
    tells: [['registration', 'text']],
    load: async () => (await import('./template-registry.ts')).remove,
  }),
  row({
    words: ['template', 'list'],
    about: 'those that were added',
    tells: [['templates']],
    mayTell: ['text'],
    load: async () => (await import('./template-registry.ts')).listOwn,
  }),
  row({
    words: ['completion'],
    takes: '<shell>',
    choices: shells,
    about: 'a script for a shell to complete with',
    tells: [['text']],
    load: async () => (await import('../completion/completion.ts')).completion,
  }),
];
