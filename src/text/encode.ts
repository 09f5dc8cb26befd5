const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * A quoted string that JSON, TOML and YAML all read back as the same text: JSON's escapes, and also those for what TOML
 * and YAML do not allow to stand as it is (DEL, C1 controls, line and paragraph separators).
 */
export function quoted(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null';
  return json.replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

/** A name in quotes, with an escape for every character that does not show, or changes how others do: two names look like two. */
export const visibly = (name: string): string =>
  JSON.stringify(name).replace(/[\p{Cc}\p{Cf}\p{M}]/gu, (char) => char.split('').map(escaped).join(''));

/** The same text, or data, with an escape for every character that a terminal would obey; lines and tabs stay. */
export function printable<T>(value: T): T;
export function printable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[\p{Cc}--[\n\t]]/gv, escaped);
  if (Array.isArray(value)) return value.map((item) => printable(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [printable(key), printable(item)]));
}

/** Prose that Markdown shows as it was typed, wherever it stands in a line; a line break becomes a reference to one. */
export function markdown(value: unknown): string {
  const text = String(value);
  // Most titles and names; what follows takes a millisecond to compile.
  if (/^[A-Za-z][A-Za-z0-9 ,.:-]*$/.test(text)) return text;
  return text
    .replace(/[\\`*[\]<>|&~$]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/(?<=^|\s)#/g, '\\#')
    .replace(/^([-+]|\d+(?=[.)]))/, (start) =>
      /\d/.test(start) ? `&#${start.charCodeAt(0)};${start.slice(1)}` : `\\${start}`,
    )
    .replace(/[\n\u2028\u2029]/g, (end) => `&#${end.charCodeAt(0)};`);
}
