import { asking } from './command-line/flags.ts';
import { parseOptions, questionsOf, templateNamed } from './command-line/options.ts';
import { commandHelp, helpText } from './commands/help.ts';
import { commands } from './commands/index.ts';
import type { Context } from './context.ts';
import { type ExitCode, exit, Failure } from './errors.ts';
import { describeFault } from './report/fault.ts';
import { listTemplates } from './report/listing.ts';
import { describeFailure, drawWarnings, type Report, renderReport } from './report/report.ts';
import { builtinSources } from './sources/builtin.ts';
import { findSource, type Known } from './sources/find.ts';
import { registrations } from './sources/registry.ts';
import { paint } from './terminal/paint.ts';
import { printable, quoted } from './text/encode.ts';

/** One run, from the words of the command line to the exit code. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  const blank = {
    schema: 1,
    command: 'create',
    ok: true,
    exitCode: exit.ok,
    generator: `${context.name} ${context.version}`,
  } as const;
  const report: Report = await carryOut(argv, context).then(
    (done) => ({ ...blank, ...done }),
    (error: unknown) => ({
      ...blank,
      ...describeFailure(error instanceof Failure ? error : describeFault(error, context)),
    }),
  );
  // Of the files, which can be thousands, a tree is drawn at most, and that escapes their names.
  const { files, ...others } = report;
  const shown: Report = { ...printable(others), ...(files ? { files } : {}) };
  const text = renderReport(shown, paint(context.colour.stdout), paint(context.colour.stderr));
  context.stderr.write(text.stderr);
  const asJson = argv.includes('--json') && argv[0] !== asking;
  context.stdout.write(asJson ? `${quoted(report)}\n` : text.stdout);
  return report.exitCode;
}

async function carryOut(argv: readonly string[], context: Context): Promise<Partial<Report>> {
  const builtin = await builtinSources(context.templates);
  const known: Known = {
    builtin,
    registered: () => registrations(context),
    cwd: context.cwd,
    fetched: async (named, kept) => {
      const { fetchFor } = await import('./sources/remote/fetch.ts');
      return fetchFor(context, named, kept !== undefined || argv.includes('--offline'));
    },
  };
  if (argv[0] === asking) {
    const { complete } = await import('./completion/completion.ts');
    return complete(argv.slice(1), { context, known, named: undefined, commands });
  }
  const name = templateNamed(argv, commands);
  const named = name === undefined ? undefined : await findSource(name, known);
  const manifests = builtin.map((source) => source.manifest);
  const asked = parseOptions(argv, questionsOf(named ? [named.manifest] : manifests), commands);
  if (asked.kind === 'version') return { command: 'version', text: context.version };
  if (asked.kind === 'help') {
    const general = (): string => helpText(context.version, listTemplates(manifests), commands);
    return { command: 'help', text: asked.about?.words.length ? commandHelp(asked.about, commands) : general() };
  }
  const { command, options, warning } = asked;
  // Before anything is asked or written: who meant something else can still stop.
  if (warning && !options.json) context.stderr.write(drawWarnings([printable(warning)], paint(context.colour.stderr)));
  // Most of what we load, and `--help` is to answer at once.
  const carry = await command.load?.();
  const done = await carry?.(options, { context, known, named, commands });
  const [word = 'create', action] = command.words;
  const warnings = [...(warning && options.json ? [warning] : []), ...(done?.warnings ?? [])];
  return { command: word, ...(action ? { action } : {}), ...done, ...(warnings.length > 0 ? { warnings } : {}) };
}
