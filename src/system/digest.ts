import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { refused } from '../errors.ts';

/** How a file of a template is known again. */
export const hashOf = (content: Uint8Array): string => hash('sha256', content);

/** Refuses a file of a template that is no longer what it was when the template was checked. */
export function requireHash(source: string, sha256: string, found: string): void {
  if (found === sha256) return;
  throw refused(
    `Nothing was written: the template's file ${source} has changed since it was checked.`,
    'Run the same command again; a template of this package is put right by installing the package again.',
    [source],
  );
}

/** Piece by piece, so that memory stays flat. */
export function hashOfFile(file: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(64 * 1024);
  const open = openSync(file, 'r');
  try {
    for (let read = readSync(open, piece); read > 0; read = readSync(open, piece)) hash.update(piece.subarray(0, read));
  } finally {
    closeSync(open);
  }
  return hash.digest('hex');
}
