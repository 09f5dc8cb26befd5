import { standardQuestions } from '../answers/standard.ts';
import type { Registration } from '../sources/registration.ts';
import { columns, indent, usual, wrapped } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import type { Manifest, Question } from '../types.ts';
import { drawCommands } from './commands.ts';

/** A template as `list` and `--help` show it. */
export interface ListedTemplate {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly version: string;
  readonly questions: readonly Question[];
  readonly commands?: Manifest['commands'];
  /** Of one that was added: where from, and for whom. */
  readonly source?: string;
  readonly origin?: Registration['origin'];
}

export const listTemplates = (manifests: readonly Manifest[]): readonly ListedTemplate[] =>
  manifests.map(({ id, title, summary, version, questions, commands }) => ({
    ...{ id, title, summary, version, questions },
    ...(commands ? { commands } : {}),
  }));

/** The same of what was added, under the id that it was added as. */
export const listAdded = (
  added: readonly { readonly manifest: Manifest; readonly registration: Registration }[],
): readonly ListedTemplate[] =>
  added.flatMap(({ manifest, registration: { id, source, origin } }) =>
    listTemplates([manifest]).map((listed) => ({ ...listed, id, source, origin })),
  );

/** What can be created, or what was added. */
export interface Listed {
  readonly templates: readonly ListedTemplate[];
}

/** What `list` prints: a line for each template, and how to see more of one. */
export function drawList({ templates }: Listed, style: Paint): readonly string[] {
  const ids = Math.max(...templates.map(({ id }) => id.length));
  const lines = templates.map(({ id, summary, source }) => {
    const about = source ? `${summary} (added)` : summary;
    const room = usual - ids - 2;
    const shown = about.length > room ? `${wrapped(about, room - 1)[0]}…` : about;
    return `${style('bold', id)}${' '.repeat(ids - id.length)}  ${shown}`;
  });
  if (lines.length === 0) return [];
  return [...lines, '', style('dim', 'All about one, with its questions: npx create-ml-portfolio list <id>')];
}

/** What `template list` prints: a line for each template that was added, with where it came from. */
export const drawAdded = ({ templates }: Listed, style: Paint): readonly string[] => {
  const rows = templates.map(({ id, version, source = '', origin }) => [
    `${id} ${version}`,
    `${source}${origin === 'project' ? ", in this project's folder" : ''}`,
  ]);
  const names = Math.max(...rows.map(([name = '']) => name.length));
  return rows.map(([name = '', from = '']) => `${style('bold', name)}${' '.repeat(names - name.length)}  ${from}`);
};

/** What `list <id>` prints, and `--help <id>`: a template, and each of its questions with what can be answered. */
export const drawTemplate = (
  { id, version, title, summary, questions, commands, source, origin }: ListedTemplate,
  style: Paint,
): readonly string[] => [
  `${style('bold', id)} ${style('dim', version)}: ${title}`,
  ...(source
    ? indent(wrapped(`from ${source}${origin === 'project' ? ", in this project's folder" : ''}`, usual - 2))
    : []),
  ...indent(wrapped(summary, usual - 2)),
  '',
  'Questions, each a flag of its own; * is taken by default',
  ...indent(drawQuestions(questions)),
  ...indent(wrapped(standard, usual - 2)),
  '',
  ...drawCommands(commands),
  ...(commands ? [''] : []),
  `  create-ml-portfolio my-${id} --template ${id}`,
];

const standard = `Besides: ${standardQuestions({ title: '', author: '', year: '' })
  .map(({ name, choices }) => `--${name}${choices ? ` (${choices.map(({ value }) => value).join(', ')})` : ''}`)
  .join(', ')}`;

/** Each question with its choices, which stand in the same columns for all of them. */
function drawQuestions(questions: readonly Question[]): readonly string[] {
  const values = questions.flatMap((question) => choiceRows(question).map(([value = '']) => value.length));
  const width = Math.max(0, ...values);
  return questions.flatMap((question) => [
    ...wrapped(headOf(question), usual - 2),
    ...indent(
      columns(
        choiceRows(question).map(([value = '', hint = '']) => [value.padEnd(width), hint]),
        usual - 4,
      ),
    ),
  ]);
}

const headOf = ({ name, message, choices, default: usually }: Question): string =>
  `--${name}  ${message}${choices || usually === '' ? '' : ` (${String(usually)})`}`;

const choiceRows = ({ choices = [], default: usually }: Question): readonly (readonly string[])[] =>
  choices.map(({ value, label, hint }) => [`${value}${[usually].flat().includes(value) ? ' *' : ''}`, hint ?? label]);
