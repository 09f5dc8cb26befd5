import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { usage } from './errors.ts';
import { didYouMean } from './suggest.ts';
import { loadTemplate, readManifest } from './template.ts';
import type { Manifest, Template } from './types.ts';

/** Where a template lies, before its files are read. */
export interface Source {
  /** As the user named it: an id or a folder. */
  readonly source: string;
  readonly folder: string;
  /** No layer may lie outside this folder. */
  readonly root: string;
  readonly manifest: Manifest;
}

/** The templates that come with this package, in the order in which they are offered. */
export async function builtinSources(root: string): Promise<readonly Source[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== 'shared').map((entry) => entry.name);
  return Promise.all(
    folders.sort().map(async (id) => {
      const folder = path.join(root, id);
      return { source: id, folder, root, manifest: await readManifest(folder) };
    }),
  );
}

/** Finds what `--template` names: an id of ours, or a folder (anything with a slash or a leading dot). */
export async function findSource(named: string, builtin: readonly Source[], cwd: string): Promise<Source> {
  const ours = builtin.find((source) => source.source === named);
  if (ours) return ours;
  const ids = builtin.map((source) => source.source);
  // One letter before a colon is a drive of Windows, not a scheme.
  const looksLikePath = /^[.~]|[/\\]/.test(named);
  if (looksLikePath && !/^[a-z+]{2,}:/i.test(named)) {
    const folder = path.resolve(cwd, named);
    const isFolder = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder)
      throw usage(`There is no template folder at ${named}.`, 'Check the path, or see create-ml-portfolio list.');
    return { source: named, folder, root: folder, manifest: await readManifest(folder) };
  }
  const meant = didYouMean(named, ids);
  throw usage(
    `Unknown template ${JSON.stringify(named)}.`,
    meant
      ? `Did you mean ${meant}?`
      : `There are ${ids.join(', ')}; a template of your own is named by its folder, such as ./${path.basename(named)}.`,
  );
}

export const loadSource = ({ folder, root, source }: Source): Promise<Template> => loadTemplate(folder, root, source);
