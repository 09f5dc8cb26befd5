import { refused } from './errors.ts';

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

/** Refuses what could leave the project's folder, or cannot be a file name everywhere. */
export function checkSafe(path: string, file: string): void {
  const bad = path
    .split('/')
    .find((segment) => segment === '' || segment === '.' || segment === '..' || /[\\:\p{Cc}]/u.test(segment));
  if (bad !== undefined)
    throw refused(
      `The template is invalid: ${JSON.stringify(file)} has a name that cannot be written safely.`,
      'Rename the file.',
    );
}
