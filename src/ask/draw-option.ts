import { styleText } from 'node:util';
import { wrapped } from '../terminal/columns.ts';

/** One of several that can be chosen. */
export interface Option<T> {
  readonly value: T;
  readonly label: string;
  /** What it means, for who has never heard of it. */
  readonly hint?: string | undefined;
}

/** How options share a line. */
export interface Room {
  /** Columns of the mark before each. */
  readonly mark: number;
  /** Columns of the labels, where hints stand beside them; else they stand below. */
  readonly labels: number | undefined;
  readonly columns: number;
}

/** Below this, what stands beside a label is a column of single words. */
const narrow = 36;

/** Whether hints fit beside the labels. */
export function widthOf(options: readonly Option<unknown>[], mark: number, terminal: number): Room {
  const columns = terminal - 4;
  const labels = Math.max(...options.map(({ label }) => label.length));
  const hints = Math.max(...options.map(({ hint = '' }) => hint.length));
  const left = columns - mark - labels - 2;
  return { mark, labels: left >= Math.min(narrow, hints) ? labels : undefined, columns };
}

/** An option with its hint, which every line shows, and not only the one in question. */
export function drawOption(
  { label, hint = '' }: Option<unknown>,
  active: boolean,
  mark: string,
  { mark: before, labels, columns }: Room,
): string {
  const name = active ? styleText('bold', label) : label;
  const start = before + (labels === undefined ? 0 : labels + 2);
  const lines = (hint ? wrapped(hint, columns - start) : []).map((line) => (active ? line : styleText('dim', line)));
  const margin = ' '.repeat(start);
  const [first, ...more] = lines;
  if (first === undefined) return `${mark} ${name}`;
  if (labels === undefined) return [`${mark} ${name}`, ...lines.map((line) => `${margin}${line}`)].join('\n');
  const gap = ' '.repeat(labels - label.length + 2);
  return [`${mark} ${name}${gap}${first}`, ...more.map((line) => `${margin}${line}`)].join('\n');
}
