import { realpathSync } from 'node:fs';
import { isInside } from '../system/inside.ts';

/** Whether a folder, after symlinks, is `root` or lies inside it. `root` is a real path already. */
export const liesInside = (root: string, folder: string): boolean => isInside(realpathSync.native(folder), root);

/** Every folder that the planned paths need, relative to the root and with the outer before the inner. */
export function foldersOf(paths: Iterable<string>): readonly string[] {
  const folders = new Set<string>();
  for (const file of paths) {
    for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
      const folder = file.slice(0, slash);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return [...folders].sort();
}
