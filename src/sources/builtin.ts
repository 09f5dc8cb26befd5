import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type FindBase, folderSource } from '../template/load.ts';
import type { Source, Template } from '../types.ts';

/** In which order they are offered; the first is what `--yes` alone creates. */
export const order = ['predictive-model', 'recommendation-system', 'image-classifier', 'chatbot'];

const place = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);

/**
 * The templates that come with this package, in the order in which they are offered. Here they are read from their
 * folders; in the built package `prebuilt.ts` takes this file's place, with what the build has found in them.
 */
export async function builtinSources(root: string): Promise<readonly Source[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const others = ['shared', 'starters'];
  const folders = entries
    .filter((entry) => entry.isDirectory() && !others.includes(entry.name))
    .map((entry) => entry.name)
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b));
  return Promise.all(folders.map((id) => ofThisPackage(id, root)));
}

/**
 * What ours extend is a part of this package that nobody names, so no record does: the package's version and the digest
 * say which it was.
 */
async function ofThisPackage(id: string, root: string): Promise<Source> {
  const findBase: FindBase = (named, from) => folderSource(path.resolve(from, named), root, named);
  const source = await folderSource(path.join(root, id), root, id, findBase);
  const load = async (): Promise<Template> => {
    const { base: _, ...template } = await source.load();
    return template;
  };
  return { ...source, load };
}
