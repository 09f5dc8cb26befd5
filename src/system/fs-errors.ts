import { failed } from '../errors.ts';

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

/** What needs no word where a sentence says it already. */
export const absent = 'it is not there';

const words: Readonly<Record<string, string>> = {
  ENOENT: absent,
  ENOTDIR: 'a file stands in its path',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ERR_INVALID_ARG_VALUE: 'no file can have that name',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EISDIR: 'it is a folder',
  ERR_FS_EISDIR: 'it is a folder',
  EIO: 'the disk cannot read it',
  EBUSY: 'another program holds it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
};

/** What an error of the file system says, to end a sentence with. */
export function inWords(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const said = Object.hasOwn(words, code) ? words[code] : undefined;
  return said === undefined ? (code ? `the file system says ${code}` : message) : said;
}
