/** Something wrong in a file of JSON: where, as keys and as a line, and what. */
export interface JsonProblem {
  /** Keys with dots between them, such as `layers.0.path`; empty for the whole. */
  readonly key: string;
  readonly line: number;
  readonly problem: string;
}

export interface StrictJson {
  readonly value: unknown;
  readonly problems: readonly JsonProblem[];
  /** The line of a key, or of the nearest one above it that is there. */
  readonly lineOf: (key: string) => number;
}

/** Deeper than any manifest that a person writes. */
const depthLimit = 32;

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+|\s+/gy;

interface Level {
  readonly key: string;
  /** Of an object: the keys that it had so far. */
  readonly keys: Set<string> | undefined;
  /** Of a list: which item comes next. */
  index: number;
  /** Whether the next word of an object is a key. */
  expectsKey: boolean;
}

/**
 * Parses JSON and finds what `JSON.parse` lets pass: a key that stands twice, one that every object has anyway, and
 * nesting that only a machine writes. Never recursive, so that no depth ends it.
 */
export function parseStrictly(text: string): StrictJson {
  const json = text.replace(/^\ufeff/, '');
  const lines = new Map<string, number>([['', 1]]);
  const lineOf = (key: string): number => {
    for (let known = key; ; known = known.slice(0, Math.max(known.lastIndexOf('.'), 0))) {
      const line = lines.get(known);
      if (line !== undefined) return line;
    }
  };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const { message } = error as Error;
    return { value: undefined, problems: [unparsed(json, message)], lineOf };
  }
  const problems: JsonProblem[] = [];
  const stack: Level[] = [];
  let line = 1;
  const note = (key: string): void => {
    if (!lines.has(key)) lines.set(key, line);
  };
  // The key whose value comes next.
  let at = '';
  for (const [word] of json.matchAll(token)) {
    const top = stack.at(-1);
    // An item of a list has its line here, and a key of an object further down.
    if (/[^\s,:}\]]/.test(word) && !(top?.keys && top.expectsKey)) note(at);
    if (word === '{' || word === '[') {
      stack.push({ key: at, keys: word === '{' ? new Set() : undefined, index: 0, expectsKey: true });
      if (stack.length > depthLimit)
        return { value, problems: [{ key: '', line, problem: `is nested deeper than ${depthLimit} levels` }], lineOf };
      if (word === '[') at = below(at, '0');
    } else if (word === '}' || word === ']') {
      at = stack.pop()?.key ?? '';
    } else if (word === ',' && top) {
      top.index += 1;
      top.expectsKey = true;
      at = top.keys ? top.key : below(top.key, String(top.index));
    } else if (top?.keys && top.expectsKey && word.startsWith('"')) {
      const name: string = JSON.parse(word);
      top.expectsKey = false;
      at = below(top.key, name);
      if (top.keys.has(name)) problems.push({ key: at, line, problem: 'stands there twice' });
      if (name === '__proto__') problems.push({ key: at, line, problem: 'is a name that no key may have' });
      top.keys.add(name);
      note(at);
    }
    line += word.split('\n').length - 1;
  }
  return { value, problems, lineOf };
}

/** What keeps a text from being JSON; most often a comma too many, which the parser blames on what follows it. */
function unparsed(json: string, message: string): JsonProblem {
  const lineAt = (place: number): number => json.slice(0, place).split('\n').length;
  let comma: number | undefined;
  for (const { 0: word, index } of json.matchAll(token)) {
    if (comma !== undefined && /^[}\]]$/.test(word))
      return { key: '', line: lineAt(comma), problem: `has a comma before ${word}, where JSON allows none` };
    if (/\S/.test(word)) comma = word === ',' ? index : undefined;
  }
  const place = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
  return { key: '', line: lineAt(place), problem: `is not valid JSON (${reasonIn(message)})` };
}

/** What the parser says, without the text itself, which can have lines, and without what the sentence says already. */
const reasonIn = (message: string): string =>
  message
    .replace(/, [\s\S]*is not valid JSON$/, '')
    .replace(/ in JSON at position \d+[\s\S]*$/, '')
    .replace(/^"[\s\S]*" is not valid JSON$/, 'it is a word');

const below = (key: string, name: string): string => (key === '' ? name : `${key}.${name}`);
