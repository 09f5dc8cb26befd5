import { columns, indent, item, usual, wrapped } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { thousands } from '../text/say.ts';
import { readableSize } from '../text/size.ts';
import { tasks } from './draw-decided.ts';
import { decidedOf } from './draw-events.ts';
import { drawFolder } from './draw-folder.ts';
import type { ColumnTold, Profiled, ProfileTold } from './profiled.ts';

/** Columns that have a line of their own: more would push the first out of sight. */
const shown = 12;

/** What `profile` prints: the surprising first, then what each column is, then what follows from it. */
export const drawProfile = (told: ProfileTold, style: Paint): readonly string[] =>
  'file' in told ? drawTable(told, style) : drawFolder(told, style);

function drawTable(profile: Profiled, style: Paint): readonly string[] {
  const { file, rows, columns: all, warnings, target, split, events, suggested = [] } = profile;
  const lines = (head: string, body: readonly string[]): readonly string[] =>
    body.length > 0 ? ['', style('bold', head), ...body] : [];
  return [
    `${style('bold', file.path)}: ${thousands(rows.kept)} rows of ${thousands(all.length)} columns, ${readableSize(file.bytes)}`,
    ...indent(wrapped(howWritten(file), usual - 2)),
    ...lines(
      'To be looked at',
      warnings.flatMap((one) => item(one)),
    ),
    ...lines('Columns', drawColumns(all)),
    ...(target ? lines('Target', item(`${target.name}: ${taskOf(target)}; ${target.reasons.join('; ')}`)) : []),
    ...(events ? decidedOf(events).flatMap(([head, said]) => lines(head, item(said))) : []),
    ...(split ? lines('Split', item(`${split.by}: ${split.reasons.join('; ')}`)) : []),
    ...lines(
      'Likely targets',
      suggested.flatMap(({ name, reasons }) => item(`${name}: ${reasons.join('; ')}`)),
    ),
  ];
}

const marks: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', ' ': 'space', '|': '|' };

function howWritten({ format, compression, encoding, delimiter, header, skipped, decimal }: Profiled['file']): string {
  const parts = [
    format === 'csv' ? `separated by ${marks[delimiter] ?? (delimiter || 'nothing')}` : format,
    encoding,
    ...(compression ? [compression] : []),
    header ? 'with a header' : 'without a header',
    ...(skipped > 0 ? [`${skipped} lines above it`] : []),
    ...(decimal === ',' ? ['decimal comma'] : []),
  ];
  return parts.join(', ');
}

const taskOf = ({ task, positive }: NonNullable<Profiled['target']>): string =>
  positive === undefined ? tasks[task] : `${tasks[task]}, ${positive} counts as 1`;

/** How surprising a column is: what holds personal data, is left out or was guessed comes first. */
function surprise({ personal, excluded, asked, role = 'feature' }: ColumnTold): number {
  const rank = [role !== 'feature', asked === true, excluded !== undefined, personal !== undefined];
  return rank.lastIndexOf(true);
}

function drawColumns(all: readonly ColumnTold[]): readonly string[] {
  const sorted = all.toSorted((a, b) => surprise(b) - surprise(a));
  const first = sorted.slice(0, all.length > shown + 2 ? shown : all.length);
  const rest = sorted.slice(first.length);
  const rows = first.map(({ name, kind, role = '', asked, excluded, seen }) => [
    cut(name, 22),
    `${kind}${asked ? '?' : ''}`,
    role,
    excluded ?? seen,
  ]);
  const hasRoles = rows.some(([, , role]) => role !== '');
  const kinds = [...new Set(rest.map(({ kind }) => kind))];
  const others = kinds.map((kind) => {
    const names = rest.filter((one) => one.kind === kind).map(({ name }) => name);
    return `${thousands(names.length)} more ${kind}: ${names.join(', ')}`;
  });
  return [
    ...indent(
      columns(
        rows.map((row) => (hasRoles ? row : row.toSpliced(2, 1))),
        usual - 2,
      ),
    ),
    ...others.flatMap((one) => indent(shorten(wrapped(one, usual - 2)))),
  ];
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Two lines of names are enough; `--json` has all. */
const shorten = (lines: readonly string[]): readonly string[] =>
  lines.length > 2 ? [...lines.slice(0, 1), `${cut(lines[1] ?? '', usual - 5)} …`] : lines;
