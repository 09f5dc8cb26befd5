import { closeSync, createReadStream, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline, Readable, Transform } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
// Against tar-stream 3.2.2 (38 kB bundled, four dependencies): 7 kB, none, MIT, released last in October 2026.
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { Failure, failed, refused, usage } from '../../errors.ts';
import { codeOf, inWords } from '../../system/fs-errors.ts';
import { look } from '../../system/look.ts';
import { count, distinctNames, isLeftBehind, limits, noFile } from '../../template/limits.ts';
import { manifestName } from '../../template/paths.ts';
import { visibly } from '../../text/encode.ts';
import { otherThanGzip } from './magic.ts';

const damaged = (why: string): Failure =>
  refused(`The archive is damaged, or is none: ${why}.`, 'Fetch or pack it again; it must be a .tgz, complete.');

/** How Git LFS begins what it leaves in the place of a file. */
const pointer = 'version https://git-lfs.github.com/spec/';

const notHere = (shown: string): Failure =>
  refused(
    `The template is refused: ${shown} is kept by Git LFS, and was not fetched.`,
    'Keep it in the repository itself, or publish the template as an archive.',
  );

/** What the libraries say of bytes that are not as they must be. */
const reasons: readonly (readonly [said: RegExp, reason: string])[] = [
  [/Z_BUF_ERROR|truncated|unexpected end/i, 'it ends too soon'],
  [/Z_DATA_ERROR/, 'it is not a gzip file, or was changed'],
  [/checksum/i, 'the checksum of a header is wrong'],
  [/EOF/, 'something follows its end'],
];

const reasonOf = ({ code = '', message }: NodeJS.ErrnoException): string =>
  reasons.find(([said]) => said.test(`${code} ${message}`))?.[1] ?? message;

/** Unpacks a `.tgz` below a folder; `signal` ends it. Throws refusals (exit 4) as soon as something is wrong. */
export async function unpackTgz(packed: Readable, folder: string, signal: AbortSignal): Promise<void> {
  let [before, after] = [0, 0];
  const counted = new Transform({
    transform(chunk, _, done) {
      const other = before === 0 ? otherThanGzip(chunk) : undefined;
      if (other) return done(damaged(other));
      before += chunk.length;
      if (before <= limits.packed) return done(null, chunk);
      done(
        refused(
          `The archive is refused: it is larger than ${limits.packed / 1e6} MB.`,
          'Leave out what projects do not need.',
        ),
      );
    },
    flush: (done) => done(before === 0 ? damaged('it is empty') : null),
  });
  const checked = new Transform({
    transform(chunk, _, done) {
      after += chunk.length;
      if (after <= limits.ratioFrom || after <= before * limits.ratio) return done(null, chunk);
      done(
        refused(
          `The archive is refused: it unpacks to more than ${limits.ratio} times its size.`,
          'Use one from a source that you trust.',
        ),
      );
    },
  });
  // How it ends is told by the last stream, which is read.
  await unpackTar(
    pipeline(packed, counted, createGunzip(), checked, () => {}),
    folder,
    signal,
  );
}

/** The same for an archive on this disk. */
export const unpackFile = (file: string, folder: string, signal: AbortSignal): Promise<void> =>
  unpackTgz(createReadStream(file), folder, signal);

/** Unpacks a tar piece by piece, so that memory stays flat. */
export async function unpackTar(packed: Readable, folder: string, signal: AbortSignal): Promise<void> {
  const counts = count();
  const take = distinctNames();
  const end = (): unknown => packed.destroy(new Error('cancelled'));
  signal.addEventListener('abort', end, { once: true });
  try {
    const bytes = Readable.toWeb(packed) as ReadableStream<Uint8Array>;
    const entries = bytes.pipeThrough(createTarDecoder({ strict: true }));
    for await (const entry of entries) await unpackEntry(entry, folder, counts, take);
  } catch (error) {
    if (error instanceof Failure) throw error;
    // One that nobody lets us read may be whole.
    if (codeOf(error)) throw usage(`The archive cannot be read: ${inWords(error)}.`, 'Make it readable to you.');
    throw damaged(reasonOf(error as NodeJS.ErrnoException));
  } finally {
    signal.removeEventListener('abort', end);
    packed.destroy();
  }
}

async function unpackEntry(
  { header, body }: ParsedTarEntry,
  folder: string,
  counts: ReturnType<typeof count>,
  take: ReturnType<typeof distinctNames>,
): Promise<void> {
  const { type, size } = header;
  const name = header.name.replace(/^(\.\/)+/, '').replace(/\/$/, '');
  const isFolder = type === 'directory';
  if (isFolder && (name === '' || name === '.')) return body.cancel();
  counts.entry(name);
  counts.bytes(size);
  if (isLeftBehind(name)) return body.cancel();
  const shown = visibly(name);
  // A sparse file's content is not what stands in the archive.
  if (!isFolder && (type !== 'file' || Object.keys(header.pax ?? {}).some((key) => key.startsWith('GNU.sparse'))))
    throw noFile(shown, type === 'link' || type === 'symlink' ? 'a link' : 'not a regular file');
  take(name, isFolder ? 'folder' : 'file');
  const place = path.join(folder, name);
  writing(() => mkdirSync(isFolder ? place : path.dirname(place), { recursive: true, mode: 0o755 }));
  if (isFolder) return body.cancel();
  const file = writing(() => openSync(place, 'wx', (header.mode ?? 0) & 0o100 ? 0o755 : 0o644));
  try {
    for await (const piece of body) {
      if (size < 1024 && Buffer.from(piece).toString('latin1').startsWith(pointer)) throw notHere(shown);
      writing(() => writeFileSync(file, piece));
    }
  } finally {
    closeSync(file);
  }
}

/** A disk that is full is no fault of the archive's. */
function writing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENAMETOOLONG') throw refused('The archive is refused: one of its names is too long.', 'Shorten it.');
    throw failed(
      `The archive could not be unpacked: ${inWords(error)}.`,
      'Make room, or set XDG_CACHE_HOME to another folder.',
    );
  }
}

/** Where the template lies in what was unpacked: at the top, or in the one folder that everything is packed in. */
export function topOf(folder: string, source: string): string {
  const all = readdirSync(folder, { withFileTypes: true });
  const [only] = all.length === 1 ? all : [];
  const places = [folder, ...(only?.isDirectory() ? [path.join(folder, only.name)] : [])];
  const top = places.find((place) => look(path.join(place, manifestName)).is === 'file');
  if (top) return top;
  if (all.length === 0) throw damaged('it holds no file');
  throw refused(
    `${source} is not a template: it has no template.json at its top.`,
    'Check the source; a folder in a repository is named as in gh:owner/repository/folder.',
  );
}
