import { Readable } from 'node:stream';
import { cancelled, type Failure, usage } from '../../errors.ts';
import { readableSize } from '../../text/size.ts';
import { unpackTgz } from './archive.ts';
import type { FetchContext, Resolution } from './fetching.ts';
import { isNearer, type Reach, reachOf } from './public.ts';
import { type DownloadSpec, isLoopback } from './spec.ts';
import { unreached } from './unreached.ts';

/** After so long without a byte, nobody is there. */
const stallMs = 30_000;
const mostRedirects = 5;

/** Downloads an archive and unpacks it while it comes. */
export async function download({ url }: DownloadSpec, unpacked: string, context: FetchContext): Promise<Resolution> {
  const silence = new AbortController();
  const signal = AbortSignal.any([context.signal, silence.signal]);
  let timer: NodeJS.Timeout | undefined;
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), stallMs);
  };
  context.progress.start(`Downloading ${url}`);
  heard();
  try {
    // Who names a private address means it.
    const reach = context.strange ? 'public' : await reachOf(new URL(url).hostname);
    const response = await ask({ ...context, first: url, reach, signal }, url, mostRedirects);
    const pieces = piecesOf(response, url, heard, context);
    await unpackTgz(Readable.from(pieces), unpacked, context.signal);
    return { pinned: url, resolved: response.url };
  } catch (error) {
    if (context.signal.aborted) throw cancelled();
    throw silence.signal.aborted ? failedFor(url, `nothing came for ${stallMs / 1000} seconds`) : error;
  } finally {
    clearTimeout(timer);
  }
}

const failedFor = (url: string, why: string, next = 'Check the address and the connection, and try again.'): Failure =>
  usage(`${url} could not be downloaded: ${why}.`, next);

interface Asking extends Pick<FetchContext, 'signal' | 'env' | 'node'> {
  /** As it was named. */
  readonly first: string;
  /** How near the user has named a host: none that is nearer is meant. */
  readonly reach: Reach;
}

/** Redirections are followed by hand, so that none leads to what is not encrypted, or into a network of the user's own. */
async function ask(asking: Asking, url: string, left: number): Promise<Response> {
  const { first, reach, signal, env, node } = asking;
  const response = await fetch(url, {
    signal,
    redirect: 'manual',
    // Else a server may pack the archive once more, and its length would not be that of what we get.
    headers: { 'accept-encoding': 'identity' },
  }).catch((error: Error) => {
    throw signal.aborted ? error : failedFor(first, ...unreached(error, env, node));
  });
  const to = response.headers.get('location');
  if (response.status >= 300 && response.status < 400 && to) {
    await response.body?.cancel();
    const { href, protocol, hostname } = new URL(to, url);
    if (protocol !== 'https:' && !(protocol === 'http:' && url.startsWith('http:') && isLoopback(hostname)))
      throw failedFor(first, `it leads to ${href}, which is not encrypted`);
    if (isNearer(await reachOf(hostname), reach))
      throw failedFor(first, `it leads to ${href}, which lies on this machine or in its own network`);
    if (left === 0) throw failedFor(first, 'it leads on and on');
    return ask(asking, href, left - 1);
  }
  if (response.status === 200) return response;
  await response.body?.cancel();
  const [why, next] = answers[response.status] ?? [`the server answers ${response.status}`];
  throw failedFor(first, why, next);
}

const answers: Readonly<Record<number, readonly [why: string, next?: string]>> = {
  401: ['the server asks who you are (401)', 'Download it by hand, and give the file.'],
  403: ['the server does not let you (403)', 'Download it by hand, and give the file.'],
  404: ['nothing is there (404)', 'Check the address.'],
};

async function* piecesOf(
  response: Response,
  url: string,
  heard: () => void,
  { progress }: FetchContext,
): AsyncGenerator<Uint8Array> {
  const announced = Number(response.headers.get('content-length') ?? Number.NaN);
  const whole = Number.isNaN(announced) ? '' : ` of ${readableSize(announced)}`;
  let bytes = 0;
  const short = (): Failure => failedFor(url, `it ended after ${readableSize(bytes)}${whole}`);
  try {
    for await (const piece of response.body ?? []) {
      heard();
      bytes += piece.length;
      progress.line(`${readableSize(bytes)}${whole}`);
      yield piece;
    }
  } catch {
    throw short();
  }
  if (announced > bytes) throw short();
}
