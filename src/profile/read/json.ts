import { mostInRow } from './limits.ts';
import { find } from './marks.ts';
import { trimmed } from './names.ts';
import { Records } from './records.ts';
import { brokenJson, cutJson, longRow } from './refusals.ts';

/** An object as text by its names, or why it is no row. */
export type Flat = ReadonlyMap<string, string> | string;

export interface Taker {
  push(text: string): void;
  end(): void;
  lineAfter(text: string): number;
}

/** A text, or a number where a value may stand, as Python's `json` knows them. */
const token = /"(?:[^"\\]|\\.)*"|(?:-?(?:(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|Infinity)|NaN)(?![\w.+-]|\s*:)/g;

/** The cells of an object. Numbers stay as they are written, since what has many digits would lose some. */
function flat(text: string): Flat {
  const quoted = text.replace(token, (found) => (found.startsWith('"') ? found : `"${found}"`));
  let value: unknown;
  try {
    value = JSON.parse(quoted);
  } catch {
    return 'it is not JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is not an object';
  const cells = new Map<string, string>();
  for (const [name, cell] of Object.entries(value)) {
    if (typeof cell === 'object' && cell !== null) return `${JSON.stringify(name)} holds a list or an object`;
    cells.set(name, cell === null ? '' : String(cell));
  }
  return cells;
}

/** Takes objects that have a line each. */
export const jsonLines = (take: (row: Flat, line: number) => void): Taker =>
  new Records({ delimiter: '', quote: '', backslash: '', spaces: false }, ([text = ''], line) => {
    if (trimmed(text) !== '') take(flat(text), line);
  });

/** Takes the objects of an array. */
export class JsonArray implements Taker {
  readonly #take: (row: Flat, line: number) => void;
  #rest = '';
  #line = 1;
  #state: 'before' | 'first' | 'object' | 'after' | 'done' = 'before';

  constructor(take: (row: Flat, line: number) => void) {
    this.#take = take;
  }

  push(text: string): void {
    this.#rest += text;
    let at = 0;
    for (;;) {
      const begin = at + (/^\s*/.exec(this.#rest.slice(at))?.[0].length ?? 0);
      this.#line += linesOf(this.#rest, at, begin);
      at = begin;
      if (at === this.#rest.length) break;
      const is = this.#rest.charAt(at);
      if (is === '{' && (this.#state === 'object' || this.#state === 'first')) {
        const end = closing(this.#rest, at);
        if (end === -1) break;
        const row = flat(this.#rest.slice(at, end));
        // One that is broken leaves open where the next begins.
        if (row === 'it is not JSON') throw brokenJson(this.#line);
        this.#take(row, this.#line);
        this.#line += linesOf(this.#rest, at, end);
        at = end;
        this.#state = 'after';
        continue;
      }
      if (is === '[' && this.#state === 'before') this.#state = 'first';
      else if (is === ',' && this.#state === 'after') this.#state = 'object';
      else if (is === ']' && (this.#state === 'after' || this.#state === 'first')) this.#state = 'done';
      else throw brokenJson(this.#line);
      at++;
    }
    this.#rest = this.#rest.slice(at);
    if (this.#rest.length > mostInRow) throw longRow(this.#line);
  }

  lineAfter(text: string): number {
    const all = this.#rest + text;
    return this.#line + linesOf(all, 0, all.length);
  }

  end(): void {
    if (this.#state !== 'done') throw cutJson();
  }
}

/** Where an object ends; -1 where that is not in the text. */
function closing(text: string, from: number): number {
  const mark = /["{}]/g;
  mark.lastIndex = from;
  for (let depth = 0, found = mark.exec(text); found; found = mark.exec(text)) {
    if (found[0] === '{') depth++;
    else if (found[0] === '}') depth--;
    else {
      const string = /"(?:[^"\\]|\\.)*"/y;
      string.lastIndex = found.index;
      if (!string.test(text)) return -1;
      mark.lastIndex = string.lastIndex;
    }
    if (depth === 0) return mark.lastIndex;
  }
  return -1;
}

function linesOf(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = find(text, '\n', from); at < to; at = find(text, '\n', at + 1)) lines++;
  return lines;
}
