/** How wide we write where nobody says how wide the terminal is. */
export const usual = 80;

/** Lines no longer than `width`, broken at spaces; a word that is longer stays whole. */
export function wrapped(text: string, width = usual): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Rows of cells, each column as wide as its widest cell; the last one is broken where it would pass `width`. */
export function columns(rows: readonly (readonly string[])[], width = usual): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  return rows.flatMap((row) => {
    const start = row.slice(0, -1).map((cell, column) => `${cell.padEnd(widths[column] ?? 0)}  `);
    const last = wrapped(row.at(-1) ?? '', width - before);
    return last.map((line, index) => `${index === 0 ? start.join('') : ' '.repeat(before)}${line}`.trimEnd());
  });
}

export const indent = (lines: readonly string[]): string[] => lines.map((line) => (line ? `  ${line}` : ''));

/** A sentence as an item of a list, indented. */
export const item = (text: string): readonly string[] =>
  wrapped(text, usual - 4).map((line, at) => `${at === 0 ? '  - ' : '    '}${line}`);
