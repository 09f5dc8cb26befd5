import type { Reason } from '../folders/folder.ts';

/** What is told of a folder of the user's; its schema is in `schemas/report.schema.json`. */
export interface FolderTold {
  readonly form: 'images' | 'documents';
  readonly folder: {
    readonly path: string;
    /** Of what is kept. */
    readonly files: number;
    readonly bytes: number;
    /** Of the list of all files, with the digest of each. */
    readonly sha256: string;
  };
  /** What the files are, in the words of a person: formats, sizes, languages. */
  readonly found: Readonly<Record<string, string>>;
  /** Of images the classes, of documents the formats, with how many files each has. */
  readonly kinds: readonly { readonly name: string; readonly files: number }[];
  readonly split?: { readonly by: string; readonly reasons: readonly string[] };
  /** Files that equal another one. */
  readonly equal: number;
  /** Files that are not used, by why. */
  readonly leftOut: readonly Reason[];
  /** What systems, tools and links put there. */
  readonly passedOver: readonly Reason[];
  /** A rule of groups that the names seem to keep. */
  readonly offered?: { readonly group: string; readonly groups: number };
  readonly personal: readonly string[];
  readonly warnings: readonly string[];
}
