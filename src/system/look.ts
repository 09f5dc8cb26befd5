import { lstatSync, readFileSync, type Stats, statSync } from 'node:fs';
import { usage } from '../errors.ts';
import { absent, inWords } from './fs-errors.ts';

/** What stands at a path. `closed` is what nobody lets us look at, `special` a FIFO, a socket or a device. */
export interface Seen {
  readonly is: 'file' | 'folder' | 'link' | 'special' | 'nothing' | 'closed';
  /** The same in words, to end a sentence with: `it is a file`. */
  readonly words: string;
  readonly bytes: number;
}

/** What the file system says of a path that leads to nothing: some of it is long, turns back to itself, or goes through a file. */
const nothing = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'];

/**
 * Whether anything is there, and what it is: asked here wherever that is asked of what somebody has named, so that no answer
 * of the file system ends a run as a fault of ours. Links are followed; with `itself`, a link is a link.
 */
export function look(place: string, itself?: 'itself'): Seen {
  try {
    const stats = (itself ? lstatSync : statSync)(place);
    const [is, called] = kindOf(stats);
    return { is, words: `it is ${called}`, bytes: stats.size };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const is = nothing.includes(code) ? 'nothing' : 'closed';
    const dangling = code === 'ENOENT' && !itself && look(place, 'itself').is === 'link';
    return { is, words: dangling ? 'it is a link to nothing' : inWords(error), bytes: 0 };
  }
}

function kindOf(stats: Stats): readonly [Seen['is'], string] {
  if (stats.isFile()) return ['file', 'a file'];
  if (stats.isDirectory()) return ['folder', 'a folder'];
  if (stats.isSymbolicLink()) return ['link', 'a link'];
  return ['special', stats.isFIFO() ? 'a FIFO' : stats.isSocket() ? 'a socket' : 'a device'];
}

/** Refuses what is no folder, called as the sentence calls it: `template folder at ./x`. */
export function requireFolder(place: string, called: string, next: string): void {
  const { is, words } = look(place);
  if (is === 'folder') return;
  throw usage(`There is no ${called}${words === absent ? '' : `: ${words}`}.`, next);
}

/** A text, or why there is none to have. */
export type Read = { readonly text: string } | { readonly is: Seen['is']; readonly words: string };

/** The text of a file of so many bytes at most. Never of a FIFO, which would be waited for. */
export function textOfFile(file: string, most: number, itself?: 'itself'): Read {
  const seen = look(file, itself);
  if (seen.is !== 'file') return seen;
  if (seen.bytes > most) return { is: 'file', words: `it is larger than ${most / 1_000_000} MB` };
  try {
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    return { is: 'closed', words: inWords(error) };
  }
}
