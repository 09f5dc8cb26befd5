import { builtinSources } from './builtin.ts';
import type { Context } from './context.ts';
import { printable, quoted } from './encode.ts';
import { type ExitCode, exit, Failure } from './errors.ts';
import { describeFault } from './fault.ts';
import { helpText, templateHelp } from './help.ts';
import { listAdded, listTemplates } from './listing.ts';
import { parseOptions, questionsOf, templateNamed } from './options.ts';
import { paint } from './paint.ts';
import { registrations } from './registry.ts';
import { describeFailure, type Report, renderReport } from './report.ts';
import { addedSources, findSource, type Known } from './sources.ts';

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
  context.stdout.write(argv.includes('--json') ? `${quoted(report)}\n` : text.stdout);
  return report.exitCode;
}

async function carryOut(argv: readonly string[], context: Context): Promise<Partial<Report>> {
  const builtin = await builtinSources(context.templates);
  const name = templateNamed(argv);
  const known: Known = {
    builtin,
    registered: () => registrations(context),
    cwd: context.cwd,
    fetched: async (named, kept) => {
      const { fetchFor } = await import('./remote/fetch.ts');
      return fetchFor(context, named, kept !== undefined || argv.includes('--offline'));
    },
  };
  const named = name === undefined ? undefined : await findSource(name, known);
  const options = parseOptions(argv, questionsOf((named ? [named] : builtin).map((source) => source.manifest)));
  const templates = listTemplates(builtin.map((source) => source.manifest));
  switch (options.command) {
    case 'help':
      return {
        command: 'help',
        text: options.about ? templateHelp(options.about) : helpText(context.version, templates),
      };
    case 'version':
      return { command: 'version', text: context.version };
    case 'list': {
      const { sources, problems } = await addedSources(known);
      return { command: 'list', templates: [...templates, ...listAdded(sources)], warnings: problems };
    }
    case 'template': {
      const { templateCommand } = await import('./template-command.ts');
      return { command: 'template', action: options.action, ...(await templateCommand(options, known, context)) };
    }
    case 'completion': {
      const { completionScript } = await import('./completion/completion.ts');
      const manifests = builtin.map((source) => source.manifest);
      return { command: 'completion', text: completionScript(options.shell, manifests) };
    }
    case 'create':
      // Most of what we load, and `--help` is to answer at once.
      return (await import('./create.ts')).create(options, known, named, context);
  }
}
