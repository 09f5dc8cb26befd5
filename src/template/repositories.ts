import { refused } from '../errors.ts';
import { visibly } from '../text/encode.ts';
import type { LayerFile } from '../types.ts';

/** As the most forgiving of file systems reads a name: case, width, what does not show, a stream, dots and spaces at the end. */
const asFolded = (segment: string): string =>
  segment
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Cc}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/:.*$/s, '')
    .replace(/[. ]+$/, '');

/** Whether some system takes a name for `.git`, or for the short one that Windows gives it: what stands in there, git runs. */
export const isGitFolder = (segment: string): boolean => /^(\.git|git~\d+)$/.test(asFolded(segment));

/** What git looks for in a folder, wherever it lies: with a `commondir` the rest may stand elsewhere. */
const marks: readonly (readonly string[])[] = [
  ['head', 'objects', 'refs'],
  ['head', 'commondir'],
];

/** The folder that git would take for a repository if all of these files were there; `.` for the top. */
export function repositoryIn(paths: Iterable<string>): string | undefined {
  const held = new Map<string, Set<string>>();
  for (const path of paths) {
    const segments = path.split('/');
    for (const [at, segment] of segments.entries()) {
      const folder = segments.slice(0, at).join('/') || '.';
      held.set(folder, (held.get(folder) ?? new Set()).add(asFolded(segment)));
    }
  }
  for (const [folder, names] of held) if (marks.some((all) => all.every((one) => names.has(one)))) return folder;
  return undefined;
}

/** What is wrong with such a folder. */
export const takenForRepository = (folder: string): string =>
  `git would take ${folder === '.' ? 'the project' : visibly(folder)} for a repository, and run what its config says`;

/** Refuses files that together are a repository, whatever the answers: git itself would run what a stranger wrote. */
export function checkNoRepository(files: Iterable<Pick<LayerFile, 'path'>>): void {
  const folder = repositoryIn([...files].map(({ path }) => path));
  if (folder !== undefined)
    throw refused(
      `The template is refused: ${takenForRepository(folder)}.`,
      'Rename HEAD, objects or refs, or keep them in an archive.',
    );
}
