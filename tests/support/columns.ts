import type { Column, Kind } from '../../src/profile/profile.ts';

/** A column of so many rows as the rules have judged it, with what a case needs to say of it. */
export function aColumn(name: string, kind: Kind, more: Partial<Column> = {}): Column {
  const rows = more.rows ?? 400;
  const missing = more.missing ?? 0;
  const distinct = more.distinct ?? more.levels?.length ?? (kind === 'constant' ? 1 : rows - missing);
  return {
    name,
    position: 0,
    rows,
    missing,
    distinct,
    levels: [],
    examples: [],
    kind,
    confidence: 1,
    reasons: [],
    role: 'feature',
    ...more,
  };
}

/** Levels with their rows, the commonest first; what is left of 400 rows is missing. */
export function withLevels(
  name: string,
  kind: Kind,
  counts: Readonly<Record<string, number>>,
  more: Partial<Column> = {},
): Column {
  const levels = Object.entries(counts).toSorted((a, b) => b[1] - a[1]);
  const rows = more.rows ?? levels.reduce((sum, [, count]) => sum + count, 0) + (more.missing ?? 0);
  return aColumn(name, kind, { levels, rows, ...more });
}

/** Columns side by side, each in its place. */
export const inOrder = (...columns: readonly Column[]): readonly Column[] =>
  columns.map((column, position) => ({ ...column, position }));
