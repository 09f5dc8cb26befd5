import type { Replacement } from '../types.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that these bytes hold; undefined for a binary file: no valid UTF-8, or with a NUL. A BOM stays. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Replaces each `from` where it stands as a whole identifier, all in one pass, so that no result is replaced again. */
export function replaceIdentifiers(text: string, replacements: readonly Replacement[]): string {
  if (!replacements.some(({ from }) => text.includes(from))) return text;
  // Reversed, so that the first of two with the same `from` holds.
  const to = new Map(replacements.toReversed().map((replacement) => [replacement.from, replacement.to]));
  let result = '';
  let done = 0;
  for (const { at, name } of identifiers(text, [...to.keys()])) {
    result += text.slice(done, at) + to.get(name);
    done = at + name.length;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** The sentinel as the name of a distribution. */
export const hyphenated = (name: string): string => name.replaceAll('_', '-');

/** How often `name` stands in the text as a whole identifier. */
export const countIdentifiers = (text: string, name: string): number =>
  text.includes(name) ? [...identifiers(text, [name])].length : 0;

/**
 * Where these names stand as whole identifiers, the longest first where two begin at one place. Not a regular expression:
 * one that knows every letter of Unicode takes Node longer to compile than most projects take to write.
 */
function* identifiers(text: string, names: readonly string[]): Generator<{ at: number; name: string }> {
  const searched = names
    .filter((name) => name !== '')
    .toSorted((a, b) => b.length - a.length)
    .map((name) => ({ name, at: nextWhole(text, name, 0) }));
  for (;;) {
    const [first] = searched.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at);
    if (!first) return;
    const { at, name } = first;
    yield { at, name };
    const from = at + name.length;
    for (const one of searched) if (one.at >= 0 && one.at < from) one.at = nextWhole(text, one.name, from);
  }
}

function nextWhole(text: string, name: string, from: number): number {
  for (let at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + 1))
    if (isWhole(text, at, name)) return at;
  return -1;
}

/**
 * `demo` is not an identifier in `demos`, `_demo` or `demöo`; `my-demo` is none in `my-demo-2` either, since a hyphen is a
 * letter of a distribution name.
 */
function isWhole(text: string, at: number, name: string): boolean {
  const isLetter = (char: string | undefined): boolean =>
    char !== undefined &&
    (ascii.test(char) ? /\w/.test(char) || (char === '-' && name.includes('-')) : letter.test(char));
  return !isLetter(before(text, at)) && !isLetter(charAt(text, at + name.length));
}

const ascii = /^[\0-\x7f]/;
const letter = /^[\p{L}\p{M}\p{N}]/u;

/** The whole character that begins here: two halves where Unicode needs them. */
const charAt = (text: string, at: number): string | undefined => {
  const code = text.codePointAt(at);
  return code === undefined ? undefined : String.fromCodePoint(code);
};

const before = (text: string, at: number): string | undefined => {
  const pair = charAt(text, at - 2);
  return pair?.length === 2 ? pair : charAt(text, at - 1);
};
