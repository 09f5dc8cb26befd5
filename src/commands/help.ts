import { type Command, form } from '../command-line/command.ts';
import { creating, type Flag, general, overriding } from '../command-line/flags.ts';
import { actionsOf } from '../command-line/positionals.ts';
import { type Failure, usage } from '../errors.ts';
import { drawTemplate, type ListedTemplate } from '../report/listing.ts';
import { columns, indent, usual, wrapped } from '../terminal/columns.ts';
import { didYouMean } from '../text/suggest.ts';

/** What `--help` prints: what most runs need, on one screen of 80 columns and 24 lines. */
export const helpText = (
  version: string,
  templates: readonly ListedTemplate[],
  commands: readonly Command[],
): string => `create-ml-portfolio ${version}
Makes a machine-learning project that trains, tests itself and reports.

${table([...commands.filter(({ words }) => words.length < 2).map(usageRow), helpRow])}

${table(optionRows(common, templates, ' or ./folder'))}

${more}`;

const all: readonly Flag[] = [...creating, ...general];
const elsewhere =
  ', or from elsewhere: ./folder, ./file.tgz, gh:owner/repo/folder#ref, git+<url>#ref, npm:name@version';
const common = all.filter(({ rare }) => !rare);
/** What is said of data is told with the options, but for what nearly everybody says. */
const ofData: readonly string[] = overriding.map(({ name }) => name).filter((name) => name !== 'target');
const rare = all.filter(({ name, rare }) => rare && !ofData.includes(name)).map(({ name }) => `--${name}`);
const more = wrapped(`More: ${rare.join(', ')}, and each question's: --dataset diabetes.`).join('\n');
const helpRow = ['create-ml-portfolio help [word]', 'a command, a type, or options'];

/** What `help options` prints: every flag of creating a project, and the exit codes. */
export const optionsHelp = (templates: readonly ListedTemplate[]): string => `create-ml-portfolio [directory] [options]

${table(optionRows(all, templates, elsewhere))}

Each question is a flag of its own, such as --dataset diabetes; so are title,
author, licence and year, which README and LICENSE name.

Exit codes
  0  done    1  a step after writing failed    2  wrong usage
  3  something is in the way    4  the template is invalid    130  cancelled`;

/** What `--help` prints of one command, or of the commands whose names begin with its own. */
export function commandHelp(command: Command, commands: readonly Command[]): string {
  const [shown = aboutCommand(command)] = groupHelp(command, commands);
  return `${shown}\n\nAll other options: npx create-ml-portfolio help options`;
}

function aboutCommand(command: Command): string {
  const always = general.filter(({ name }) => name === 'json' || name === 'help');
  return `create-ml-portfolio ${form(command)}
${capitalised(command.about)}.

Options
${table(optionRows([...(command.flags ?? []), ...always]))}`;
}

/** The actions of a group of commands, then their flags, each with the actions that it is of. */
function groupHelp(command: Command, commands: readonly Command[]): readonly string[] {
  const actions = actionsOf(command, commands);
  if (actions.length === 0) return [];
  const own = new Map(actions.flatMap((action) => action.flags ?? []).map((flag) => [flag.name, flag]));
  const described = [...own.values()].map((flag) => {
    const owners = actions.filter((action) => action.flags?.some(({ name }) => name === flag.name));
    return { ...flag, about: `${owners.map(({ words }) => words.at(-1)).join(', ')}: ${flag.about}` };
  });
  const rows = actions.map((action) => [form(action), action.about]);
  return [`${capitalised(command.about)}\n${table(rows)}\n${table(optionRows(described))}`];
}

const usageRow = (command: Command): readonly string[] => [
  `create-ml-portfolio ${form(command)}${command.words.length === 0 ? ' [options]' : ''}`,
  command.choices ? `${command.choices.slice(0, -1).join(', ')} or ${command.choices.at(-1)}` : command.about,
];

const table = (rows: readonly (readonly string[])[]): string => indent(columns(rows, usual - 2)).join('\n');

const capitalised = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** Options with what they are for; of what can be created, the ids and how else it is named. */
const optionRows = (
  some: readonly Flag[],
  templates: readonly ListedTemplate[] = [],
  elsewhere = '',
): readonly (readonly string[])[] =>
  some.map(({ name, short, takes = '', about }) => [
    `${short ? `-${short},` : '   '} --${name} ${takes}`.trimEnd(),
    name === 'template' ? `${templates.map(({ id }) => id).join(', ')}${elsewhere}` : about,
  ]);

/** What help on some word prints; nothing where the word is none that help knows. */
export function helpOn(topic: string | undefined, templates: readonly ListedTemplate[]): string | undefined {
  if (topic === 'options') return optionsHelp(templates);
  const template = templates.find(({ id }) => id === topic);
  return template && drawTemplate(template, (_, text) => text).join('\n');
}

/** The refusal to tell of what nobody knows. */
export function noHelp(topic: string, templates: readonly ListedTemplate[], commands: readonly Command[]): Failure {
  const known = [...commands.flatMap(({ words }) => words[0] ?? []), ...templates.map(({ id }) => id), 'options'];
  const meant = didYouMean(topic, known);
  const next = meant ? `Did you mean npx create-ml-portfolio help ${meant}?` : 'See npx create-ml-portfolio --help.';
  return usage(`There is no help on ${JSON.stringify(topic)}.`, next);
}
