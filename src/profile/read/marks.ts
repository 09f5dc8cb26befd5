import type { Dialect } from '../profile.ts';

/** The characters that take a text apart, as Python's `csv.reader` has them. */
export interface CellMarks {
  /** One character, or several that split a line alone; empty where a line is one cell. */
  readonly delimiter: string;
  readonly quote: string;
  /** What takes away the meaning of the next character. */
  readonly backslash: '\\' | '';
  /** Whether spaces at the beginning of a cell are passed over: `skipinitialspace`. */
  readonly spaces: boolean;
}

/**
 * A delimiter that ends with a space takes the spaces after it along: ` ` is any number of them, and `, ` a comma before quotes that
 * would not open after a space. Any other delimiter of several characters, which Python's `csv` cannot have, splits lines alone:
 * where it is used nothing is quoted and nothing escaped.
 */
export function marksOf({ delimiter, quote, escape: how }: Pick<Dialect, 'delimiter' | 'quote' | 'escape'>): CellMarks {
  if (delimiter.trimEnd().length > 1) return { delimiter, quote: '', backslash: '', spaces: false };
  const spaces = delimiter.endsWith(' ');
  return { delimiter: delimiter.slice(0, 1), quote, backslash: how === 'backslash' ? '\\' : '', spaces };
}

/** Where a mark stands, or the end of a text that has no more of it. */
export function find(text: string, mark: string, from: number): number {
  const at = mark === '' ? -1 : text.indexOf(mark, from);
  return at === -1 ? text.length : at;
}
