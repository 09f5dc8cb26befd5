import type { Marks } from '../profile.ts';
import { trimmed } from './names.ts';

const plain = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** How numbers may be written, the plainest first. */
const manners: readonly (Marks & { readonly pattern: RegExp })[] = [
  { decimal: '.', thousands: '', pattern: plain },
  { decimal: '.', thousands: ',', pattern: grouped(',', '\\.') },
  { decimal: ',', thousands: '', pattern: /^[-+]?(?:\d+,?\d*|,\d+)(?:[eE][-+]?\d+)?$/ },
  { decimal: ',', thousands: '.', pattern: grouped('\\.', ',') },
  { decimal: '.', thousands: ' ', pattern: grouped('[ \\u00a0\\u202f]', '\\.') },
  { decimal: ',', thousands: ' ', pattern: grouped('[ \\u00a0\\u202f]', ',') },
  { decimal: '.', thousands: "'", pattern: grouped("['’]", '\\.') },
  { decimal: '.', thousands: '_', pattern: grouped('_', '\\.') },
];

function grouped(mark: string, point: string): RegExp {
  return new RegExp(`^[-+]?(?:[1-9]\\d{0,2}(?:${mark}\\d{3})+|\\d+)(?:${point}\\d+)?$`);
}

/** Currency and per cent are no part of how a number is written. */
const bare = (cell: string): string => trimmed(cell).replace(/^[-+]?[$£€] ?|[ ]?[%€$£]$/g, '');

/** Whether cells hold as many numbers each, such as colours: `138,139,141`. */
function isList(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => trimmed(cell) !== '');
  return filled.filter((cell) => cell.split(',').length === 3).length > filled.length / 2;
}

/** How the numbers of a table are written: the manner in which the most columns are numbers. */
export function figuresOf(columns: readonly (readonly string[])[], delimiter: string): Marks {
  const numbers = columns.map((cells) => (isList(cells) ? [] : cells.map(bare).filter((cell) => /\d/.test(cell))));
  const gains = manners.map(({ pattern }) =>
    numbers.reduce((sum, cells, i) => {
      const filled = (columns[i] ?? []).filter((cell) => trimmed(cell) !== '').length;
      const read = cells.filter((cell) => pattern.test(cell)).length;
      return sum + (read >= 0.8 * filled ? read : 0);
    }, 0),
  );
  const best = Math.max(...gains);
  const found = manners.filter((_, i) => gains[i] === best);
  // "1,234" alone may be either: where cells are cut at commas it stood in quotes, since thousands were meant.
  const [first = manners[0], second] = found;
  const chosen = first?.thousands === ',' && second?.decimal === ',' && delimiter.trim() !== ',' ? second : first;
  return { decimal: chosen?.decimal ?? '.', thousands: chosen?.thousands ?? '' };
}
