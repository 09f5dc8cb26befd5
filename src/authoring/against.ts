import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { heldBy } from '../apply/write.ts';
import { codeOf } from '../system/fs-errors.ts';
import { recordPath } from '../template/paths.ts';
import { textOf } from '../template/sentinel.ts';
import type { FileOp, Plan } from '../types.ts';

/**
 * What a plan would change in a folder, as a unified diff: nothing where nothing would. What the folder has besides is its
 * own. Not by git, which is not everywhere, and would need the plan on disk.
 */
export async function previewAgainst(plan: Plan, folder: string): Promise<string> {
  // The record names versions and commands, which are never the same twice.
  const files = plan.files.filter((file) => file.path !== recordPath);
  return files.map((file) => differenceOf(file, path.join(folder, file.path))).join('');
}

function differenceOf({ path: name, content }: FileOp, place: string): string {
  const [before, after] = [heldAt(place), heldBy(content)];
  if (before === 'no file') return `${name} is no file in the folder\n`;
  if (before && Buffer.compare(before, after) === 0) return '';
  const [old, planned] = [before ? textOf(before) : '', textOf(after)];
  if (old === undefined || planned === undefined) return `Binary file ${name} ${before ? 'differs' : 'is new'}\n`;
  const patch = structuredPatch(before ? `a/${name}` : '/dev/null', `b/${name}`, old, planned, '', '', { context: 3 });
  return formatPatch(patch, FILE_HEADERS_ONLY);
}

function heldAt(place: string): Uint8Array | 'no file' | undefined {
  try {
    return lstatSync(place).isFile() ? readFileSync(place) : 'no file';
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}
