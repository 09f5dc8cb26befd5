import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { folderSource } from './template.ts';
import type { Source } from './types.ts';

/**
 * The templates that come with this package, in the order in which they are offered. Here they are read from their
 * folders; in the built package `prebuilt.ts` takes this file's place, with what the build has found in them.
 */
export async function builtinSources(root: string): Promise<readonly Source[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const others = ['shared', 'starters'];
  const folders = entries
    .filter((entry) => entry.isDirectory() && !others.includes(entry.name))
    .map((entry) => entry.name);
  return Promise.all(folders.sort().map((id) => folderSource(path.join(root, id), root, id)));
}
