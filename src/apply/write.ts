import { accessSync, chmodSync, constants, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceIdentifiers, textOf } from '../replace.ts';
import type { FileOp } from '../types.ts';
import { foldersOf } from './contain.ts';
import { reading } from './explain.ts';
import type { Step } from './step.ts';

/** Up to here, reading and writing is faster than copyFile; above, memory counts. */
const small = 64 * 1024;

/** Writes all files below a folder that is ours alone, and says how many bytes they are. */
export async function writeFiles(files: readonly FileOp[], root: string, step: Step): Promise<number> {
  // What the umask has left of the folder's bits it leaves of a file's.
  const allowed = statSync(root).mode & 0o777;
  for (const folder of foldersOf(files.map((file) => file.path))) {
    await step();
    mkdirSync(path.join(root, folder));
  }
  let bytes = 0;
  for (const file of files) {
    await step();
    bytes += await writeOne(file, path.join(root, file.path), allowed);
  }
  return bytes;
}

async function writeOne({ content, bytes, executable }: FileOp, file: string, allowed: number): Promise<number> {
  const mode = executable ? 0o755 : 0o644;
  if ('source' in content && content.replace.length === 0 && bytes > small)
    return copy(content.source, file, mode & allowed);
  const held = 'text' in content ? Buffer.from(content.text) : contentOf(content);
  writeFileSync(file, held, { flag: 'wx', mode });
  return held.length;
}

function contentOf({ source, replace }: Extract<FileOp['content'], { source: string }>): Buffer {
  const raw = reading(source, () => readFileSync(source));
  if (replace.length === 0) return raw;
  const text = textOf(raw);
  return text === undefined ? raw : Buffer.from(replaceIdentifiers(text, replace));
}

async function copy(source: string, file: string, mode: number): Promise<number> {
  // An error of copyFile does not say which of the two it is about.
  reading(source, () => accessSync(source, constants.R_OK));
  await copyFile(source, file, constants.COPYFILE_EXCL);
  try {
    chmodSync(file, mode);
  } catch {
    // A disk without permissions, such as FAT.
  }
  return statSync(file).size;
}
