import type { Folder } from '../../src/folders/folder.ts';
import { hashOf } from '../../src/system/digest.ts';

/** What a file holds, and how large it says it is; one without content may not be read. */
export interface Held {
  readonly content?: Uint8Array | string;
  readonly bytes?: number;
}

/** A folder in memory, whose files may say that they are larger than a test should write. */
export function folderOf(held: Readonly<Record<string, Held>>, passedOver: Folder['passedOver'] = []): Folder {
  const files = Object.entries(held).map(([path, { content, bytes }]) => ({
    path,
    bytes: bytes ?? Buffer.byteLength(content ?? ''),
  }));
  return {
    path: 'given',
    files,
    passedOver,
    read: async ({ path }) => {
      const content = held[path]?.content;
      if (content === undefined) throw new Error(`${path} is not to be read.`);
      const bytes = Buffer.from(content);
      return { bytes, sha256: hashOf(bytes) };
    },
  };
}
