import type { Dialect } from '../profile.ts';
import { marksOf } from './marks.ts';
import { Records } from './records.ts';

/** What may stand between cells, the commonest first, and how much is held for it before a file is looked at. */
const delimiters: Readonly<Record<string, number>> = {
  ',': 1,
  ';': 1,
  '\t': 1,
  '|': 1,
  ', ': 1,
  '; ': 1,
  '| ': 1,
  '::': 1,
  ' ': 0.6,
  ':': 0.3,
  '~': 0.5,
  '^': 0.5,
  '*': 0.3,
  '#': 0.3,
};

export type Way = Pick<Dialect, 'delimiter' | 'quote' | 'escape'>;

export interface Scored {
  readonly way: Way;
  readonly score: number;
  readonly rows: number;
  /** What speaks for its quote and its escape, where both ways are as regular. */
  readonly signs: number;
}

/** Every way of taking the texts apart that they may be meant for, the best first: it gives the most regular table of the most familiar cells. */
export function ranked(pieces: readonly string[]): readonly Scored[] {
  const found: Scored[] = [];
  for (const [delimiter, prior] of Object.entries(delimiters)) {
    for (const quote of ['"', "'"] as const) {
      // A space after a delimiter counts only where quotes open behind it.
      const seen = delimiter.length === 2 && delimiter.endsWith(' ') ? delimiter + quote : delimiter;
      if (!pieces.some((piece) => piece.includes(seen))) continue;
      const quoted = quotedWith(pieces, delimiter, quote);
      if (quote === "'" && quoted === 0) continue;
      const escapes = escapesWith(pieces, delimiter, quote);
      for (const how of escapes < 0 ? (['doubled'] as const) : (['doubled', 'backslash'] as const)) {
        const way: Way = { delimiter, quote, escape: how };
        const { score, rows } = scoreOf(pieces, way);
        // One row says nothing about how regular a table is: the commonest delimiter that it has is taken.
        if (rows === 1 && found.some((other) => other.rows === 1 && other.score > 0)) continue;
        const signs = how === 'backslash' ? quoted + escapes : quoted;
        if (score > 0) found.push({ way, score: prior * score, rows, signs });
      }
    }
  }
  return found.sort((a, b) => b.score - a.score || b.signs - a.signs);
}

/** The best way; lines of words, which no delimiter makes regular, are one column. */
export function bestOf(pieces: readonly string[]): Way {
  const [best] = ranked(pieces);
  return best && best.score >= least ? best.way : { delimiter: '', quote: '"', escape: 'doubled' };
}

const least = 0.1;

/** How many cells are quoted so: most of those that begin with the quote end with it as well, which an apostrophe does not. */
function quotedWith(pieces: readonly string[], delimiter: string, quote: string): number {
  const [cut, mark] = [delimiter, quote].map((one) => one.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const begins = new RegExp(`(?:^|${cut})${mark}`, 'gm');
  const whole = new RegExp(
    `(?:^|${cut})${mark}[^${mark}]*(?:${mark}{2}[^${mark}]*)*${mark}(?=${cut}|[\\r\\n]|$)`,
    'gm',
  );
  const count = (pattern: RegExp): number =>
    pieces.reduce((sum, piece) => sum + (piece.match(pattern)?.length ?? 0), 0);
  const quoted = count(whole);
  return quoted > count(begins) / 2 ? quoted : 0;
}

/** Escaped quotes in the middle of cells, less those that a cell may end with, such as a path; -1 where there is none. */
function escapesWith(pieces: readonly string[], delimiter: string, quote: string): number {
  let sum: number | undefined;
  for (const piece of pieces)
    for (let at = piece.indexOf(`\\${quote}`); at !== -1; at = piece.indexOf(`\\${quote}`, at + 2)) {
      const after = at + 2;
      const ends = after === piece.length || piece.startsWith(delimiter, after) || /[\r\n]/.test(piece.charAt(after));
      sum = (sum ?? 0) + (ends ? -1 : 1);
    }
  return sum ?? -1;
}

const familiar =
  /^\s*(?:|[-+]?[$£€]?[\d.,' ]*\d(?:[eE][-+]?\d+)?\s?%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ][\d:.+Z-]+)?|\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]\.?m\.?|Z|[+-]\d\d:?\d\d)?|\{.*\}|\[.*\]|https?:\S+|[\w.+-]+@[\w-]+\.[\w.]+|[\p{L}\p{N}_ ]+|true|false|n\/?a|nan|null)\s*$/isu;

const most = 200;

/** Whether a cell has one bracket without the other: a delimiter within brackets is part of a text. */
const cutsBrackets = (cell: string): boolean =>
  cell.includes('(') !== cell.includes(')') ||
  cell.includes('[') !== cell.includes(']') ||
  cell.includes('{') !== cell.includes('}');

function scoreOf(pieces: readonly string[], way: Way): { readonly score: number; readonly rows: number } {
  const widths = new Map<number, number>();
  let rows = 0;
  let cells = 0;
  let known = 0;
  for (const piece of pieces) {
    const records = new Records(marksOf(way), (row) => {
      rows++;
      widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
      for (const cell of row) {
        cells++;
        if (cell.length < most && familiar.test(cell)) known++;
        else if (cutsBrackets(cell)) known--;
      }
    });
    try {
      records.push(piece);
      records.end();
    } catch {
      // A quote is open where the piece ends: one row that is none.
      rows++;
      widths.set(1, (widths.get(1) ?? 0) + 1);
    }
  }
  if (cells === 0 || (widths.size === 1 && widths.has(1))) return { score: 0, rows };
  let pattern = 0;
  let same = 0;
  for (const [width, count] of widths) {
    const share = count / rows;
    pattern += (share * (width - 1)) / width;
    same += share * share;
  }
  return { score: (pattern * same * known) / cells, rows };
}
