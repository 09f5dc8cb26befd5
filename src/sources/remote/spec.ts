import { type Failure, usage } from '../../errors.ts';
import { didYouMean } from '../../text/suggest.ts';
import { isRemote } from './scheme.ts';

/** What `--template` names besides an id and a folder. */
export type Spec = FileSpec | DownloadSpec | GitSpec | NpmSpec;

/** An archive on this disk. */
export interface FileSpec {
  readonly kind: 'file';
  readonly path: string;
}

/** An archive on the web. */
export interface DownloadSpec {
  readonly kind: 'download';
  readonly url: string;
}

/** A repository, or a folder in it. */
export interface GitSpec {
  readonly kind: 'git';
  readonly url: string;
  /** As the user named it, without `#ref`. */
  readonly base: string;
  readonly ref?: string;
  readonly folder?: string;
}

/** A package; its version may be exact, a range or a tag. */
export interface NpmSpec {
  readonly kind: 'npm';
  readonly name: string;
  readonly version?: string;
}

/** Whether what it names is the same for ever: a whole commit, one version. */
export function isExact(spec: Spec): boolean {
  if (spec.kind === 'git') return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(spec.ref ?? '');
  return spec.kind === 'npm' && /^\d+\.\d+\.\d+([-+][\w.+-]+)?$/.test(spec.version ?? '');
}

const hosts = { gh: 'github.com', gl: 'gitlab.com', bb: 'bitbucket.org', cb: 'codeberg.org' } as const;

/** What others call the schemes. */
const elsewhere: Readonly<Record<string, string>> = {
  github: 'gh:',
  gitlab: 'gl:',
  bitbucket: 'bb:',
  codeberg: 'cb:',
  git: 'git+https:',
  ssh: 'git+ssh:',
  file: 'git+file:',
};

const schemes: Readonly<Record<string, (rest: string, named: string) => Spec>> = {
  ...Object.fromEntries(Object.entries(hosts).map(([scheme, host]) => [scheme, hosted(host)])),
  npm,
  http: download,
  https: download,
  'git+http': git,
  'git+https': git,
  'git+ssh': git,
  'git+file': git,
};

const malformed = (named: string, problem: string, next: string): Failure =>
  usage(`The template ${JSON.stringify(named)} is malformed: ${problem}.`, next);

/** Reads what `--template` names. Throws usage errors. */
export function parseSpec(named: string): Spec {
  if (!isRemote(named)) return { kind: 'file', path: named };
  if (/[\p{Cc}\p{Cf}\s]/u.test(named))
    throw malformed(named, 'it holds a space or a control character', 'Quote it, and write %20 for a space.');
  const [, user, host, path] = /^([\w.-]+)@([\w.-]+):(.+)$/.exec(named) ?? [];
  if (user) throw malformed(named, 'it has no scheme', `Write git+ssh://${user}@${host}/${path}.`);
  const [scheme = '', rest = ''] = [named.slice(0, named.indexOf(':')), named.slice(named.indexOf(':') + 1)];
  const read = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
  if (read) return read(rest, named);
  const known = Object.keys(schemes).map((one) => `${one}:`);
  const meant = Object.hasOwn(elsewhere, scheme) ? elsewhere[scheme] : didYouMean(`${scheme}:`, known);
  const next = meant ? `Did you mean ${meant}?` : `There are ${known.join(', ')}.`;
  throw usage(`There is no scheme ${scheme}: for templates.`, next);
}

/** `owner/repo[/folder][#ref]` at one of the hosts. */
function hosted(host: string): (rest: string, named: string) => GitSpec {
  return (rest, named) => {
    const { before, ref } = splitRef(rest, named);
    const [owner = '', repository = '', ...below] = before.replace(/\/+$/, '').split('/');
    const isName = (word: string): boolean => /^[\w][\w.-]*$/.test(word);
    if (!isName(owner) || !isName(repository))
      throw malformed(
        named,
        'it names no owner and repository',
        'For example: gh:owner/repository, gh:owner/repository/folder#v1.0.0.',
      );
    const folder = folderIn(below, named);
    return {
      kind: 'git',
      url: `https://${host}/${owner}/${repository.replace(/\.git$/, '')}.git`,
      base: baseOf(named),
      ...(ref === undefined ? {} : { ref }),
      ...(folder === '' ? {} : { folder }),
    };
  };
}

function folderIn(segments: readonly string[], named: string): string {
  if (segments.some((segment) => ['', '.', '..'].includes(segment) || segment.includes('\\')))
    throw malformed(
      named,
      'its folder does not lie in the repository',
      'Name the folder from the top of the repository.',
    );
  return segments.join('/');
}

const baseOf = (named: string): string => named.split('#', 1)[0] ?? named;

function splitRef(text: string, named: string): { readonly before: string; readonly ref?: string } {
  const hash = text.indexOf('#');
  if (hash < 0) return { before: text };
  const ref = text.slice(hash + 1);
  // What git would take for an option, a range or a pattern, or for two refs.
  if (!/^[^-+./][^~^:?*[\\#]*$/.test(ref) || ref.includes('..') || ref.includes('@{'))
    throw malformed(
      named,
      `${JSON.stringify(ref)} is not a branch, tag or commit`,
      'Write one after #, or leave # out.',
    );
  return { before: text.slice(0, hash), ref };
}

function git(_: string, named: string): GitSpec {
  const { before, ref } = splitRef(named.slice('git+'.length), named);
  const { protocol, hostname } = addressOf(before, named);
  if (protocol === 'file:' ? hostname !== '' : !/^[\w[]/.test(hostname))
    throw malformed(named, 'its host cannot be used', 'For example: git+https://example.com/owner/repository.git.');
  return { kind: 'git', url: before, base: baseOf(named), ...(ref === undefined ? {} : { ref }) };
}

function download(_: string, named: string): DownloadSpec {
  const { hostname, pathname } = addressOf(named, named);
  if (named.includes('#')) throw malformed(named, 'an archive has no branches', 'Leave out # and what follows.');
  if (pathname.endsWith('.git')) throw malformed(named, 'it is a repository', `Write git+${named}.`);
  const [scheme] = Object.entries(hosts).find(([, host]) => host === hostname) ?? [];
  if (scheme && /^\/[^/]+\/[^/]+\/?$/.test(pathname))
    throw malformed(named, 'it is the page of a repository', `Write ${scheme}:${pathname.replace(/^\/|\/$/g, '')}.`);
  return { kind: 'download', url: named };
}

/** What is recorded and shown must hold no secret; what is not encrypted may only come from this machine. */
function addressOf(url: string, named: string): URL {
  if (!URL.canParse(url))
    throw malformed(named, 'it is not an address', 'For example: https://example.com/template.tgz.');
  const address = new URL(url);
  if (address.password || (address.username && address.protocol !== 'ssh:'))
    throw malformed(
      `${address.protocol}//${address.host}/…`,
      'it holds credentials, which every project would record',
      'Leave them out; git and npm know how to keep them.',
    );
  if (address.protocol === 'http:' && !isLoopback(address.hostname))
    throw malformed(named, 'http is not encrypted', 'Write https.');
  return address;
}

/** Whether a host is this machine. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);

function npm(rest: string, named: string): NpmSpec {
  const [, name, version] = /^((?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*)(?:@(.*))?$/.exec(rest) ?? [];
  if (!name) throw malformed(named, 'it names no package', 'For example: npm:package, npm:@scope/package@1.2.3.');
  // npm would take what begins with a dot, or ends like an archive, for a file.
  if (version !== undefined && (!/^[\w^~<>=*][\w.^~<>=*+-]*$/.test(version) || /\.(tgz|tar|tar\.gz)$/i.test(version)))
    throw malformed(
      named,
      `${JSON.stringify(version)} is not a version, range or tag`,
      `For example: npm:${name}@1.2.3.`,
    );
  return { kind: 'npm', name, ...(version === undefined ? {} : { version }) };
}
