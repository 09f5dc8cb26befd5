import path from 'node:path';
import type { MadeFile } from './own-data.ts';

/** Files of a folder of the user's, copied byte for byte below a place in the project. */
export const copiesOf = (
  cwd: string,
  folder: string,
  place: string,
  files: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[],
): readonly MadeFile[] =>
  files.map(({ path: file, sha256, bytes }) => ({
    path: `${place}/${file}`,
    content: { source: path.join(path.resolve(cwd, folder), file), sha256, bytes },
    from: [folder],
  }));
