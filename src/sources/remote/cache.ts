import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { failed } from '../../errors.ts';
import { hashOf, hashOfFile } from '../../system/digest.ts';
import { isOpen, isTrusted } from '../../system/owners.ts';
import { makeParents } from '../../system/staging.ts';

/** What a source was found to be. */
export interface CacheEntry {
  readonly source: string;
  /** The same, exactly. */
  readonly pinned: string;
  /** What it was found as: a commit, a version with its checksum, an address. */
  readonly resolved: string;
  /** Of the content, by which it is kept. */
  readonly digest: string;
}

/** Makes the cache where it is missing. Throws where somebody else could have written what it holds, or write it yet. */
export function openCache(cache: string): void {
  const folders = [cache, ...['templates', 'sources'].map((name) => path.join(cache, name))];
  for (const folder of folders) makeParents(folder, [], 0o700);
  const theirs = folders.find((folder) => !isSafe(folder));
  if (theirs === undefined) return;
  throw failed(
    `The cache is not used: ${theirs} is somebody else's, or a link, or others may write to it.`,
    'Remove it, or set XDG_CACHE_HOME to a folder of your own.',
  );
}

function isSafe(place: string): boolean {
  const found = lstatSync(place);
  return !found.isSymbolicLink() && isTrusted(found) && !isOpen(found);
}

const contents = (cache: string, digest: string): string => path.join(cache, 'templates', digest);
const index = (cache: string, source: string): string =>
  path.join(cache, 'sources', `${hashOf(Buffer.from(source))}.json`);

/** What is known of a source from an earlier run. */
export function lookUp(cache: string, source: string): CacheEntry | undefined {
  try {
    const file = index(cache, source);
    if (!isSafe(file)) return undefined;
    const known = JSON.parse(readFileSync(file, 'utf8'));
    const isWhole = ['source', 'pinned', 'resolved', 'digest'].every((key) => typeof known[key] === 'string');
    return isWhole && known.source === source && /^[0-9a-f]{64}$/.test(known.digest) ? known : undefined;
  } catch {
    return undefined;
  }
}

/** The folder with that content, if it is there and nobody has changed anything in it. */
export function contentOf(cache: string, digest: string): string | undefined {
  const folder = contents(cache, digest);
  try {
    return digestOf(folder) === digest ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what was unpacked into a staging folder, under its digest; renamed at once, so that it is whole or not there. */
export function keep(cache: string, unpacked: string, staging: string): { digest: string; folder: string } {
  const digest = digestOf(unpacked);
  const folder = contents(cache, digest);
  if (contentOf(cache, digest)) return { digest, folder };
  try {
    // One that was changed goes with the staging folder.
    if (existsSync(folder)) renameSync(folder, path.join(staging, 'changed'));
    renameSync(unpacked, folder);
  } catch (error) {
    // Another run may have been quicker.
    if (!contentOf(cache, digest)) throw error;
  }
  return { digest, folder };
}

/** Notes what a source was found to be, under its name and under its exact one. */
export function remember(cache: string, known: CacheEntry, staging: string): void {
  for (const source of new Set([known.source, known.pinned])) {
    const file = index(cache, source);
    const written = path.join(staging, path.basename(file));
    writeFileSync(written, `${JSON.stringify({ ...known, source }, null, 2)}\n`, { mode: 0o600 });
    renameSync(written, file);
  }
}

/** sha256 over every file's path, mode and content. */
function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of filesIn(folder, '')) {
    const file = path.join(folder, name);
    const { mode } = lstatSync(file);
    if (!isSafe(file)) throw new Error(`${name} may be written to by others`);
    hash.update(`${name}\0${(mode & 0o100) !== 0}\0${hashOfFile(file)}\n`);
  }
  return hash.digest('hex');
}

function filesIn(folder: string, below: string): readonly string[] {
  if (!isSafe(path.join(folder, below))) throw new Error(`${below} may be written to by others`);
  const lists = readdirSync(path.join(folder, below), { withFileTypes: true }).map((entry) => {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return filesIn(folder, name);
    if (entry.isFile()) return [name];
    throw new Error(`${name} was none of ours`);
  });
  return lists.flat().sort();
}
