import { columns, indent, usual, wrapped } from './columns.ts';
import type { Paint } from './paint.ts';
import type { Manifest, Question } from './types.ts';

/** A template as `list` and `--help` show it. */
export interface ListedTemplate {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly version: string;
  readonly questions: readonly Question[];
}

export const listTemplates = (manifests: readonly Manifest[]): readonly ListedTemplate[] =>
  manifests.map(({ id, title, summary, version, questions }) => ({ id, title, summary, version, questions }));

/** What `list` prints: each template, and each of its questions with what can be answered. */
export function drawList(templates: readonly ListedTemplate[], style: Paint): readonly string[] {
  const drawn = templates.flatMap(({ id, version, summary, questions }) => [
    `${style('bold', id)} ${style('dim', version)}`,
    ...indent([...wrapped(summary, usual - 2), '', ...columns(questions.flatMap(questionRows), usual - 2), '']),
  ]);
  return [...drawn, style('dim', '* taken by default')];
}

function questionRows({ name, message, choices, default: usually }: Question): readonly (readonly string[])[] {
  const flag = `--${name}`;
  if (!choices) return [[flag, String(usually), message]];
  return choices.map(({ value, label, hint }, index) => {
    const isDefault = [usually].flat().includes(value);
    return [index === 0 ? flag : '', isDefault ? `${value} *` : value, hint ?? label];
  });
}
