import { closeSync, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Counts, distinctNames, isLeftBehind, noFile } from './limits.ts';
import { placeBelow } from './paths.ts';

/**
 * Every file below a folder, sorted, each counted as it is found. Refuses links and whatever else is not a file; what has
 * several names on the disk (hard links) is an ordinary file under each of them.
 */
export function listFiles(base: string, counted: Counts['entry']): readonly string[] {
  const take = distinctNames();
  const found: string[] = [];
  const list = (below: string): void => {
    // Sorted, so that the same file is complained about everywhere.
    const entries = readdirSync(path.join(base, below), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = below ? `${below}/${entry.name}` : entry.name;
      if (isLeftBehind(name)) continue;
      counted(name);
      const shown = placeBelow(base, name);
      if (!entry.isDirectory() && !entry.isFile())
        throw noFile(shown, entry.isSymbolicLink() ? 'a link' : 'not a regular file');
      take(name, entry.isDirectory() ? 'folder' : 'file', shown);
      if (entry.isDirectory()) list(name);
      else found.push(name);
    }
  };
  list('');
  return found.sort();
}

/** A file as it is when it is opened. Its size is counted before it is read: one that is mostly holes is large, too. */
export function readListed(
  file: string,
  counted: Counts['bytes'],
): { readonly content: Buffer; readonly mode: number } {
  const open = openSync(file, 'r');
  try {
    const { size, mode } = fstatSync(open);
    counted(size);
    return { content: readFileSync(open), mode };
  } finally {
    closeSync(open);
  }
}
