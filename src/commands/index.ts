import type { Command, Own } from '../command-line/command.ts';
import { answering, creating, type Flag, shells } from '../command-line/flags.ts';
import type { Options } from '../command-line/options.ts';
import type { Told } from '../report/report.ts';
import type { Session } from '../session.ts';

/** What carries a command out. */
type Run<O> = (options: O, session: Session) => Promise<Told>;

/** A command, and what loads it: what it needs is read for it alone. */
export interface Row extends Command {
  readonly load?: () => Promise<Run<Options>>;
}

/** A row whose function is given just the word and the flags that the row names. */
const row = <const Takes extends string = '', const Flags extends readonly Flag[] = []>(
  command: Command & {
    readonly takes?: Takes;
    readonly flags?: Flags;
    readonly load: () => Promise<Run<Options & Own<Takes, Flags>>>;
  },
): Row => command as unknown as Row; // the parser gives what the row names

const project = { name: 'project', about: "for everyone in this project's folder" } as const;

/** Everything that a run can be asked for. */
export const commands: readonly Row[] = [
  row({
    words: [],
    takes: '[directory]',
    about: 'create a project; any path, or .',
    asks: '--template',
    flags: creating,
    load: async () => (await import('./create.ts')).create,
  }),
  row({
    words: ['list'],
    about: 'what can be created',
    load: async () => (await import('./list.ts')).list,
  }),
  { words: ['template'], takes: '<action>', about: 'templates of your own' },
  row({
    words: ['template', 'new'],
    takes: '<folder>',
    about: 'write a small working template',
    flags: [
      { name: 'from', takes: '<id>', about: 'what to start from, minimal or a template' },
      { name: 'yes', short: 'y', about: 'minimal, without a question' },
      { name: 'dry-run', about: 'print what would be written, write nothing' },
    ],
    load: async () => (await import('./template-new.ts')).newTemplate,
  }),
  row({
    words: ['template', 'check'],
    takes: '<folder>',
    about: 'find everything that is wrong with one',
    flags: [
      { name: 'run', about: 'make projects of it and run their tests' },
      { name: 'github', about: 'as annotations of GitHub Actions' },
    ],
    load: async () => (await import('./template-check.ts')).check,
  }),
  row({
    words: ['template', 'preview'],
    takes: '<source>',
    about: 'print what it would write',
    asks: 'its word',
    flags: [...answering, { name: 'against', takes: '<folder>', about: 'as a diff to a project', paths: 'folders' }],
    load: async () => (await import('./template-preview.ts')).preview,
  }),
  row({
    words: ['template', 'add'],
    takes: '<source>',
    about: 'offer it beside the built-in ones',
    flags: [{ name: 'as', takes: '<id>', about: 'under another id' }, project],
    load: async () => (await import('./template-registry.ts')).add,
  }),
  row({
    words: ['template', 'remove'],
    takes: '<id>',
    about: 'offer it no longer',
    flags: [project],
    load: async () => (await import('./template-registry.ts')).remove,
  }),
  row({
    words: ['template', 'list'],
    about: 'those that were added',
    load: async () => (await import('./template-registry.ts')).listOwn,
  }),
  row({
    words: ['completion'],
    takes: '<shell>',
    choices: shells,
    about: 'a script for a shell to complete with',
    load: async () => (await import('../completion/completion.ts')).completion,
  }),
];
