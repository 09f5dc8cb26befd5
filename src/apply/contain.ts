import { realpathSync } from 'node:fs';
import path from 'node:path';

/** Whether a folder, after symlinks, is `root` or lies inside it. `root` is a real path already. */
export function liesInside(root: string, folder: string): boolean {
  const relative = path.relative(root, realpathSync.native(folder));
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

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
