import type { FileOp } from '../types.ts';

/** What replaces a file, or deletes one, expects it to hold what has this digest; where it does not, nothing happens at all. */
export interface Replace extends FileOp {
  readonly expects: string;
}

export interface Delete {
  readonly path: string;
  readonly expects: string;
}

/** One change of one file. A FileOp by itself creates it, and creating a project is the case in which all do. */
export type Change = FileOp | Replace | Delete;

/** A change of a file that is there already. */
export type Amendment = Replace | Delete;

/** Those of some changes that write something. */
export const writing = (changes: readonly Change[]): readonly FileOp[] => changes.filter((one) => 'content' in one);

/** Those that create a file. */
export const creating = (changes: readonly Change[]): readonly FileOp[] =>
  writing(changes).filter((one) => !('expects' in one));

/** Those of files that are there already. */
export const amending = (changes: readonly Change[]): readonly Amendment[] =>
  changes.filter((one): one is Amendment => 'expects' in one);
