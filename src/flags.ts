/** A flag of the command line. Parsing, `--help` and the completion scripts all read these rows. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** How its value is called; a flag without one is a switch. */
  readonly takes?: string;
  readonly multiple?: boolean;
  readonly about: string;
  /** What its value may be besides words that we know. */
  readonly paths?: 'folders' | 'files' | 'programs';
  /** Of these actions of `template` alone. */
  readonly of?: readonly string[];
}

export const flags: readonly Flag[] = [
  { name: 'template', short: 't', takes: '<source>', about: 'what to create: an id or ./folder', paths: 'folders' },
  { name: 'set', takes: 'name=value', multiple: true, about: 'answer a question (repeatable)' },
  { name: 'answers', takes: '<file|->', about: 'answers as a JSON object', paths: 'files' },
  { name: 'with', takes: 'a,b', multiple: true, about: 'features on top of the default ones' },
  { name: 'without', takes: 'a,b', multiple: true, about: 'features out of the default ones' },
  { name: 'yes', short: 'y', about: 'defaults for everything not given' },
  { name: 'dry-run', about: 'print what would be written, write nothing' },
  { name: 'offline', about: 'templates from elsewhere: only those fetched before' },
  { name: 'json', about: 'one JSON object on stdout, progress on stderr' },
  { name: 'no-git', about: 'no repository, no first commit' },
  { name: 'install', about: 'make .venv and install the project into it' },
  { name: 'verify', about: '--install, then run its tests and its pipeline' },
  {
    name: 'python',
    takes: '<program>',
    about: 'the interpreter that --install uses, 3.11 or newer',
    paths: 'programs',
  },
  { name: 'name', takes: '<name>', about: "distribution name, when the folder's does not do" },
  { name: 'package', takes: '<name>', about: 'import name, likewise' },
  { name: 'as', takes: '<id>', about: 'add: under another id', of: ['add'] },
  { name: 'project', about: "add, remove: for everyone in this project's folder", of: ['add', 'remove'] },
  { name: 'from', takes: '<id>', about: 'new: what to start from, minimal or a template', of: ['new'] },
  { name: 'run', about: 'check: make projects of it and run their tests', of: ['check'] },
  { name: 'github', about: 'check: as annotations of GitHub Actions', of: ['check'] },
  { name: 'against', takes: '<folder>', about: 'preview: as a diff to a project', paths: 'folders', of: ['preview'] },
  { name: 'help', short: 'h', about: 'this text' },
  { name: 'version', short: 'v', about: 'the version' },
];

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export type Shell = (typeof shells)[number];

/** First words that are no folder. */
export const commands = [
  { name: 'list', about: 'what can be created' },
  { name: 'template', about: 'write, check and register templates of your own' },
  { name: 'completion', about: 'print a completion script for a shell' },
] as const;

/** What `template` can do. */
export const templateActions = [
  { name: 'new', takes: '<folder>', about: 'write a small working template' },
  { name: 'check', takes: '<folder>', about: 'find everything that is wrong with one' },
  { name: 'preview', takes: '<source>', about: 'print what it would write' },
  { name: 'add', takes: '<source>', about: 'offer it beside the built-in ones' },
  { name: 'remove', takes: '<id>', about: 'offer it no longer' },
  { name: 'list', about: 'those that were added' },
] as const;
