/** A flag of the command line. Parsing, `--help` and completion read these rows. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** How its value is called; a flag without one is a switch. */
  readonly takes?: string;
  readonly multiple?: boolean;
  readonly about: string;
  /** Of those that most runs do without, `--help` gives the names alone. */
  readonly rare?: true;
  /** What its value may be besides words that we know. */
  readonly paths?: 'folders' | 'files' | 'programs';
  /** Its value may be a template's id, or one of these. */
  readonly ids?: readonly string[];
}

/** What decides a template's answers, besides a flag for each of its questions. */
export const answering = [
  { name: 'set', rare: true, takes: 'name=value', multiple: true, about: 'answer a question (repeatable)' },
  { name: 'answers', rare: true, takes: '<file|->', about: 'answers as a JSON object', paths: 'files' },
  { name: 'with', takes: 'a,b', multiple: true, about: 'features on top of the default ones' },
  { name: 'without', rare: true, takes: 'a,b', multiple: true, about: 'features out of the default ones' },
  { name: 'name', rare: true, takes: '<name>', about: "distribution name, when the folder's does not do" },
  { name: 'package', rare: true, takes: '<name>', about: 'import name, likewise' },
] as const satisfies readonly Flag[];

/** What the user says of their own data against what would be decided. */
export const overriding = [
  { name: 'target', rare: true, takes: '<column>', about: 'what is to be predicted of --data' },
  { name: 'positive', rare: true, takes: '<level>', about: 'of two classes, the one that counts as 1' },
  { name: 'column', rare: true, takes: 'name=kind', multiple: true, about: 'what a column is (repeatable)' },
  { name: 'leave-out', rare: true, takes: 'a,b', multiple: true, about: 'columns that are not used' },
  { name: 'keep', rare: true, takes: "'a=why'", multiple: true, about: 'a column that would be left out (repeatable)' },
  { name: 'group', rare: true, takes: '<column>', about: 'whose rows stay together' },
  { name: 'time', rare: true, takes: '<column>', about: 'when a row became known' },
  { name: 'user', rare: true, takes: '<column>', about: 'of events: who' },
  { name: 'item', rare: true, takes: '<column>', about: 'of events: what was taken' },
  { name: 'value', rare: true, takes: '<column>', about: 'of events: how much it was liked, or taken' },
] as const satisfies readonly Flag[];

/** Those of looking at what a template would write. */
export const previewing = [
  ...answering,
  { name: 'against', takes: '<folder>', about: 'as a diff to a project', paths: 'folders' },
] as const satisfies readonly Flag[];

/** Those of creating a project. */
export const creating = [
  {
    name: 'template',
    short: 't',
    takes: '<source>',
    about: 'what to create: an id or ./folder',
    paths: 'folders',
    ids: [],
  },
  { name: 'data', takes: '<path>', about: 'your own table, events, images or documents', paths: 'files' },
  ...overriding,
  ...answering,
  { name: 'yes', short: 'y', about: 'defaults for everything not given' },
  { name: 'dry-run', about: 'print what would be written, write nothing' },
  { name: 'no-git', rare: true, about: 'no repository, no first commit' },
  { name: 'install', rare: true, about: 'make .venv and install the project into it' },
  { name: 'verify', about: '--install, then run its tests and its pipeline' },
  { name: 'trust', rare: true, about: 'let --verify run the commands of a template that is not built in' },
  {
    name: 'python',
    rare: true,
    takes: '<program>',
    about: 'the interpreter that --install uses, 3.11 or newer',
    paths: 'programs',
  },
] as const satisfies readonly Flag[];

/** Those that every command takes; a command's own stand in its row. */
export const general: readonly Flag[] = [
  { name: 'offline', rare: true, about: 'templates from elsewhere: only those fetched before' },
  { name: 'json', rare: true, about: 'one JSON object on stdout, progress on stderr' },
  { name: 'help', short: 'h', about: 'this text' },
  { name: 'version', short: 'v', rare: true, about: 'the version' },
];

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export type Shell = (typeof shells)[number];

/**
 * The first word by which a completion script asks what can be completed. The words before the cursor's follow, then a
 * dot and that one: some shells do not pass on a word that is empty.
 */
export const asking = '__complete';
