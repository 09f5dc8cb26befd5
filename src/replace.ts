import type { Replacement } from './types.ts';

/** The text that these bytes hold; undefined for a binary file: no valid UTF-8, or with a NUL. A BOM stays. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Replaces each `from` where it stands as a whole identifier, all in one pass, so that no result is replaced again. */
export function replaceIdentifiers(text: string, replacements: readonly Replacement[]): string {
  const present = replacements.filter(({ from }) => from !== '' && text.includes(from));
  if (present.length === 0) return text;
  // Reversed, so that the first of two with the same `from` holds.
  const to = new Map(present.toReversed().map((replacement) => [replacement.from, replacement.to]));
  return text.replace(wholeIdentifiers([...to.keys()], text), (from) => to.get(from) ?? from);
}

/** How often `name` stands in the text as a whole identifier. */
export function countIdentifiers(text: string, name: string): number {
  if (name === '' || !text.includes(name)) return 0;
  return text.match(wholeIdentifiers([name], text))?.length ?? 0;
}

/**
 * `demo` is no identifier in `demos`, `_demo` or `demöo`; `my-demo` is none in `my-demo-2` either, since a hyphen is a
 * letter of a distribution name. The longest name comes first; the look-behind comes last, so that the search is for a literal.
 * Every letter of Unicode takes milliseconds to compile, so they are named only where a name has such a neighbour.
 */
function wholeIdentifiers(names: readonly string[], text: string): RegExp {
  const literals = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const besideAscii = !literals.some((literal) =>
    new RegExp(`[^\\0-\\x7f]${literal}|${literal}[^\\0-\\x7f]`).test(text),
  );
  const letters = besideAscii ? 'A-Za-z0-9_' : '\\p{L}\\p{M}\\p{N}_';
  const patterns = literals.map((literal) => {
    const edge = `[${letters}${literal.includes('-') ? '-' : ''}]`;
    return `${literal}(?<!${edge}${literal})(?!${edge})`;
  });
  return new RegExp(patterns.join('|'), 'gu');
}
