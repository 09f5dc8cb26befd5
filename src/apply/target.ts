import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { type Failure, occupied } from '../errors.ts';
import { codeOf } from '../system/fs-errors.ts';
import { isStaging, sweep } from '../system/staging.ts';
import type { Plan } from '../types.ts';
import { explain } from './explain.ts';

/** What stands where the project is to go. */
export interface Target {
  readonly exists: boolean;
  /** Entries of the folder that stay, the first hundred by name; folders end with a slash. */
  readonly kept: readonly string[];
  /** How many more of them there are. */
  readonly keptMore: number;
  /** Paths in the way: planned files that are there already, and files or links where a folder must be. */
  readonly conflicts: readonly string[];
}

type Place = Pick<Plan, 'target' | 'files'>;

const shown = 100;

/** What the file system says where a path leads to nothing. */
const nothing = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

const absent: Target = { exists: false, kept: [], keptMore: 0, conflicts: [] };

/** Looks at the target and changes nothing. Throws where it can be no folder: a file, a symlink, a device. */
export async function inspectTarget(place: Place): Promise<Target> {
  try {
    return inspect(place);
  } catch (error) {
    throw explain(error, place.target);
  }
}

/** The same look before writing: removes what killed runs have left, and throws where anything is in the way. */
export async function requireFree(place: Place): Promise<Target> {
  const target = await inspectTarget(place);
  sweep(path.dirname(place.target));
  if (target.exists) sweep(place.target);
  if (target.conflicts.length > 0) throw inTheWay(place.target, target.conflicts);
  return target;
}

/** The refusal of a target that holds some of what would be written. */
export const inTheWay = (target: string, conflicts: readonly string[]): Failure =>
  occupied(
    `${target} already holds files that would be written; nothing was touched.`,
    'Choose another folder, or move these away.',
    conflicts,
  );

function inspect({ target, files }: Place): Target {
  const stats = look(target);
  if (!stats) return requireFolderAbove(path.dirname(target));
  if (!stats.isDirectory()) throw noFolder(target, stats);
  const conflicts = conflictsIn(target, files);
  const entries = readdirSync(target, { withFileTypes: true }).filter((entry) => !isStaging(entry.name));
  const kept = entries
    .filter((entry) => !conflicts.has(entry.name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
  return {
    exists: true,
    kept: kept.slice(0, shown),
    keptMore: Math.max(0, kept.length - shown),
    conflicts: [...conflicts].sort(),
  };
}

function conflictsIn(target: string, files: Place['files']): ReadonlySet<string> {
  const conflicts = new Set<string>();
  const standing = new Map<string, boolean>([['.', true]]);
  // Below a folder that is not there, nothing is in the way. A link is not a folder here, wherever it points to.
  const stands = (folder: string): boolean => {
    const known = standing.get(folder);
    if (known !== undefined) return known;
    const stats = stands(path.posix.dirname(folder)) ? look(path.join(target, folder)) : undefined;
    if (stats && !stats.isDirectory()) conflicts.add(folder);
    standing.set(folder, stats?.isDirectory() ?? false);
    return stats?.isDirectory() ?? false;
  };
  for (const file of files)
    if (stands(path.posix.dirname(file.path)) && look(path.join(target, file.path))) conflicts.add(file.path);
  return conflicts;
}

/** Missing folders are made, but a file, or a link to nothing, can hold none. */
function requireFolderAbove(folder: string): Target {
  const stats = look(folder);
  if (!stats) return requireFolderAbove(path.dirname(folder));
  if (!leadsToFolder(folder)) throw noFolder(folder, stats);
  return absent;
}

/** Not stat: a link counts as what it is, and one to nothing is in the way too. */
function look(file: string): Stats | undefined {
  try {
    return lstatSync(file);
  } catch (error) {
    if (nothing.has(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

function leadsToFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch (error) {
    if (nothing.has(codeOf(error) ?? '')) return false;
    throw error;
  }
}

function noFolder(file: string, stats: Stats): Failure {
  const kind = stats.isSymbolicLink() ? 'a symbolic link' : stats.isFile() ? 'a file' : 'a special file';
  return occupied(`${file} is ${kind}, not a folder; nothing was touched.`, 'Choose another folder.', [file]);
}
