import path from 'node:path';
import { refused } from '../errors.ts';
import { visibly } from '../text/encode.ts';

/** Where a project says what it was made from: no template has a file of that name. */
export const recordPath = '.ml-portfolio.json';

/** npm drops or obeys these wherever they stand, so templates store them with an underscore. */
const droppedByNpm = new Set(['_gitignore', '_npmrc', '_npmignore']);

/** Where a layer's file goes: dotfiles are stored with an underscore, and `.hbs` is taken off. */
export function targetPath(stored: string): string {
  const segments = stored.split('/').map((segment, index) => {
    const isDotfile = index === 0 ? /^_[^_]/.test(segment) : droppedByNpm.has(segment);
    return isDotfile ? `.${segment.slice(1)}` : segment;
  });
  return segments.join('/').replace(/\.hbs$/, '');
}

/** A stored path under `_parts/`: the file that it is a part of, and its name there. */
export function partOf(stored: string): { readonly path: string; readonly part: string } | undefined {
  const match = /^_parts\/(.+)\/([^/]+)$/.exec(stored);
  return match?.[1] && match[2] ? { path: targetPath(match[1]), part: match[2] } : undefined;
}

/** The place of a stored path below a folder of this system. Not path.join, which looks for dots in each. */
export const placeBelow = (folder: string, stored: string): string =>
  folder + path.sep + (path.sep === '/' ? stored : stored.replaceAll('/', path.sep));

/** `.git`, also as Windows shortens it: what stands in there, git runs. */
const repository = /^(\.git|git~\d+)[. ]*$/i;

/** Unwritable somewhere, or invisible: control and format characters would let a path show as another one. */
const unwritable = /[\\:\p{Cc}\p{Cf}]/u;

/** Refuses a path that could leave the project's folder or have git run code, and names that not every system can write. */
export function checkSafe(name: string, file: string): void {
  const isBad = (segment: string): boolean =>
    ['', '.', '..'].includes(segment) || repository.test(segment) || unwritable.test(segment);
  if (name.split('/').some(isBad))
    throw refused(
      `The template is refused: ${visibly(file)} has a name that cannot be written safely.`,
      'Rename the file.',
    );
}
