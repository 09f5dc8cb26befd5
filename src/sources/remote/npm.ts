import { mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { cancelled, type Failure, refused, usage } from '../../errors.ts';
import { runChild } from '../../system/child.ts';
import { limits } from '../../template/limits.ts';
import { unpackFile } from './archive.ts';
import type { FetchContext, Resolution } from './fetching.ts';
import type { NpmSpec } from './spec.ts';

/** Has the user's npm bring a package, which knows their registry, proxy and credentials, and checks its integrity. */
export async function fetchNpm(
  spec: NpmSpec,
  unpacked: string,
  staging: string,
  context: FetchContext,
): Promise<Resolution> {
  const wanted = `${spec.name}@${spec.version ?? 'latest'}`;
  const packed = path.join(staging, 'packed');
  mkdirSync(packed);
  context.progress.start(`Fetching npm:${wanted}`);
  const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', packed];
  // What npx was told comes to us in variables.
  words.push('--no-dry-run', '--no-workspaces');
  // npm would try for a minute where there is no network.
  const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--loglevel=error'];
  const { status, stdout, tail } = await runChild(context, ['npm', ...words, ...patience, '--', wanted], {
    cwd: staging,
    onLine: context.progress.line,
  });
  if (status === 'missing')
    throw usage(`npm is needed for npm:${wanted}, and was not found.`, 'Install Node.js with npm.');
  if (status === 'interrupted') throw cancelled();
  const [file] = readdirSync(packed).filter((name) => name.endsWith('.tgz'));
  const { version, integrity } = packedAs(stdout);
  if (status !== 'ok' || !file || !version) throw explained(wanted, `${stdout}\n${tail.join('\n')}`, tail);
  const archive = path.join(packed, file);
  if (statSync(archive).size > limits.packed)
    throw refused(
      `The package ${wanted} is refused: it is larger than ${limits.packed / 1e6} MB.`,
      'Leave out what projects do not need.',
    );
  await unpackFile(archive, unpacked, context.signal);
  return { pinned: `npm:${spec.name}@${version}`, resolved: `${version} ${integrity}` };
}

/** What `npm pack --json` says of the one package: an array in npm 11 and before. */
function packedAs(stdout: string): { readonly version?: string; readonly integrity?: string } {
  try {
    const said = JSON.parse(stdout);
    return (Array.isArray(said) ? said[0] : said) ?? {};
  } catch {
    return {};
  }
}

/** What npm says, in one sentence. */
function explained(wanted: string, said: string, tail: readonly string[]): Failure {
  const is = (...codes: readonly string[]): boolean => codes.some((code) => new RegExp(`\\b${code}\\b`).test(said));
  const [name] = /^@?[^@]+/.exec(wanted) ?? [wanted];
  if (is('ETARGET')) return usage(`There is no version ${wanted} on npm.`, `See npm view ${name} versions.`);
  if (is('E401', 'E403', 'ENEEDAUTH'))
    return usage(`npm:${wanted} is private: the registry asks who you are.`, 'Run npm login first.');
  if (is('E404'))
    return usage(`There is no package ${wanted} on npm, or it is private.`, 'Check its name, or run npm login.');
  if (is('ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT', 'ENETUNREACH', 'ECONNRESET', 'FETCH_ERROR'))
    return usage(
      `npm:${wanted} could not be fetched: the registry cannot be reached.`,
      'Check the connection and npm config get registry.',
    );
  if (/CERT|certificate|SSL/.test(said))
    return usage(
      `npm:${wanted} could not be fetched: npm does not trust the certificate of the registry.`,
      'If your network looks into encrypted traffic, set NODE_EXTRA_CA_CERTS to the file of its certificate.',
      tail,
    );
  if (/407|proxy/i.test(said))
    return usage(
      `npm:${wanted} could not be fetched: the proxy does not let npm through.`,
      'Check npm config get https-proxy and HTTPS_PROXY, with user and password if it asks for them.',
      tail,
    );
  if (is('EINTEGRITY'))
    return refused(`npm:${wanted} is refused: it is not what the registry says it is.`, 'Try again later.');
  return usage(`npm:${wanted} could not be fetched.`, `This must work first: npm pack ${wanted}.`, tail);
}
