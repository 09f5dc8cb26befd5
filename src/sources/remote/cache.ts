import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import fs from 'fs-extra';
import { hashOf, hashOfFile } from '../../system/digest.ts';

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

const contents = (cache: string, digest: string): string => path.join(cache, 'templates', digest);
const index = (cache: string, source: string): string =>
  path.join(cache, 'sources', `${hashOf(Buffer.from(source))}.json`);

/** What is known of a source from an earlier run. */
export function lookUp(cache: string, source: string): CacheEntry | undefined {
  try {
    const known = fs.readJsonSync(index(cache, source));
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
  fs.ensureDirSync(path.dirname(folder));
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
    fs.ensureDirSync(path.dirname(file));
    fs.writeJsonSync(written, { ...known, source }, { spaces: 2 });
    // fs-extra's own move would remove the old one first.
    renameSync(written, file);
  }
}

/** sha256 over every file's path, mode and content. */
function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of filesIn(folder, '')) {
    const file = path.join(folder, name);
    const { mode } = lstatSync(file);
    hash.update(`${name}\0${(mode & 0o100) !== 0}\0${hashOfFile(file)}\n`);
  }
  return hash.digest('hex');
}

function filesIn(folder: string, below: string): readonly string[] {
  const lists = readdirSync(path.join(folder, below), { withFileTypes: true }).map((entry) => {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return filesIn(folder, name);
    if (entry.isFile()) return [name];
    throw new Error(`${name} was none of ours`);
  });
  return lists.flat().sort();
}
