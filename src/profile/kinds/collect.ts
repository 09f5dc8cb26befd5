import { parseNumber } from '../numbers.ts';
import type { Dialect } from '../profile.ts';
import type { Traits } from '../traits.ts';

export interface Collector {
  /** One cell of the column, for each row that is kept, in order. */
  add(cell: string): void;
  facts(): Traits;
}

/** Gathers what a column is like, cell by cell. */
export function collect(name: string, position: number, dialect: Dialect): Collector {
  const counts = new Map<string, number>();
  const absent = new Set(dialect.missing);
  let rows = 0;
  let missing = 0;
  return {
    add(cell) {
      rows += 1;
      if (cell === '' || absent.has(cell)) missing += 1;
      else counts.set(cell, (counts.get(cell) ?? 0) + 1);
    },
    facts() {
      const levels = [...counts].sort((a, b) => b[1] - a[1]);
      let integer = 0;
      let decimal = 0;
      for (const [level, count] of levels) {
        const value = parseNumber(level, dialect);
        if (value === undefined) continue;
        if (Number.isInteger(value)) integer += count;
        else decimal += count;
      }
      return {
        name,
        position,
        rows,
        missing,
        distinct: counts.size,
        levels: levels.slice(0, 1000),
        examples: [...counts.keys()].slice(0, 5),
        looks: { integer, decimal, word: rows - missing - integer - decimal },
      };
    },
  };
}
