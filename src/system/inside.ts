import { realpathSync } from 'node:fs';
import path from 'node:path';

/** Whether a path is a folder or lies inside it, as they are written: links are followed by whoever asks. */
export function isInside(inner: string, outer: string): boolean {
  const below = path.relative(outer, inner);
  return below !== '..' && !below.startsWith(`..${path.sep}`) && !path.isAbsolute(below);
}

/** A path after its links, or nothing where it leads to nothing. */
export function realPlace(place: string): string | undefined {
  try {
    return realpathSync.native(place);
  } catch {
    return undefined;
  }
}
