import { trimmed } from './names.ts';

const numeric = /^[-+]?[$£€]?[-+]?[\d.,' ]*\d[\d.,]*(?:[eE][-+]?\d+)?\s?%?$/;
const dated = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|^\d{1,2}:\d\d/;
const year = /^(?:1[5-9]|20|21)\d\d$/;
const absent = /^(?:|na|n\/a|nan|null|none|\?|-+|\.)$/i;

/** What a cell looks like: names look like words, whatever stands below them. */
const looks = (cell: string): 'number' | 'date' | 'nothing' | 'word' =>
  absent.test(cell) ? 'nothing' : numeric.test(cell) ? 'number' : dated.test(cell) ? 'date' : 'word';

/** Whether a record names the columns below it: its cells are unlike theirs. */
export function hasNames(top: readonly string[], rows: readonly (readonly string[])[]): boolean {
  // A header that is there again, where files were put one after the other, is no row.
  const body = rows.filter((row) => row.some((cell, i) => cell !== top[i]));
  const cells = top.map(trimmed);
  const filled = cells.filter((cell) => cell !== '');
  const words = filled.filter((cell) => looks(cell) === 'word');
  if (words.length === 0) return false;
  const years = filled.filter((cell) => year.test(cell));
  // Years in a row name columns, though what stands below them are numbers as well.
  const named = years.length > 1 && new Set(years).size === years.length;
  const evidence = cells.reduce((sum, cell, i) => sum + (named && year.test(cell) ? 0 : speaks(cell, body, i)), 0);
  if (evidence !== 0) return evidence > 0;
  return words.length + (named ? years.length : 0) === filled.length && new Set(filled).size === filled.length;
}

/** Whether one cell speaks for a header (1), against it (-1), or neither. */
function speaks(cell: string, body: readonly (readonly string[])[], column: number): number {
  if (cell === '') return 0;
  const below = body.map((row) => trimmed(row[column] ?? '')).filter((one) => looks(one) !== 'nothing');
  if (below.length === 0) return 0;
  const is = looks(cell);
  const like = below.filter((one) => looks(one) === is).length / below.length;
  if (is === 'nothing') return -0.5;
  if (is !== 'word') return like > 0.5 ? -1 : 0;
  if (like < 0.2) return 1;
  // A name seldom stands among the words that it names.
  const again = below.filter((one) => one === cell).length;
  if (again > 0 && below.length > 2) return -1;
  const levels = new Set(below).size;
  return below.length >= 8 && levels * 2 < below.length ? 0.5 : 0;
}
