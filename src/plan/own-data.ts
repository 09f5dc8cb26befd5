import type { DataObject } from '../types.ts';

/** What a project is made of, where its user brings the data: files above the layers, and words for `.hbs`. */
export interface OwnData {
  readonly files: readonly MadeFile[];
  /** What `data.*` stands for. */
  readonly words: DataObject;
  /** Which file it was, and what the user has said against what was found: flags of the command that makes it again. */
  readonly flags: readonly (readonly [flag: string, value: string])[];
  /** The same for the record, with the file's digest. */
  readonly record: DataObject;
}

/** A file that a command has computed: it lies above what the layers put in its place. */
export interface MadeFile {
  readonly path: string;
  /** What it holds, or which file of the user's it copies. */
  readonly content: string | { readonly source: string; readonly sha256: string; readonly bytes: number };
  /** What it was computed from. */
  readonly from: readonly string[];
}
