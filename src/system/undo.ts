import { type BigIntStats, lstatSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { codeOf } from './fs-errors.ts';

/** Takes back one thing that we made. */
export interface Reversal {
  /** What was made, or taken away. */
  readonly place: string;
  /** Throws where it cannot. */
  readonly undo: () => void;
  /** Where that which stood there lies meanwhile: it must not go before it is back. */
  readonly kept?: string;
  /** Removes the folder in which such things lie. */
  readonly isLast?: true;
}

/**
 * Takes back what was made, the newest first, and says what is left. What cannot be taken back must not keep the rest
 * from it, and is tried once more: a disk may stumble once.
 */
export function takeBack(made: Reversal[]): readonly string[] {
  const failed: Reversal[] = [];
  const attempt = (reversal: Reversal): void => {
    try {
      reversal.undo();
    } catch (error) {
      // Gone already; but where something was to come back, that is still to come.
      if (codeOf(error) !== 'ENOENT' || reversal.kept !== undefined) failed.push(reversal);
    }
  };
  const attemptAll = (all: readonly Reversal[]): void => {
    for (const reversal of all) {
      const waits = reversal.isLast && failed.some(({ kept }) => kept !== undefined);
      if (waits) failed.push(reversal);
      else attempt(reversal);
    }
  };
  attemptAll(made.splice(0).reverse());
  attemptAll(failed.splice(0));
  return failed.map(({ place, kept }) => (kept === undefined ? place : `${place} (what it held is ${kept})`));
}

/** Removes a folder that we have just made, unless it is another one by then, or holds anything. */
export function removeFolderAgain(folder: string): Reversal {
  const isOurs = unless(
    () => lstatSync(folder),
    (found) => {
      const now = lstatSync(folder, { throwIfNoEntry: false });
      return now !== undefined && (found === undefined || (now.dev === found.dev && now.ino === found.ino));
    },
  );
  const undo = (): void => {
    if (isOurs()) rmdirSync(folder);
  };
  return { place: folder, undo };
}

/** Removes a file that we have just put in place, unless somebody has changed or replaced it by then. */
export function removeFileAgain(file: string): Reversal {
  const isOurs = sinceNow(file);
  const undo = (): void => {
    if (isOurs()) unlinkSync(file);
  };
  return { place: file, undo };
}

/** Puts back what stood in the place of a file that we have just put there, or taken away, unless somebody has been there by then. */
export function putBackAgain(kept: string, file: string): Reversal {
  const isOurs = sinceNow(file);
  const undo = (): void => {
    if (isThere(kept) && isOurs()) renameSync(kept, file);
  };
  return { place: file, undo, kept };
}

const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

/** Asks later whether a file is still the one that it is now, unchanged; or whether there is still none. */
function sinceNow(file: string): () => boolean {
  const look = (): BigIntStats | null => lstatSync(file, { bigint: true, throwIfNoEntry: false }) ?? null;
  return unless(look, (found) => {
    if (found === undefined) return true;
    const now = look();
    if (now === null || found === null) return now === found;
    return now.dev === found.dev && now.ino === found.ino && now.mtimeNs === found.mtimeNs && now.size === found.size;
  });
}

/** A look that fails now must not keep what we have just made from being taken back: then it is ours, as a moment ago. */
function unless<T>(look: () => T, isOurs: (found: T | undefined) => boolean): () => boolean {
  let found: T | undefined;
  try {
    found = look();
  } catch {
    // Told apart by nothing, then.
  }
  return () => isOurs(found);
}
