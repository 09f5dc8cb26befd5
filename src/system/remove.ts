import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import path from 'node:path';
import { isOwn } from './owners.ts';

/** Where Linux shows what is open: a path through it leads to what was opened, whatever stands in its place by now. */
const opened = '/proc/self/fd';

/**
 * Removes a folder of this user's with all that it holds. Each folder is opened, looked at and closed to others before it
 * is emptied, so that none that somebody puts in its place is. Throws where one is a link, or somebody else's.
 */
export function removeOwn(folder: string): void {
  if (path.sep !== '/') {
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  const open = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    if (!isOwn(fstatSync(open))) throw new Error(`${folder} is somebody else's`);
    fchmodSync(open, 0o700);
    const inside = existsSync(opened) ? `${opened}/${open}` : folder;
    for (const entry of readdirSync(inside, { withFileTypes: true })) {
      const place = path.join(inside, entry.name);
      if (entry.isDirectory()) removeOwn(place);
      else unlinkSync(place);
    }
  } finally {
    closeSync(open);
  }
  rmdirSync(folder);
}
