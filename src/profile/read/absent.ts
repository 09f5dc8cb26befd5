import { trimmed } from './names.ts';

/** Words that stand for nothing in any table, unless they are levels. */
export const absentAlways = ['NA', 'N/A', '#N/A', 'NaN', 'nan', 'NULL', 'null', 'None', '?', '-', '--'];

/** Words that do where they stand among numbers. */
const among =
  /^(?:\.{1,3}|n\/?a|\\N|<NA>|<null>|#NA|#NULL!|#DIV\/0!|#VALUE!|#REF!|#NUM!|missing|unknown|nil|none|null)$/i;

/** Words for a missing value: the usual ones, and those that a column of numbers has. */
export function absentWords(columns: readonly (readonly string[])[]): readonly string[] {
  const found = new Set(absentAlways);
  for (const column of columns) {
    const cells = column.map(trimmed).filter((cell) => cell !== '');
    const words = cells.filter((cell) => among.test(cell));
    const numbers = cells.filter((cell) => /^[-+$£€]?[\d.,' ]*\d[\d.,]*\s?%?$/.test(cell));
    if (words.length > 0 && numbers.length + words.length >= 0.95 * cells.length && numbers.length > words.length / 4)
      for (const word of words) found.add(word);
  }
  return [...found];
}
