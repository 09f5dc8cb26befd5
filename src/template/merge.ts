import type { Data, DataObject } from '../types.ts';

const isObject = (data: Data | undefined): data is DataObject => typeof data === 'object' && !Array.isArray(data);

function mergeTwo(a: Data | undefined, b: Data): Data {
  if (isObject(a) && isObject(b)) return mergeAll([a, b]);
  if (Array.isArray(a) && Array.isArray(b)) {
    const known = new Set<Data>(a);
    return [...a, ...b.filter((item) => !known.has(item))];
  }
  return b;
}

/** Merges data as layers do: objects by key, lists one after the other without repeats, anything else by the later one. */
export function mergeAll(parts: readonly (DataObject | undefined)[]): DataObject {
  const merged = new Map<string, Data>();
  for (const part of parts)
    for (const [key, value] of Object.entries(part ?? {})) merged.set(key, mergeTwo(merged.get(key), value));
  return Object.fromEntries(merged);
}

/** The same keys with nothing in them, so that a template may name what only some layers contribute. */
export function emptied(data: DataObject): DataObject {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Array.isArray(value) ? [] : isObject(value) ? {} : '']),
  );
}
