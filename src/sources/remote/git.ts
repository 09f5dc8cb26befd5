import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { cancelled, type Failure, refused, usage } from '../../errors.ts';
import { type ChildOptions, type ChildResult, pipeChild, runChild } from '../../system/child.ts';
import { limits } from '../../template/limits.ts';
import { unpackTar } from './archive.ts';
import type { FetchContext, Resolution } from './fetching.ts';
import { isPrivate } from './public.ts';
import type { GitSpec } from './spec.ts';

/** Nothing asks, nothing of the repository runs, and what git says can be read. */
const quiet = ({ url }: GitSpec): NonNullable<ChildOptions['env']> => ({
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GCM_INTERACTIVE: 'never',
  GIT_LFS_SKIP_SMUDGE: '1',
  // What is encrypted leads to nothing that is not.
  GIT_ALLOW_PROTOCOL: url.startsWith('http:') ? 'file:git:http:https:ssh' : 'file:git:https:ssh',
});

/**
 * The user's own ssh, in the order in which git asks for it. What is OpenSSH by its name asks nothing and waits for nobody;
 * a program of another name has words of its own.
 */
function ssh({ GIT_SSH_COMMAND, GIT_SSH }: FetchContext['env'], configured: string): ChildOptions['env'] {
  const command = GIT_SSH_COMMAND || configured || (GIT_SSH ? '' : 'ssh');
  const isOpen = /^(?:"[^"]*[\\/]|'[^']*[\\/]|\S*[\\/])?ssh(?:\.exe)?(?=["'\s]|$)/.test(command);
  return isOpen ? { GIT_SSH_COMMAND: `${command} -o BatchMode=yes -o ConnectTimeout=20` } : {};
}

const settings = [
  ...['protocol.ext.allow=never', `core.hooksPath=${devNull}`, 'core.askPass=', 'core.autocrlf=false', 'tar.umask=022'],
  // A pack of its own however small, whose size can be watched; and an end to a connection on which nothing comes.
  ...['fetch.unpackLimit=1', 'http.lowSpeedLimit=1', 'http.lowSpeedTime=30'],
].flatMap((setting) => ['-c', setting]);

/** A public address may lead to a private one; who has moved says where. */
const still = ['-c', 'http.followRedirects=false'];
const fetching = ['fetch', '--quiet', '--depth', '1', '--no-tags', '--no-recurse-submodules', '--'];

/** What is read out of the repository runs through no filter of the user's. */
const own = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_COUNT: '0', GIT_ATTR_NOSYSTEM: '1' };

/** Fetches one commit with the user's git, and unpacks it, or a folder of it. */
export async function fetchGit(
  spec: GitSpec,
  unpacked: string,
  staging: string,
  context: FetchContext,
): Promise<Resolution> {
  const repository = path.join(staging, 'repository');
  mkdirSync(repository);
  const env = quiet(spec);
  const open = !context.strange && isPrivate(new URL(spec.url).hostname);
  const git = (
    words: readonly string[],
    signal = context.signal,
    more: ChildOptions['env'] = {},
  ): Promise<ChildResult> =>
    runChild({ ...context, signal }, ['git', ...settings, ...words], {
      cwd: repository,
      env: { ...env, ...more },
      onLine: context.progress.line,
    });
  const made = await git(['init', '--quiet', '--bare', '--template=', '.']);
  if (made.status === 'missing')
    throw usage(`git is needed for ${spec.base}, and is not installed.`, 'Install it from https://git-scm.com.');
  const configured = (await git(['config', '--get', 'core.sshCommand'])).stdout.trim();
  context.progress.start(`Fetching ${spec.base}`);
  const fetched = await watched(repository, context.signal, (signal) =>
    git([...(open ? [] : still), ...fetching, spec.url, spec.ref ?? 'HEAD'], signal, ssh(context.env, configured)),
  );
  if (context.signal.aborted) throw cancelled();
  if (fetched.status !== 'ok') throw explained(spec, fetched.tail.join('\n'));
  const commit = (await git(['rev-parse', '--verify', 'FETCH_HEAD^{commit}'])).stdout.trim();
  const tree = spec.folder ? `${commit}:${spec.folder}` : commit;
  if (spec.folder && (await git(['cat-file', '-t', tree])).stdout.trim() !== 'tree')
    throw usage(
      `There is no folder ${spec.folder} in ${spec.url} at ${commit.slice(0, 12)}.`,
      'Check its name, and the branch after #.',
    );
  await pipeChild(
    context,
    ['git', ...settings, 'archive', '--format=tar', tree],
    { cwd: repository, env: { ...env, ...own } },
    (tar) => unpackTar(tar, unpacked, context.signal),
  );
  return { pinned: `${spec.base}#${commit}`, resolved: commit };
}

/** Ends a fetch that brings too much: git itself knows no limit. */
async function watched(
  repository: string,
  signal: AbortSignal,
  fetching: (signal: AbortSignal) => Promise<ChildResult>,
): Promise<ChildResult> {
  const tooMuch = new AbortController();
  const packs = path.join(repository, 'objects', 'pack');
  const timer = setInterval(() => {
    if (sizeOf(packs) > limits.packed) tooMuch.abort();
  }, 100);
  const result = await fetching(AbortSignal.any([signal, tooMuch.signal]));
  clearInterval(timer);
  if (tooMuch.signal.aborted || sizeOf(packs) > limits.packed)
    throw refused(
      `The repository is refused: one commit of it is more than ${limits.packed / 1e6} MB.`,
      'Keep templates in a repository of their own.',
    );
  return result;
}

function sizeOf(folder: string): number {
  try {
    return readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  } catch {
    // Renamed under our eyes.
    return 0;
  }
}

/** What git says, in one sentence. */
function explained({ url, ref, base }: GitSpec, said: string): Failure {
  const short = ref && /^[0-9a-f]{7,39}$/.test(ref) ? ' A commit must be written whole.' : '';
  if (/returned error: 30\d/.test(said))
    return usage(`${base} has moved.`, `Name where it is now: git ls-remote ${url} says where that is.`);
  if (/couldn't find remote ref|not our ref|unadvertised object|Server does not allow/i.test(said))
    return ref
      ? usage(`${base} has no branch, tag or commit called ${ref}.`, `Check its name: git ls-remote ${url}.${short}`)
      : usage(`${base} is an empty repository.`, 'Commit a template to it first.');
  if (
    /terminal prompts disabled|Authentication failed|could not read|Permission denied|Host key|returned error: 40[13]/i.test(
      said,
    )
  )
    return usage(
      `${base} is private, or does not exist: ${url} asks who you are.`,
      `Check its name; if it is private, this must work first: git ls-remote ${url}.`,
    );
  if (/proxy/i.test(said))
    return usage(
      `${base} could not be fetched: the proxy does not let git through.`,
      'Check git config --get http.proxy and HTTPS_PROXY, with user and password if it asks for them.',
      said.split('\n').filter(Boolean),
    );
  if (
    /resolve host|Could not resolve|connect to|Connection (timed|refused|reset)|unreachable|timed out|lowSpeed|too slow/i.test(
      said,
    )
  )
    return usage(`${base} could not be fetched: ${url} cannot be reached.`, 'Check the connection, and try again.');
  if (/not found|does not exist|does not appear to be a git repo|not a git repo|returned error: 404/i.test(said))
    return usage(`${base} does not exist: there is no repository at ${url}.`, 'Check its name.');
  if (/certificate|SSL|TLS/.test(said))
    return usage(
      `${base} could not be fetched: git does not trust the certificate of ${url}.`,
      'If your network looks into encrypted traffic, set GIT_SSL_CAINFO to the file of its certificate.',
      said.split('\n').filter(Boolean),
    );
  const lines = said.split('\n').filter(Boolean);
  return usage(`${base} could not be fetched.`, `This must work first: git ls-remote ${url}.`, lines);
}
