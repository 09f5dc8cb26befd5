/** A folder of the user's, as a listing of it says: each file by its path from there, with slashes, in an order that never changes. */
export interface Folder {
  /** As the user named it. */
  readonly path: string;
  readonly files: readonly FolderFile[];
  /** What a system, a tool or a link has put there: it is passed over. */
  readonly passedOver: readonly LeftOut[];
  readonly read: (file: FolderFile) => Promise<Content>;
}

export interface FolderFile {
  readonly path: string;
  readonly bytes: number;
}

export interface Content {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** A file that nothing is made of, and why. */
export interface LeftOut {
  readonly path: string;
  readonly reason: string;
}

/** What is said of files that are alike in what is wrong with them. */
export interface Reason {
  readonly reason: string;
  readonly files: number;
  /** The first of them. */
  readonly first: readonly string[];
}

const named = 5;

/** Files that are left out, by why: the commonest reason first. */
export function byReason(left: readonly LeftOut[]): readonly Reason[] {
  const all = new Map<string, string[]>();
  for (const { path, reason } of left) all.set(reason, pushed(all.get(reason), path));
  return [...all]
    .map(([reason, paths]) => ({ reason, files: paths.length, first: paths.slice(0, named) }))
    .sort((a, b) => b.files - a.files || (a.reason < b.reason ? -1 : 1));
}

function pushed(list: string[] | undefined, path: string): string[] {
  if (!list) return [path];
  list.push(path);
  return list;
}

/** The ending of a file's name, in small letters, without its point. */
export const endingOf = (path: string): string => /\.([^./]{1,9})$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** Texts in the order of their characters, whatever a system or a country has for one. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
