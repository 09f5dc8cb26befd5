/** Gives what comes after so many lines; each ends with `\n`, `\r\n` or `\r`. */
export function afterLines(lines: number): (text: string) => string {
  let left = lines;
  let turned = false;
  return (text) => {
    let at = 0;
    // The second half of a line end that was cut in two.
    if (turned && text.startsWith('\n')) at = 1;
    if (text !== '') turned = false;
    const end = /\r\n|\n|\r/g;
    end.lastIndex = at;
    for (; left > 0; left--) {
      const found = end.exec(text);
      if (!found) return '';
      at = end.lastIndex;
      turned = found[0] === '\r' && at === text.length;
    }
    return text.slice(at);
  };
}
