import { type Command, form } from '../command-line/command.ts';
import { creating, type Flag, general } from '../command-line/flags.ts';
import { actionsOf } from '../command-line/positionals.ts';
import type { ListedTemplate } from '../report/listing.ts';
import { columns, indent, usual } from '../terminal/columns.ts';

/** What `--help` prints, at 80 columns. */
export const helpText = (
  version: string,
  templates: readonly ListedTemplate[],
  commands: readonly Command[],
): string => `create-ml-portfolio ${version}
Creates a machine-learning project that trains, compares itself with honest
baselines, and reports what it measured.

Usage
${table(commands.filter(({ words }) => words.length < 2).map(usageRow))}

Options
${table(optionRows([...creating, ...general], templates))}

Each question below is a flag of its own, such as --dataset diabetes; so are
title, author, licence and year, which README and LICENSE name.

Questions
${templates.map(questionLines).join('\n')}

${commands.flatMap((command) => groupHelp(command, commands)).join('\n\n')}

Exit codes
  0  done    1  a step after writing failed    2  wrong usage
  3  something is in the way    4  the template is invalid    130  cancelled`;

/** What `--help` prints of one command, or of the commands whose names begin with its own. */
export function commandHelp(command: Command, commands: readonly Command[]): string {
  const [shown = aboutCommand(command)] = groupHelp(command, commands);
  return `${shown}\n\nAll other options: create-ml-portfolio --help`;
}

function aboutCommand(command: Command): string {
  const always = general.filter(({ name }) => name === 'json' || name === 'help');
  return `create-ml-portfolio ${form(command)}
${capitalised(command.about)}.

Options
${table(optionRows([...(command.flags ?? []), ...always], []))}`;
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
  return [`${capitalised(command.about)}\n${table(rows)}\n${table(optionRows(described, []))}`];
}

const usageRow = (command: Command): readonly string[] => [
  `create-ml-portfolio ${form(command)}${command.words.length === 0 ? ' [options]' : ''}`,
  command.choices ? `${command.choices.slice(0, -1).join(', ')} or ${command.choices.at(-1)}` : command.about,
];

const table = (rows: readonly (readonly string[])[]): string => indent(columns(rows, usual - 2)).join('\n');

const capitalised = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

const optionRows = (some: readonly Flag[], templates: readonly ListedTemplate[]): readonly (readonly string[])[] =>
  some.map(({ name, short, takes = '', about }) => [
    `${short ? `-${short},` : '   '} --${name} ${takes}`.trimEnd(),
    name === 'template' ? sources(templates) : about,
  ]);

const sources = (templates: readonly ListedTemplate[]): string =>
  `${templates.map(({ id }) => id).join(' | ')} or a template from elsewhere: ./folder, ./file.tgz, gh:owner/repo/folder#ref, git+<url>#ref, npm:name@version`;

const questionLines = ({ id, questions }: ListedTemplate): string => {
  const rows = questions.map(({ name, message, choices }) => [
    `--${name}`,
    choices?.map(({ value }) => value).join(', ') ?? message,
  ]);
  return indent([id, ...indent(columns(rows, usual - 4))]).join('\n');
};
