import { constants, linkSync, lstatSync, mkdirSync, promises, realpathSync, renameSync } from 'node:fs';
import path from 'node:path';
import { occupied } from '../errors.ts';
import { codeOf } from '../system/fs-errors.ts';
import { type Reversal, removeFileAgain, removeFolderAgain } from '../system/undo.ts';
import { recordPath } from '../template/paths.ts';
import type { FileOp } from '../types.ts';
import { foldersOf, liesInside } from './contain.ts';
import type { Step } from './step.ts';

/** The file that comes first, so that of two runs at one folder only one gets further. */
const lock = recordPath;

/** What the file system says where something has appeared since we looked. */
const taken = new Set(['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EISDIR', 'ELOOP']);

/** What it says where it has no hard links, or the folder lies on another disk. */
const unlinkable = new Set(['EPERM', 'EACCES', 'EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Puts a staging folder in the place of a target that does not exist. */
export async function renameInto(staging: string, target: string, made: Reversal[]): Promise<void> {
  await unlessTaken(target, async () => {
    // Outside Windows a rename would silently replace an empty folder that somebody has made meanwhile; only ours may go.
    if (path.sep === '/') {
      mkdirSync(target);
      made.push(removeFolderAgain(target));
    }
    renameSync(staging, target);
  });
}

/** Links staged files into an existing folder, replacing nothing. */
export async function linkInto(job: {
  readonly target: string;
  readonly files: readonly FileOp[];
  readonly staging: string;
  readonly step: Step;
  readonly made: Reversal[];
}): Promise<void> {
  const { target, files, staging, step, made } = job;
  const first = files.filter((file) => file.path === lock);
  const rest = files.filter((file) => file.path !== lock);
  const put = async (file: FileOp): Promise<void> => {
    const place = path.join(target, file.path);
    await step();
    checkInside(root, place);
    await unlessTaken(place, () => linkOrCopy(path.join(staging, file.path), place));
    made.push(removeFileAgain(place));
  };
  // It may have become a link since we looked.
  if (!lstatSync(target).isDirectory()) throw appeared(target);
  const root = realpathSync.native(target);
  for (const file of first) await put(file);
  for (const folder of foldersOf(rest.map((file) => file.path))) {
    await step();
    enterFolder(root, path.join(target, folder), made);
  }
  for (const file of rest) await put(file);
}

function enterFolder(root: string, folder: string, made: Reversal[]): void {
  checkInside(root, folder);
  try {
    mkdirSync(folder);
    made.push(removeFolderAgain(folder));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (!lstatSync(folder).isDirectory()) throw appeared(folder);
  }
}

/** A folder above may have become a link since we looked. */
function checkInside(root: string, place: string): void {
  if (!liesInside(root, path.dirname(place))) throw appeared(path.dirname(place));
}

/** A second name for a file, or where the disk has none, a copy. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!unlinkable.has(codeOf(error) ?? '')) throw error;
    await promises.copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

async function unlessTaken(place: string, change: () => Promise<void>): Promise<void> {
  try {
    await change();
  } catch (error) {
    throw taken.has(codeOf(error) ?? '') ? appeared(place) : error;
  }
}

const appeared = (place: string) =>
  occupied(`${place} has appeared meanwhile; nothing was touched.`, 'Choose another folder, or move it away.', [place]);
