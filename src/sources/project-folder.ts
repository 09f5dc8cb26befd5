import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.ts';
import { realPlace } from '../system/inside.ts';
import { isOpen, isTrusted } from '../system/owners.ts';

/** Below a project's folder, and to be committed with it. */
const inProject = ['.ml-portfolio', 'templates'] as const;

export const templatesIn = (folder: string): string => path.join(folder, ...inProject);

type Around = Pick<Context, 'cwd' | 'env' | 'platform'>;

/** The nearest folder, from here up, that has templates of its own: no further than the edge of the repository, or of the home. */
export function projectAbove(around: Around): string | undefined {
  const edge = edgeAbove(around);
  for (let folder = around.cwd; ; folder = path.dirname(folder)) {
    if (existsSync(templatesIn(folder))) return folder;
    if (folder === edge || folder === path.dirname(folder)) return undefined;
  }
}

/** Where what lies above is no longer this project's; in no repository and no home, that is the folder itself. */
function edgeAbove({ cwd, env, platform }: Around): string {
  const named = platform === 'win32' ? env.USERPROFILE : env.HOME;
  const home = named && realPlace(named);
  for (let folder = cwd; folder !== path.dirname(folder); folder = path.dirname(folder))
    if (folder === home || existsSync(path.join(folder, '.git'))) return folder;
  return cwd;
}

/** Why nothing that is registered there is used: others could have written it, or write it yet. */
export function problemWithPlace(folder: string, file: string): string | undefined {
  for (const place of [folder, path.join(folder, inProject[0]), templatesIn(folder), file]) {
    const found = lstatSync(place, { throwIfNoEntry: false });
    if (!found) return `${place} is gone`;
    if (found.isSymbolicLink()) return `${place} is a link`;
    if (!isTrusted(found)) return `${place} is somebody else's`;
    if (isOpen(found)) return `others may write to ${place}`;
  }
  return undefined;
}
