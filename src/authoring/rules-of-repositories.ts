import { repositoryIn, takenForRepository } from '../template/repositories.ts';
import { error, type Finding } from './finding.ts';
import type { Snapshot } from './snapshot.ts';

/** Files that git would take for a repository in the project, whichever layers bring them. */
export function repositories({ layers }: Snapshot): readonly Finding[] {
  const files = layers.flatMap((layer) => layer.files);
  const folder = repositoryIn(files.map(({ path }) => path));
  if (folder === undefined) return [];
  const head = files.find(
    ({ path }) => path.toLowerCase() === (folder === '.' ? 'head' : `${folder}/head`.toLowerCase()),
  );
  const fix = 'Rename HEAD, objects or refs, or keep them in an archive.';
  return [error('unsafe-name', head?.file ?? 'template.json', 1, takenForRepository(folder), fix)];
}
