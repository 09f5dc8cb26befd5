import { columns, indent, usual } from './columns.ts';
import { type Flag, flags, shells, templateActions } from './flags.ts';
import type { ListedTemplate } from './listing.ts';
import type { TemplateAction } from './positionals.ts';

/** What `--help` prints, at 80 columns. */
export const helpText = (
  version: string,
  templates: readonly ListedTemplate[],
): string => `create-ml-portfolio ${version}
Creates a machine-learning project that trains, compares itself with honest
baselines, and reports what it measured.

Usage
  create-ml-portfolio [directory] [options]   create a project; any path, or .
  create-ml-portfolio list                    what can be created
  create-ml-portfolio template <action>       templates of your own, see below
  create-ml-portfolio completion <shell>      ${shells.slice(0, -1).join(', ')} or ${shells.at(-1)}

Options
${indent(columns(optionRows(general, templates), usual - 2)).join('\n')}

Each question below is a flag of its own, such as --dataset diabetes; so are
title, author, licence and year, which README and LICENSE name.

Questions
${templates.map(questionLines).join('\n')}

Templates of your own
${ofTemplates}

Exit codes
  0  done    1  a step after writing failed    2  wrong usage
  3  something is in the way    4  the template is invalid    130  cancelled`;

/** What `--help` prints of `template`, or of one of its actions. */
export function templateHelp(about: 'template' | TemplateAction): string {
  const action = templateActions.find(({ name }) => name === about);
  const shown = action ? aboutAction(action) : `Templates of your own\n${ofTemplates}`;
  return `${shown}\n\nAll other options: create-ml-portfolio --help`;
}

function aboutAction(action: (typeof templateActions)[number]): string {
  const own = special
    .filter(({ of }) => of?.includes(action.name))
    .map((flag) => ({ ...flag, about: flag.about.replace(/^.*?: /, '') }));
  const always = general.filter(({ name }) => name === 'json' || name === 'help');
  return `create-ml-portfolio ${actionForm(action)}
Templates of your own: ${action.about}.

Options
${indent(columns(optionRows([...own, ...always], []), usual - 2)).join('\n')}`;
}

const general = flags.filter(({ of }) => !of);
const special = flags.filter(({ of }) => of);

const actionForm = (action: (typeof templateActions)[number]): string =>
  `template ${action.name}${'takes' in action ? ` ${action.takes}` : ''}`;

const actionRows = templateActions.map((action) => [actionForm(action), action.about]);

const optionRows = (some: readonly Flag[], templates: readonly ListedTemplate[]): readonly (readonly string[])[] =>
  some.map(({ name, short, takes = '', about }) => [
    `${short ? `-${short},` : '   '} --${name} ${takes}`.trimEnd(),
    name === 'template' ? sources(templates) : about,
  ]);

const ofTemplates = [actionRows, optionRows(special, [])]
  .flatMap((rows) => indent(columns(rows, usual - 2)))
  .join('\n');

const sources = (templates: readonly ListedTemplate[]): string =>
  `${templates.map(({ id }) => id).join(' | ')} or a template from elsewhere: ./folder, ./file.tgz, gh:owner/repo/folder#ref, git+<url>#ref, npm:name@version`;

const questionLines = ({ id, questions }: ListedTemplate): string => {
  const rows = questions.map(({ name, message, choices }) => [
    `--${name}`,
    choices?.map(({ value }) => value).join(', ') ?? message,
  ]);
  return indent([id, ...indent(columns(rows, usual - 4))]).join('\n');
};
