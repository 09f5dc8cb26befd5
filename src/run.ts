import type { Writable } from 'node:stream';
import { asking, creating } from './command-line/flags.ts';
import { checkNpm } from './command-line/npm.ts';
import { type Asked, parseOptions, questionsOf, templateNamed } from './command-line/options.ts';
import { withPlaces } from './command-line/places.ts';
import { commandHelp, helpOn, helpText, noHelp } from './commands/help.ts';
import { commands, type Row } from './commands/index.ts';
import type { Context } from './context.ts';
import { type ExitCode, exit, Failure } from './errors.ts';
import { describeThrown } from './report/fault.ts';
import { listAdded, listTemplates } from './report/listing.ts';
import { describeFailure, drawEnding, drawText, type Head, joined, type Told, tell } from './report/report.ts';
import { builtinSources } from './sources/builtin.ts';
import { addedSources, type Catalogue, findSource } from './sources/find.ts';
import { registrations } from './sources/registry.ts';
import { paint } from './terminal/paint.ts';
import { printable, quoted } from './text/encode.ts';
import { placeNamed } from './text/home.ts';
import type { Source } from './types.ts';

/** One run, from the words of the command line to the exit code. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  const called: { command: string; action?: string } = { command: 'create' };
  const told = await carryOut(argv, context, called).catch((error: unknown) => asTold(error, context));
  const report: Head & object = {
    schema: 1,
    ...called,
    ok: true,
    exitCode: exit.ok,
    generator: `${context.name} ${context.version}`,
    ...told.ending,
    ...told.body,
  };
  const asJson = argv.includes('--json') && argv[0] !== asking;
  // Where both go to one place, what went wrong stands below what it is about, and last.
  await written(context.stdout, asJson ? `${quoted(report)}\n` : joined(told.lines(paint(context.colour.stdout))));
  await written(context.stderr, drawEnding(printable(told.ending), paint(context.colour.stderr)));
  return report.exitCode;
}

/** Once it is out: on some systems a pipe takes what it is given later. */
const written = (stream: Writable, text: string): Promise<void> =>
  new Promise((done) => (text ? stream.write(text, () => done()) : done()));

const asTold = (error: unknown, context: Context): Told =>
  tell({}, () => [], describeFailure(error instanceof Failure ? error : describeThrown(error, context)));

/** Does what the words ask for, and notes in `called` which command they are, as soon as that is known. */
async function carryOut(
  argv: readonly string[],
  context: Context,
  called: { command: string; action?: string },
): Promise<Told> {
  const builtin = await builtinSources(context.templates);
  const catalogue: Catalogue = {
    builtin,
    registered: () => registrations(context),
    cwd: context.cwd,
    fetched: async (named, only) => {
      const { fetchFor } = await import('./sources/remote/fetch.ts');
      const offline = only === 'kept' || argv.includes('--offline');
      return fetchFor(context, named, { offline, strange: only === 'public' });
    },
  };
  if (argv[0] === asking) {
    const { complete } = await import('./completion/completion.ts');
    return complete(argv.slice(1), { context, catalogue, named: undefined, commands });
  }
  checkNpm(argv, context, creating, questionsOf(builtin.map(({ manifest }) => manifest)));
  const typed = templateNamed(argv, commands);
  const name = typed === undefined ? undefined : placeNamed(typed, context);
  const named = name === undefined ? undefined : await findSource(name, catalogue);
  const manifests = builtin.map((source) => source.manifest);
  const asked = parseOptions(argv, questionsOf(named ? [named.manifest] : manifests), commands);
  if (asked.kind !== 'run') {
    called.command = asked.kind;
    const text = asked.kind === 'version' ? context.version : await help(asked, context.version, catalogue, named);
    return tell({ text }, drawText);
  }
  const { command, options, warning } = asked;
  const [word, action] = command.words;
  Object.assign(called, word ? { command: word } : {}, action ? { action } : {});
  // Before anything is asked or written: who meant something else can still stop.
  if (warning && !options.json)
    context.stderr.write(drawEnding({ warnings: [printable(warning)] }, paint(context.colour.stderr)));
  // Most of what we load, and `--help` is to answer at once.
  const carry = await command.load?.();
  const told =
    (await carry?.(withPlaces(options, command, context), { context, catalogue, named, commands })) ??
    tell({}, () => []);
  const warnings = [...(warning && options.json ? [warning] : []), ...(told.ending.warnings ?? [])];
  return { ...told, ending: { ...told.ending, ...(warnings.length > 0 ? { warnings } : {}) } };
}

async function help(
  { about, topic, strict }: Extract<Asked<Row>, { kind: 'help' }>,
  version: string,
  catalogue: Catalogue,
  named: Source | undefined,
): Promise<string> {
  if (about?.words.length) return commandHelp(about, commands);
  const ours = listTemplates(catalogue.builtin.map(({ manifest }) => manifest));
  if (named) return helpOn(named.manifest.id, listTemplates([named.manifest])) ?? '';
  if (topic === undefined || topic === 'help') return helpText(version, ours, commands);
  const isAdded = (await catalogue.registered()).some(({ id }) => id === topic);
  const added = isAdded ? listAdded((await addedSources(catalogue)).sources) : [];
  const told = helpOn(topic, [...ours, ...added]);
  if (told === undefined && strict) throw noHelp(topic, ours, commands);
  return told ?? helpText(version, ours, commands);
}
