import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../../context.ts';
import { cancelled, exit, Failure, failed, refused, usage } from '../../errors.ts';
import { codeOf, inWords } from '../../system/fs-errors.ts';
import { cacheHome } from '../../system/homes.ts';
import { look } from '../../system/look.ts';
import { openStaging, removeStaging, sweep } from '../../system/staging.ts';
import { limits } from '../../template/limits.ts';
import { makeProgress } from '../../terminal/progress.ts';
import { discreet } from '../../text/secrets.ts';
import type { Fetched } from '../../types.ts';
import { topOf, unpackFile } from './archive.ts';
import { contentOf, keep, lookUp, openCache, remember } from './cache.ts';
import { download } from './download.ts';
import type { FetchContext, Resolution } from './fetching.ts';
import { fetchGit } from './git.ts';
import { fetchNpm } from './npm.ts';
import { requirePublic } from './public.ts';
import { isExact, parseSpec, type Spec } from './spec.ts';

/** Brings a template from elsewhere into the cache, or finds it there. Throws usage errors and refusals; leaves nothing half done. */
export async function fetchTemplate(named: string, context: FetchContext): Promise<Fetched> {
  const spec = parseSpec(named);
  if (context.strange) await requirePublic(named, spec);
  const cache = cacheHome(context.env, context.platform);
  if (!cache) throw failed('There is no place for a cache: HOME is not set.', 'Set HOME, or XDG_CACHE_HOME.');
  opened(cache);
  if (spec.kind !== 'file') {
    const known = kept(discreet(named), spec, cache, context.offline);
    if (known) return known;
  }
  if (context.signal.aborted) throw cancelled();
  const staging = stagingIn(cache);
  try {
    return await fetchInto(staging, discreet(named), spec, cache, context);
  } catch (error) {
    if (context.signal.aborted) throw cancelled();
    if (codeOf(error) !== undefined) throw unwritable(cache, error);
    throw error instanceof Failure && error.exitCode === exit.usage && lookUp(cache, discreet(named))
      ? orOffline(error)
      : error;
  } finally {
    context.progress.stop();
    removeStaging(staging);
  }
}

/** The same for the command line, which says what it is doing. */
export function fetchFor(
  context: Context,
  named: string,
  how: Pick<FetchContext, 'offline' | 'strange'>,
): Promise<Fetched> {
  const { cwd, env, node, platform, signal, kill } = context;
  return fetchTemplate(named, { cwd, env, node, platform, signal, kill, progress: makeProgress(context), ...how });
}

/** What cannot be reached now may have been before. */
const orOffline = ({ message, next, details }: Failure): Failure =>
  usage(message, `${next} Or add --offline: it was fetched before.`, details);

/** What needs no network: what can never change, and whatever is kept when we are to do without. */
function kept(named: string, spec: Spec, cache: string, offline: boolean): Fetched | undefined {
  if (!offline && !isExact(spec)) return undefined;
  const known = lookUp(cache, named);
  const folder = known && contentOf(cache, known.digest);
  if (folder) return { ...known, folder };
  if (!offline) return undefined;
  const why = known ? 'what the cache held of it was changed' : 'it was never fetched on this machine';
  throw usage(`${named} cannot be used --offline: ${why}.`, 'Run the same command once without --offline.');
}

async function fetchInto(
  staging: string,
  named: string,
  spec: Spec,
  cache: string,
  context: FetchContext,
): Promise<Fetched> {
  const unpacked = path.join(staging, 'unpacked');
  mkdirSync(unpacked, { mode: 0o755 });
  const found = discreet(await unpack(spec, unpacked, staging, context));
  const { digest, folder } = keep(cache, topOf(unpacked, named), staging);
  // A file on this disk may be another tomorrow, and needs no network then either.
  if (!found) return { folder };
  remember(cache, { source: named, digest, ...found }, staging);
  return { ...found, folder };
}

async function unpack(
  spec: Spec,
  unpacked: string,
  staging: string,
  context: FetchContext,
): Promise<Resolution | undefined> {
  switch (spec.kind) {
    case 'file': {
      const file = path.resolve(context.cwd, spec.path);
      if (look(file).bytes > limits.packed) throw tooLarge(spec.path);
      await unpackFile(file, unpacked, context.signal);
      return undefined;
    }
    case 'download':
      return download(spec, unpacked, context);
    case 'git':
      return fetchGit(spec, unpacked, staging, context);
    case 'npm':
      return fetchNpm(spec, unpacked, staging, context);
  }
}

const tooLarge = (named: string): Failure =>
  refused(
    `The archive ${named} is refused: it is larger than ${limits.packed / 1e6} MB.`,
    'Leave out what projects do not need.',
  );

function opened(cache: string): void {
  try {
    openCache(cache);
  } catch (error) {
    throw error instanceof Failure ? error : unwritable(cache, error);
  }
}

function stagingIn(cache: string): string {
  try {
    sweep(cache);
    return openStaging(cache, []);
  } catch (error) {
    throw unwritable(cache, error);
  }
}

const unwritable = (cache: string, error: unknown): Failure =>
  failed(`The cache at ${cache} cannot be written: ${inWords(error)}.`, 'Set XDG_CACHE_HOME to a folder that can be.');
