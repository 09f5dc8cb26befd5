import { lstatSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';

/** Takes back one thing that we made. */
export type Reversal = () => void;

/** Takes back what was made, the newest first. What cannot be taken back must not keep the rest from it. */
export function takeBack(made: Reversal[]): void {
  for (let reversal = made.pop(); reversal; reversal = made.pop()) {
    try {
      reversal();
    } catch {
      // Gone already, or holding what somebody else has put there, which is not ours to remove.
    }
  }
}

/** Removes a folder that we have just made, unless it is another one by then, or holds anything. */
export function removeFolderAgain(folder: string): Reversal {
  const { dev, ino } = lstatSync(folder);
  return () => {
    const now = lstatSync(folder);
    if (now.dev === dev && now.ino === ino) rmdirSync(folder);
  };
}

/** Removes a file that we have just put in place, unless somebody has changed or replaced it by then. */
export function removeFileAgain(file: string): Reversal {
  const isOurs = sinceNow(file);
  return () => {
    if (isOurs()) unlinkSync(file);
  };
}

/** Puts back what stood in the place of a file that we have just put there, or taken away, unless somebody has been there by then. */
export function putBackAgain(kept: string, file: string): Reversal {
  const isOurs = lstatSync(file, { throwIfNoEntry: false })
    ? sinceNow(file)
    : () => !lstatSync(file, { throwIfNoEntry: false });
  return () => {
    if (isOurs()) renameSync(kept, file);
  };
}

/** Asks later whether a file is still the one that it is now, unchanged. */
function sinceNow(file: string): () => boolean {
  const { dev, ino, mtimeNs, size } = lstatSync(file, { bigint: true });
  return () => {
    const now = lstatSync(file, { bigint: true });
    return now.dev === dev && now.ino === ino && now.mtimeNs === mtimeNs && now.size === size;
  };
}
