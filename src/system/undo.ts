import { lstatSync, rmdirSync, unlinkSync } from 'node:fs';

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
  const { dev, ino, mtimeNs, size } = lstatSync(file, { bigint: true });
  return () => {
    const now = lstatSync(file, { bigint: true });
    const isOurs = now.dev === dev && now.ino === ino && now.mtimeNs === mtimeNs && now.size === size;
    if (isOurs) unlinkSync(file);
  };
}
