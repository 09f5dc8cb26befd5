import type { Dialect } from '../profile.ts';
import { hasNames } from './heading.ts';
import { marksOf } from './marks.ts';
import { trimmed } from './names.ts';
import { Records } from './records.ts';
import type { Way } from './score.ts';

/** A record of a sample, and the line that it begins in where that is known. */
export interface Sampled {
  readonly cells: readonly string[];
  readonly line: number;
}

export interface Layout extends Pick<Dialect, 'skip' | 'comment' | 'header'> {
  /** Some rows from below the header, all as wide as the table. */
  readonly body: readonly (readonly string[])[];
}

const most = 5_000;

/** Records of one piece; what is left open at its end is left out. */
export function recordsOf(piece: string, way: Way): readonly Sampled[] {
  const found: Sampled[] = [];
  const records = new Records(marksOf(way), (cells, line) => {
    if (cells.length > 1 || trimmed(cells[0] ?? '') !== '') found.push({ cells, line });
  });
  try {
    records.push(piece.replaceAll('\0', ' '));
    records.end();
  } catch {
    // A quote is open where the piece ends.
  }
  return found;
}

/** Where the table begins in a file, and what stands between its rows. */
export function layoutOf(pieces: readonly string[], way: Way): Layout {
  const [first = [], ...others] = pieces.map((piece) => recordsOf(piece, way));
  const width = usualWidth([...first, ...others.flat()]);
  const comment = commentOf([first, ...others].flat(), width);
  const rows = first.filter(({ cells: [cell = ''] }) => comment === '' || !cell.startsWith(comment));
  const at = beginning(rows, width);
  const body = bodyOf([...rows.slice(at + 1), ...others.flat()], width);
  const top = rows[at]?.cells ?? [];
  const header = hasNames(withoutTail(top, width), body);
  return { skip: at === 0 ? 0 : (rows[at]?.line ?? 1) - 1, comment, header, body };
}

/** How many cells most rows have: of two widths that are about as common, the larger. */
function usualWidth(rows: readonly Sampled[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || b - a);
  return best?.[0] ?? 0;
}

/** Without empty cells that a row has too many of. */
function withoutTail(cells: readonly string[], width: number): readonly string[] {
  let end = cells.length;
  while (end > width && trimmed(cells[end - 1] ?? '') === '') end--;
  return cells.slice(0, end);
}

/** The first record that may belong to the table: before it stand titles, notes, and rows of delimiters alone. */
function beginning(rows: readonly Sampled[], width: number): number {
  const noted = rows.findIndex(({ cells: [cell = ''] }) => !/^\s*(?:#|%|\/\/)/.test(cell));
  const from = noted === -1 ? 0 : noted;
  const at = rows.findIndex((_, i) => i >= from && !isTitle(rows, i, width));
  const start = at === -1 ? 0 : at;
  // The last of the lines above may be the header, behind the mark of a comment.
  const above = rows[start - 1];
  return noted > 0 && start === noted && above?.cells.length === width && width > 1 ? start - 1 : start;
}

/** A line above the table: with nothing but its first cell, or of another width where the next line may be the header. */
function isTitle(rows: readonly Sampled[], at: number, width: number): boolean {
  const cells = withoutTail(rows[at]?.cells ?? [], width);
  const filled = cells.filter((cell) => trimmed(cell) !== '').length;
  const second = width === 2 && filled === 1 && trimmed(cells[0] ?? '') === '';
  if (width > 1 && filled <= 1 && !second) return true;
  if (cells.length === width) return false;
  if (cells.length < Math.max(2, width / 2)) return true;
  const next = withoutTail(rows[at + 1]?.cells ?? [], width);
  return next.length === width && hasNames(next, bodyOf(rows.slice(at + 2), width));
}

const bodyOf = (rows: readonly Sampled[], width: number): readonly (readonly string[])[] =>
  rows
    .map(({ cells }) => withoutTail(cells, width))
    .filter((cells) => cells.length === width)
    .slice(0, most);

/** What a line that is no row begins with: a mark that hardly any row begins with that is as wide as the table. */
function commentOf(rows: readonly Sampled[], width: number): string {
  for (const mark of ['#', '%', '//']) {
    const marked = rows.slice(1).filter(({ cells: [cell = ''] }) => cell.startsWith(mark));
    const wide = marked.filter(({ cells }) => cells.length === width).length;
    const later = marked.some((row) => rows.indexOf(row) > 0 && !isLeading(rows, row, mark));
    if (later && wide * 2 < marked.length) return mark;
  }
  return '';
}

/** Whether a line stands above the table, after others of its kind alone. */
const isLeading = (rows: readonly Sampled[], row: Sampled, mark: string): boolean =>
  rows.slice(0, rows.indexOf(row)).every(({ cells: [cell = ''] }) => cell.startsWith(mark));
