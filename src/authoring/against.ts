import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import type { Change } from '../apply/change.ts';
import { heldBy } from '../apply/write.ts';
import { type Failure, usage } from '../errors.ts';
import { type Digests, digestOf } from '../project/record.ts';
import { inWords } from '../system/fs-errors.ts';
import { look } from '../system/look.ts';
import { recordPath } from '../template/paths.ts';
import { textOf } from '../template/sentinel.ts';
import type { FileOp } from '../types.ts';

/** What stands in a file's place. */
type Held = Uint8Array | 'no file' | undefined;

/**
 * What would have to happen to a folder for it to hold these files: nothing to one that does so already. A file that we
 * have written, by the record, and that is no longer planned, would go, unless the owner has changed it since.
 */
export function changesIn(folder: string, files: readonly FileOp[], recorded: Digests): readonly Change[] {
  const planned = new Set(files.map((file) => file.path));
  const needed = files.flatMap((file): readonly Change[] => {
    const held = heldAt(path.join(folder, file.path));
    if (held === undefined || held === 'no file') return [file];
    return Buffer.compare(held, heldBy(file.content)) === 0 ? [] : [{ ...file, expects: digestOf(held) }];
  });
  const gone = Object.entries(recorded).filter(([name, digest]) => {
    const held = planned.has(name) ? undefined : heldAt(path.join(folder, name));
    return held !== undefined && held !== 'no file' && digestOf(held) === digest;
  });
  return [...needed, ...gone.map(([name, digest]) => ({ path: name, expects: digest }))].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

/**
 * What a plan would change in a folder, as a unified diff: nothing where nothing would. What the folder has besides is its
 * own. Not by git, which is not everywhere, and would need the plan on disk.
 */
export function previewAgainst(files: readonly FileOp[], folder: string, recorded: Digests): string {
  // The record names versions and commands, which are never the same twice.
  const compared = files.filter((file) => file.path !== recordPath);
  return changesIn(folder, compared, recorded)
    .map((change) => differenceOf(change, heldAt(path.join(folder, change.path))))
    .join('');
}

function differenceOf(change: Change, before: Held): string {
  const name = change.path;
  const after = 'content' in change ? heldBy(change.content) : undefined;
  if (before === 'no file') return `${name} is not a file in the folder\n`;
  const [old, planned] = [before ? textOf(before) : '', after ? textOf(after) : ''];
  const state = !before ? 'is new' : after ? 'differs' : 'would go';
  if (old === undefined || planned === undefined) return `Binary file ${name} ${state}\n`;
  const [from, to] = [before ? `a/${name}` : '/dev/null', after ? `b/${name}` : '/dev/null'];
  return formatPatch(structuredPatch(from, to, old, planned, '', '', { context: 3 }), FILE_HEADERS_ONLY);
}

function heldAt(place: string): Held {
  const { is, words } = look(place, 'itself');
  if (is === 'nothing') return undefined;
  const closed = (why: string): Failure =>
    usage(`${place} cannot be compared: ${why}.`, 'Make it readable to you, and run the same command again.');
  if (is === 'closed') throw closed(words);
  if (is !== 'file') return 'no file';
  try {
    return readFileSync(place);
  } catch (error) {
    throw closed(inWords(error));
  }
}
