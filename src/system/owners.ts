import type { Stats } from 'node:fs';
import process from 'node:process';

type Owned = Pick<Stats, 'uid' | 'gid' | 'mode'>;

/** Who we are; undefined on Windows, where a file says neither whose it is nor who may write to it. */
const self = (): number | undefined => process.geteuid?.();

export const isOwn = ({ uid }: Owned): boolean => self() === undefined || uid === self();

/** This user's, or root's, who may do anything as it is. */
export const isTrusted = (found: Owned): boolean => isOwn(found) || found.uid === 0;

/** Whether others may write to it. A group with the number of its owner is that user's alone, as Linux makes them. */
export const isOpen = ({ mode, uid, gid }: Owned): boolean =>
  self() !== undefined && ((mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== uid));

/** Whether nobody else can put something of theirs in the place of what is this user's in a folder. */
export const isSteady = (folder: Owned): boolean =>
  isTrusted(folder) && (!isOpen(folder) || (folder.mode & 0o1000) !== 0);
