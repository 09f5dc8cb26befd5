import { columns, indent, usual } from './columns.ts';
import type { ListedTemplate } from './listing.ts';

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

Options
${indent(columns([['-t, --template <source> ', sources(templates)]], usual - 2)).join('\n')}
      --set name=value      answer a question (repeatable); each question is a
                            flag of its own too, such as --dataset diabetes
      --answers <file|->    answers as a JSON object
      --with a,b            features on top of the default ones
      --without a,b         features out of the default ones
  -y, --yes                 defaults for everything not given
      --dry-run             print what would be written, write nothing
      --json                one JSON object on stdout, progress on stderr
      --no-git              no repository, no first commit
      --install             make .venv and install the project into it
      --verify              --install, then run its tests and its pipeline
      --python <program>    the interpreter that --install uses, 3.11 or newer
      --name <name>         distribution name, when the folder's does not do
      --package <name>      import name, likewise
      --title, --author, --licence, --year
                            what README and LICENSE say
  -h, --help                this text
  -v, --version             the version

Questions
${templates.map(questionLines).join('\n')}

Exit codes
  0  done    1  a step after writing failed    2  wrong usage
  3  something is in the way    4  the template is invalid    130  cancelled`;

const sources = (templates: readonly ListedTemplate[]): string =>
  `${templates.map(({ id }) => id).join(' | ')} or ./folder, a template of your own`;

const questionLines = ({ id, questions }: ListedTemplate): string => {
  const rows = questions.map(({ name, message, choices }) => [
    `--${name}`,
    choices?.map(({ value }) => value).join(', ') ?? message,
  ]);
  return indent([id, ...indent(columns(rows, usual - 4))]).join('\n');
};
