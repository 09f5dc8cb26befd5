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
