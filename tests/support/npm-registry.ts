import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry on loopback that has one version of one package, and says no to everything else. */
export interface Registry {
  readonly url: string;
  /** What was asked for, in order. */
  readonly asked: readonly string[];
  close(): void;
}

/** What an installer reads of a manifest. */
export interface Published {
  readonly name: string;
  readonly version: string;
  readonly bin: object;
  readonly engines: object;
}

/** What is sent may be something else than what the registry says it is. */
export async function serveTarball(
  file: string,
  manifest: Published,
  sent: Buffer = readFileSync(file),
): Promise<Registry> {
  const tarball = readFileSync(file);
  const { name, version } = manifest;
  const asked: string[] = [];
  let url = '';
  const packument = (): object => ({
    name,
    'dist-tags': { latest: version },
    // Long ago: pnpm and yarn leave out what was published within the last day or days.
    time: { created: '2020-01-01T00:00:00.000Z', [version]: '2020-01-01T00:00:00.000Z' },
    versions: {
      [version]: {
        ...manifest,
        dist: {
          tarball: `${url}/${name}/-/${name}-${version}.tgz`,
          integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
          shasum: createHash('sha1').update(tarball).digest('hex'),
        },
      },
    },
  });
  const server: Server = createServer(({ url: path = '' }, response) => {
    asked.push(path);
    if (path === `/${name}`) response.setHeader('content-type', 'application/json').end(JSON.stringify(packument()));
    else if (path === `/${name}/-/${name}-${version}.tgz`) response.end(sent);
    else response.writeHead(404, { 'content-type': 'application/json' }).end('{"error": "not found"}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, close: () => server.close() };
}
