import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, read, readSync } from 'node:fs';
import path from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { cancelled, usage } from '../errors.ts';
import type { DataFile } from '../profile/whole/look.ts';
import { inWords } from '../system/fs-errors.ts';
import { look } from '../system/look.ts';
import { otherThanTable } from './not-a-table.ts';

/** Texts of this size stay where the engine is fastest; the disk is asked for more at once. */
const piece = 65_536;
const ahead = 4 * piece;
const readAt = promisify(read);
const again = 'Wait until nothing writes to it any more, and run the same command.';

/** Opens a user's file, or says why it is no table; `between` runs after each piece that is read. */
export function openData(named: string, cwd: string, signal?: AbortSignal, between?: () => void): DataFile {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(named))
    throw usage(`${named} is an address, not a file.`, 'Download it first, and run the same command with that file.');
  const file = path.resolve(cwd, named);
  const { is, words } = look(file);
  if (is === 'folder' || is === 'special' || is === 'nothing' || is === 'closed')
    throw usage(`The data cannot be read from ${named}: ${words}.`, 'Give the path of a file.');
  const first = stateOf(named, file);
  const other = otherThanTable(first.beginning);
  if (other) throw usage(`The data cannot be read: ${named} is ${other.is}.`, other.next);
  const compression = first.beginning[0] === 0x1f && first.beginning[1] === 0x8b ? 'gzip' : '';
  let digest: string | undefined;
  const changed = (): Error => usage(`${named} has changed while it was read.`, again);

  async function* raw(): AsyncGenerator<Uint8Array> {
    // Unpacking goes on while the next piece is read.
    const kept = compression === '' ? Buffer.allocUnsafe(ahead) : undefined;
    const hash = createHash('sha256');
    const open = opened(named, file);
    try {
      for (let at = 0; at < first.size; ) {
        const { bytesRead, buffer } = await readAt(open, kept ?? Buffer.allocUnsafe(ahead), 0, ahead, at);
        if (bytesRead === 0) throw changed();
        at += bytesRead;
        hash.update(buffer.subarray(0, bytesRead));
        for (let from = 0; from < bytesRead; from += piece) {
          if (signal?.aborted) throw cancelled();
          yield buffer.subarray(from, Math.min(from + piece, bytesRead));
          between?.();
        }
      }
      if (stampOf(open) !== first.stamp) throw changed();
    } finally {
      closeSync(open);
    }
    const found = hash.digest('hex');
    if (digest !== undefined && digest !== found) throw changed();
    digest = found;
  }

  return {
    path: named,
    compression,
    bytes: () => (compression === '' ? raw() : unpacked(named, raw())),
    size: first.size,
    sha256: () => {
      if (digest === undefined) throw new Error('The file has not been read yet.');
      return digest;
    },
  };
}

function opened(named: string, file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw usage(
      `The data cannot be read from ${named}: ${inWords(error)}.`,
      'Make it readable, and run the same command.',
    );
  }
}

/** What tells whether a file is still the same: where it lies, its size, and when it was written. */
function stampOf(open: number): string {
  const { dev, ino, size, mtimeNs } = fstatSync(open, { bigint: true });
  return [dev, ino, size, mtimeNs].join(' ');
}

function stateOf(named: string, file: string): { stamp: string; size: number; beginning: Uint8Array } {
  const open = opened(named, file);
  try {
    const beginning = Buffer.alloc(4096);
    return {
      stamp: stampOf(open),
      size: fstatSync(open).size,
      beginning: beginning.subarray(0, readSync(open, beginning)),
    };
  } finally {
    closeSync(open);
  }
}

/** What was packed with gzip; one that is cut off, or damaged, is called so. */
async function* unpacked(named: string, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: piece });
  // What fails ends the unpacking with the same error.
  pipeline(Readable.from(packed), gunzip, () => {});
  try {
    yield* gunzip;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!code.startsWith('Z_')) throw error;
    const is =
      code === 'Z_BUF_ERROR'
        ? 'is cut off: it ends before its gzip data does'
        : 'is damaged: it is not whole gzip data';
    throw usage(`The data cannot be read: ${named} ${is}.`, 'Fetch or pack it again, and run the same command.');
  }
}
