import type { Row } from './scenes.ts';

export interface Writing {
  readonly delimiter?: string;
  readonly end?: string;
  /** What stands for the names in the file, where it is not they. */
  readonly names?: readonly string[];
}

/** Rows as a file: a cell is within quotes where it has to be. */
export function csv(rows: readonly Row[], { delimiter = ',', end = '\n', names }: Writing = {}): string {
  const quoted = (cell: string | number): string => {
    const text = String(cell);
    return text.includes(delimiter) || /["\r\n]/.test(text) || text !== text.trim()
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  };
  const lines = [names ?? Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  return lines.map((cells) => cells.map(quoted).join(delimiter) + end).join('');
}

/** What must be decided of a table. */
export interface Decided {
  readonly task: 'binary' | 'multiclass' | 'regression';
  readonly positive?: string;
  readonly by: 'stratified' | 'group' | 'time';
  readonly column?: string;
  /** Every column that is left out, with a word of why. */
  readonly left: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly refused?: number;
}

/** A small file shaped like a real one, with one trap that its name says. */
export interface OwnTable {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly target: string;
  readonly flags?: readonly string[];
  readonly decided: Decided;
  /** Values of people: they are in the file, and nowhere else. */
  readonly personal?: readonly string[];
  /** Whether no model beats the trivial tier, or a gate fails, so that the run ends with 1. */
  readonly fails?: boolean;
}
