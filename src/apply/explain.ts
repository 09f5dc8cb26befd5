import { Failure, failed } from '../errors.ts';
import { codeOf } from '../system/fs-errors.ts';

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

const shown = 100;

/** The same where not everything could be taken back: what was written is told, and not that nothing was. */
export function leftOver(error: unknown, target: string, left: readonly string[]): unknown {
  if (!(error instanceof Failure)) return error;
  const why = error.message
    .replace(/^Nothing was written( to .*?)?: /s, '')
    .replace(/[;,] nothing was (written|touched)\.$/i, '.')
    .replace(/\.$/, '');
  const more = left.length > shown ? [`… and ${left.length - shown} more`] : [];
  return new Failure(
    error.exitCode,
    `Creating ${target} was given up, and what was made could not all be removed again (${why}).`,
    'Remove what is listed by hand, once that can be done.',
    [...left.slice(0, shown), ...more],
  );
}
