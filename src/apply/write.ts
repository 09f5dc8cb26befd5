import { accessSync, chmodSync, constants, mkdirSync, promises, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type Digests, digestOf, recordText } from '../project/record.ts';
import { hashOf, hashOfFile, requireHash } from '../system/digest.ts';
import { reading } from '../system/fs-errors.ts';
import { placeBelow } from '../template/paths.ts';
import { replaceIdentifiers, textOf } from '../template/sentinel.ts';
import type { Content, Copy, FileOp } from '../types.ts';
import { foldersOf } from './contain.ts';
import type { Step } from './step.ts';

/** Up to here, reading and writing is faster than copyFile; above, memory counts. */
const small = 64 * 1024;

/** Writes all files below a folder that is ours alone, and says how many bytes they are. */
export async function writeFiles(files: readonly FileOp[], root: string, step: Step): Promise<number> {
  // What the umask has left of the folder's bits it leaves of a file's.
  const allowed = statSync(root).mode & 0o777;
  for (const folder of foldersOf(files.map((file) => file.path))) {
    await step();
    mkdirSync(placeBelow(root, folder));
  }
  let bytes = 0;
  const digests: Record<string, string> = {};
  const last = files.filter(({ content }) => 'record' in content);
  for (const file of [...files.filter((one) => !last.includes(one)), ...last]) {
    await step();
    const written = await writeOne(file, placeBelow(root, file.path), allowed, digests);
    bytes += written.bytes;
    digests[file.path] = written.digest;
  }
  return bytes;
}

interface WrittenFile {
  readonly bytes: number;
  readonly digest: string;
}

async function writeOne(
  { content, bytes, executable }: FileOp,
  file: string,
  allowed: number,
  digests: Digests,
): Promise<WrittenFile> {
  const mode = executable ? 0o755 : 0o644;
  if ('source' in content && content.replace.length === 0 && bytes > small && !content.raw)
    return { bytes: await copy(content, file, mode & allowed), digest: content.sha256 };
  const held = heldBy(content, digests);
  writeFileSync(file, held, { flag: 'wx', mode });
  return { bytes: held.length, digest: digestOf(held) };
}

/** The bytes that a file of a plan will have; of the record, once these digests are known. */
export function heldBy(content: Content, digests: Digests = {}): Uint8Array {
  if ('text' in content) return Buffer.from(content.text);
  return 'record' in content ? Buffer.from(recordText(content.record, digests)) : contentOf(content);
}

function contentOf({ source, sha256, raw: kept, replace }: Copy): Uint8Array {
  const raw = kept ?? reading(source, () => readFileSync(source));
  if (!kept) requireHash(source, sha256, hashOf(raw));
  if (replace.length === 0) return raw;
  const text = textOf(raw);
  return text === undefined ? raw : Buffer.from(replaceIdentifiers(text, replace));
}

async function copy({ source, sha256 }: Copy, file: string, mode: number): Promise<number> {
  // An error of copyFile does not say which of the two it is about.
  reading(source, () => accessSync(source, constants.R_OK));
  await promises.copyFile(source, file, constants.COPYFILE_EXCL);
  // What counts is what was written, whatever became of the source meanwhile.
  requireHash(source, sha256, hashOfFile(file));
  try {
    chmodSync(file, mode);
  } catch {
    // A disk without permissions, such as FAT.
  }
  return statSync(file).size;
}
