import { type CellMarks, find } from './marks.ts';

/** A record that quotes or escapes take a closer look to read. */
export interface Careful {
  readonly cells: string[];
  /** Where its line end stands, or the end of the text. */
  readonly end: number;
}

/** A record with quotes; none where its end is not in the text. */
export function quotedRecord(text: string, from: number, marks: CellMarks, last: boolean): Careful | undefined {
  const { delimiter, quote, spaces } = marks;
  const cells: string[] = [];
  let at = from;
  let end = -1;
  let cut = -1;
  for (;;) {
    if (spaces) while (text.charCodeAt(at) === 32) at++;
    let cell = '';
    if (quote !== '' && text.startsWith(quote, at)) {
      const from = ++at;
      let close = text.indexOf(quote, at);
      let doubled = false;
      while (close !== -1 && text.startsWith(quote, close + 1)) {
        doubled = true;
        close = text.indexOf(quote, close + 2);
      }
      if (close === -1) return undefined;
      cell = text.slice(from, close);
      if (doubled) cell = cell.replaceAll(quote + quote, quote);
      at = close + 1;
      // Another quote may be the first of what comes next.
      if (at === text.length && !last) return undefined;
    }
    if (end < at) end = Math.min(find(text, '\n', at), find(text, '\r', at));
    if (cut < at) cut = find(text, delimiter, at);
    const stop = Math.min(cut, end);
    if (stop === text.length && !last) return undefined;
    cells.push(cell + text.slice(at, stop));
    if (stop === end) return { cells, end };
    at = stop + 1;
  }
}

/** The same where an escape may stand anywhere: the states of Python's own reader, one character at a time. */
export function escapedRecord(text: string, from: number, marks: CellMarks, last: boolean): Careful | undefined {
  const { delimiter, quote, backslash, spaces } = marks;
  const cells: string[] = [];
  let cell = '';
  // `turned`: a line end was escaped, and Python waits for one that is not.
  let state: 'begin' | 'plain' | 'turned' | 'quoted' | 'closing' = 'begin';
  for (let at = from; at < text.length; at++) {
    const is = text.charAt(at);
    if (is === backslash && state !== 'closing') {
      if (++at === text.length) return undefined;
      const next = text.charAt(at);
      cell += next;
      if (state !== 'quoted') state = next === '\n' || next === '\r' ? 'turned' : 'plain';
    } else if (state === 'quoted') {
      if (is === quote) state = 'closing';
      else cell += is;
    } else if (state === 'closing' && is === quote) {
      cell += is;
      state = 'quoted';
    } else if (state === 'begin' && is === ' ' && spaces) {
      // Passed over, also where it is the delimiter.
    } else if (is === delimiter) {
      cells.push(cell);
      cell = '';
      state = 'begin';
    } else if (is === '\n' || is === '\r') {
      return { cells: [...cells, cell], end: at };
    } else if (state === 'begin' && is === quote) state = 'quoted';
    else {
      cell += is;
      if (state !== 'turned') state = 'plain';
    }
  }
  return last && state !== 'quoted' && state !== 'turned' ? { cells: [...cells, cell], end: text.length } : undefined;
}
