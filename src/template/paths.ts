import path from 'node:path';
import { refused } from '../errors.ts';
import { visibly } from '../text/encode.ts';
import { forbiddenByWindows } from '../text/windows.ts';
import { isGitFolder } from './repositories.ts';

/** Where a project says what it was made from: no template has a file of that name. */
export const recordPath = '.ml-portfolio.json';

/** What says that a folder is a template, and what it makes. */
export const manifestName = 'template.json';

/** npm drops or obeys these wherever they stand, so templates store them with an underscore for the dot. */
export const droppedByNpm: ReadonlySet<string> = new Set(['.gitignore', '.npmrc', '.npmignore']);

/** Python's own names, and those of other languages like them: `__init__.py`, `__tests__`. */
const dunder = /^__[^_.][^.]*__(\.|$)/;

/** A first underscore stands for a dot; of two, the first says that the second is meant: `__config.yml` is `_config.yml`. */
function restored(segment: string): string {
  if (!/^_./.test(segment) || dunder.test(segment)) return segment;
  return segment.startsWith('__') ? segment.slice(1) : `.${segment.slice(1)}`;
}

/** Where a layer's file goes: dotfiles are stored with an underscore, and `.hbs` is taken off. */
export function targetPath(stored: string): string {
  const segments = stored.split('/').map((segment, index) => {
    const isMarked = index === 0 || droppedByNpm.has(segment.replace(/^__?/, '.'));
    return isMarked ? restored(segment) : segment;
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

/** Unwritable somewhere, or invisible: control and format characters would let a path show as another one. */
const unwritable = /[\\:\p{Cc}\p{Cf}]/u;

const isUnsafe = (segment: string): boolean =>
  ['', '.', '..'].includes(segment) || isGitFolder(segment) || unwritable.test(segment);

/** Whether a path could leave the project's folder, have git run code, or show as another one. */
export const leadsAstray = (name: string): boolean => name.split('/').some(isUnsafe);

/** What a path holds that Windows cannot, and why. */
export function unportableIn(name: string): string | undefined {
  for (const segment of name.split('/')) {
    const problem = forbiddenByWindows(segment);
    if (problem !== undefined) return `${visibly(segment)} ${problem}`;
  }
  return undefined;
}

/** Refuses a path that could leave the project's folder or have git run code, and names that not every system can write. */
export function checkSafe(name: string, file: string): void {
  if (leadsAstray(name))
    throw refused(
      `The template is refused: ${visibly(file)} has a name that cannot be written safely.`,
      'Rename the file.',
    );
  const unportable = unportableIn(name);
  if (unportable)
    throw refused(
      `The template is refused: ${visibly(file)} cannot be written everywhere: ${unportable}.`,
      'Rename the file or its folder.',
    );
}
