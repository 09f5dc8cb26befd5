import type { Registration } from '../sources/registration.ts';
import { columns, indent, usual, wrapped } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import type { Manifest, Question } from '../types.ts';

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

/** What `list` prints: each template, and each of its questions with what can be answered. */
export function drawList({ templates }: Listed, style: Paint): readonly string[] {
  const drawn = templates.flatMap(({ id, version, summary, questions, source, origin }) => [
    `${style('bold', id)} ${style('dim', version)}`,
    ...(source
      ? indent(wrapped(`from ${source}${origin === 'project' ? ", in this project's folder" : ''}`, usual - 2))
      : []),
    ...indent(wrapped(summary, usual - 2)),
    ...(questions.length > 0 ? ['', ...indent(columns(questions.flatMap(questionRows), usual - 2))] : []),
    '',
  ]);
  return drawn.length > 0 ? [...drawn, style('dim', '* taken by default')] : [];
}

function questionRows({ name, message, choices, default: usually }: Question): readonly (readonly string[])[] {
  const flag = `--${name}`;
  if (!choices) return [[flag, String(usually), message]];
  return choices.map(({ value, label, hint }, index) => {
    const isDefault = [usually].flat().includes(value);
    return [index === 0 ? flag : '', isDefault ? `${value} *` : value, hint ?? label];
  });
}
