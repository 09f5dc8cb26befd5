import { Failure, failed } from '../errors.ts';

const again = 'Run the same command again.';
const elsewhere = 'Choose a folder that is yours, or change its permissions.';
const space = 'Free some space, or choose a folder on another disk, and run the same command again.';
const tooMany = 'Close some programs, or raise the limit (ulimit -n), and run the same command again.';

/** What stopped us, in words, and what to do about it. */
const reasons: Readonly<Record<string, readonly [reason: string, next: string]>> = {
  ENOSPC: ['the disk is full', space],
  EDQUOT: ['your share of the disk is used up', space],
  EACCES: ['permission denied', elsewhere],
  EPERM: ['permission denied', elsewhere],
  EROFS: ['the disk is read-only', 'Choose a folder on another disk.'],
  ENAMETOOLONG: ['its path is too long for this disk', 'Choose a shorter name, or a folder nearer to the root.'],
  ENOENT: ['the folder was removed meanwhile', again],
  ENOTDIR: ['a file took the place of a folder meanwhile', again],
  EMFILE: ['too many files are open', tooMany],
  ENFILE: ['too many files are open', tooMany],
  EEXIST: ['two of its files differ only in case or form, and this disk takes them for one', 'Choose another disk.'],
};

/** The Failure that an error of the file system amounts to. Anything else stays as it is: a fault of ours. */
export function explain(error: unknown, target: string): unknown {
  const code = codeOf(error);
  if (error instanceof Failure || code === undefined) return error;
  const [reason, next] = reasons[code] ?? [`the file system says ${code}`, 'Choose another folder.'];
  return failed(`Nothing was written to ${target}: ${reason}.`, next);
}

/** Reads a file of the template; what fails here is about that file, not about the target. */
export function reading<T>(source: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || code === 'EMFILE' || code === 'ENFILE') throw error;
    throw failed(
      `Nothing was written: the template's file ${source} could not be read (${code}).`,
      'Check that it is there and readable, and run the same command again.',
      [source],
    );
  }
}

/** `ENOENT` and the like, for an error of the file system. */
export function codeOf(error: unknown): string | undefined {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  return typeof code === 'string' && typeof syscall === 'string' ? code : undefined;
}
