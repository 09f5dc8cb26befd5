import type { LeftOut } from '../folder.ts';

/** A document that is kept. */
export interface Document {
  readonly path: string;
  readonly format: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly headings: number;
  readonly language?: string;
}

/** What a folder of documents holds, and what follows from it. */
export interface Documents {
  /** The folder, as the user named it. */
  readonly path: string;
  readonly bytes: number;
  readonly documents: readonly Document[];
  readonly formats: readonly { readonly name: string; readonly files: number }[];
  /** By how many documents are written in them. */
  readonly languages: readonly (readonly [name: string, documents: number])[];
  readonly headings: number;
  /** What the project compares words by. */
  readonly stemmer: string;
  readonly left: readonly LeftOut[];
  readonly passedOver: readonly LeftOut[];
  /** Documents that equal an earlier one, and are left out. */
  readonly duplicates: number;
  readonly personal: readonly string[];
  readonly warnings: readonly string[];
}
