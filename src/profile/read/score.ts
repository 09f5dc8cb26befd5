import type { Dialect } from '../profile.ts';
import { marksOf } from './marks.ts';
import { Records } from './records.ts';

/** What may stand between cells, and how likely it is before a file is looked at. */
const delimiters: Readonly<Record<string, number>> = {
  ',': 1,
  ';': 1,
  '\t': 1,
  '|': 1,
  ' ': 0.6,
  ':': 0.3,
  '::': 1,
  '~': 0.5,
  '^': 0.5,
  '*': 0.3,
  '#': 0.3,
};

export type Way = Pick<Dialect, 'delimiter' | 'quote' | 'escape'>;

/** The way of taking the texts apart that gives the most regular table of the most familiar cells. */
export function bestOf(pieces: readonly string[]): Way {
  let best: { way: Way; score: number } = { way: { delimiter: '', quote: '"', escape: 'doubled' }, score: 0 };
  for (const [delimiter, prior] of Object.entries(delimiters))
    for (const quote of ['"', "'"] as const) {
      const way: Way = { delimiter, quote, escape: 'doubled' };
      const score = prior * scoreOf(pieces, way);
      if (score > best.score) best = { way, score };
    }
  return best.way;
}

const familiar =
  /^\s*(?:|[-+]?[$£€]?[\d.,' ]*\d(?:[eE][-+]?\d+)?\s?%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ][\d:.+Z-]+)?|\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?|https?:\S+|[\w.+-]+@[\w-]+\.[\w.]+|[\p{L}\p{N}_ ]+|true|false|n\/?a|nan|null)\s*$/iu;

function scoreOf(pieces: readonly string[], way: Way): number {
  const widths = new Map<number, number>();
  let cells = 0;
  let known = 0;
  for (const piece of pieces) {
    const records = new Records(marksOf(way), (row) => {
      widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
      for (const cell of row) {
        cells++;
        if (cell.length < 200 && familiar.test(cell)) known++;
      }
    });
    try {
      records.push(piece);
      records.end();
    } catch {
      return 0;
    }
  }
  let pattern = 0;
  for (const [width, rows] of widths) pattern += (rows * (width - 1)) / width;
  return cells === 0 ? 0 : ((pattern / widths.size) * known) / cells;
}
