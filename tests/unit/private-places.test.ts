import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { download } from '../../src/sources/remote/download.ts';
import { isPrivate, leadsInside, reachOf, requirePublic } from '../../src/sources/remote/public.ts';
import { silent } from '../../src/terminal/progress.ts';
import { tgz } from '../fixtures/hostile/tar.ts';
import { put, runHere, workFolder } from '../support/run-here.ts';

describe('an address', () => {
  test.each([
    ...[
      'localhost',
      'LOCALHOST.',
      'a.localhost',
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '0',
      '0.0.0.0',
    ],
    ...[
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '198.18.0.1',
      '224.0.0.1',
    ],
    ...[
      '[::1]',
      '::1',
      '::',
      'fe80::1',
      'fec0::1',
      'fd00::1',
      'fc00::1',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:a00:1',
      '::127.0.0.1',
      '::ffff:0:127.0.0.1',
    ],
    ...[
      '64:ff9b::10.0.0.1',
      '2002:7f00:1::',
      '[::ffff:c0a8:101]',
      '167772161',
      '１２７.0.0.1',
      '127。0。0。1',
      '255.255.255.255',
    ],
    ...['router', 'git.local', 'git.internal', 'git.corp', 'x.home.arpa', 'x.lan'],
  ])('%s is private', (host) => {
    expect(isPrivate(host)).toBe(true);
  });

  test.each([
    ...['example.com', 'github.com.', '8.8.8.8', '172.15.0.1', '172.32.0.1', '192.169.0.1', '100.128.0.1', '11.0.0.1'],
    ...[
      '2606:4700::1111',
      '[2606:4700::1111]',
      '::ffff:8.8.8.8',
      '64:ff9b::8.8.8.8',
      '2002:808:808::',
      'local.example.com',
    ],
  ])('%s is not', (host) => {
    expect(isPrivate(host)).toBe(false);
  });

  test.each([
    ['localhost', 'machine'],
    ['127.1', 'machine'],
    ['[::1]', 'machine'],
    ['::ffff:127.0.0.1', 'machine'],
    ['169.254.169.254', 'machine'],
    ['10.0.0.1', 'network'],
    ['fd00::1', 'network'],
    ['no-such-router', 'network'],
    ['8.8.8.8', 'public'],
  ])('%s reaches %s', async (host, reach) => {
    expect(await reachOf(host)).toBe(reach);
  });

  test('is looked up, where it is a name', async () => {
    expect(await leadsInside('127.0.0.1.')).toBe(true);
    expect(await leadsInside('no-such-host.example.com')).toBe(false);
  });
});

const manifest = (more: object): string =>
  JSON.stringify({
    schema: 1,
    id: 'theirs',
    title: 'T',
    summary: 'S',
    version: '1.0.0',
    layers: [{ path: 'base' }],
    ...more,
  });

/** A template from elsewhere, in an archive, that extends something. */
async function extending(base: string): Promise<{ code: number; stderr: string }> {
  const cwd = workFolder({
    'mine/template.json': manifest({ package: 'mini_project', questions: [] }),
    'mine/base/a': '',
  });
  const env = { XDG_CACHE_HOME: workFolder(), XDG_CONFIG_HOME: workFolder() };
  await runHere(['template', 'add', './mine', '--as', 'registered'], { cwd, env });
  writeFileSync(
    path.join(cwd, 'theirs.tgz'),
    tgz([
      { name: 'template.json', content: manifest({ extends: base }) },
      { name: 'base/a.txt', content: 'x' },
    ]),
  );
  const { code, stderr } = await runHere(['x', '-t', './theirs.tgz', '-y', '--no-git'], { cwd, env });
  return { code, stderr };
}

describe('a template from elsewhere', () => {
  test.each([
    ...['git+file:///etc', 'git+http://127.0.0.1/x.git', 'git+https://localhost/x.git', 'git+ssh://git@10.0.0.1/x.git'],
    ...[
      'git+ssh://git@2130706433/x.git',
      'git+ssh://git@router/x.git',
      'https://[::1]/x.tgz',
      'https://0x7f000001/x.tgz',
    ],
    ...[
      'http://localhost/x.tgz',
      'https://169.254.169.254/latest.tgz',
      '../mine',
      '/etc',
      './../mine',
      '../theirs.tgz',
    ],
  ])('may not extend %s', async (base) => {
    expect(await extending(base)).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/^Error: The template is refused: it extends .+\n.+\n$/),
    });
  });

  test.each(['http://192.0.2.1/x.tgz', 'git://192.0.2.1/x.tgz'])('may not extend %s either, however written', (url) =>
    expect(requirePublic('x', { kind: 'download', url })).rejects.toThrow(/neither https nor ssh/),
  );

  test('may not extend what was added here', async () => {
    expect(await extending('registered')).toMatchObject({ code: 4, stderr: expect.stringMatching(/Unknown template/) });
  });

  test('may extend what is built in', async () => {
    expect(await extending('predictive-model')).toMatchObject({ code: 0 });
  });
});

const downloading = (url: string): Promise<unknown> =>
  download({ kind: 'download', url }, workFolder(), {
    ...{ cwd: '/', env: {}, node: 'v20.20.2', platform: 'linux', kill: () => {}, offline: false, strange: false },
    signal: new AbortController().signal,
    progress: silent,
  });

/** What a public server would answer; nothing here has one. */
function answering(to: string): void {
  const real = globalThis.fetch;
  onTestFinished(() => {
    globalThis.fetch = real;
  });
  globalThis.fetch = async () => new Response(null, { status: 302, headers: { location: to } });
}

test.each([
  ['https://10.0.0.1/x.tgz', 'https://127.0.0.1/x.tgz'],
  ['https://git.corp/x.tgz', 'https://169.254.169.254/x.tgz'],
])('nor is %s, where it leads to %s: who names a network means no machine', async (url, to) => {
  answering(to);
  await expect(downloading(url)).rejects.toMatchObject({ message: expect.stringMatching(/lies on this machine/) });
});

test.each([
  ['http://example.com/x.tgz', /not encrypted/],
  ['http://127.0.0.1/x.tgz', /not encrypted/],
  ['https://127.0.0.1/x.tgz', /lies on this machine or in its own network/],
  ['https://169.254.169.254/x.tgz', /lies on this machine or in its own network/],
  ['https://2130706433/x.tgz', /lies on this machine or in its own network/],
  ['https://[::ffff:10.0.0.1]/x.tgz', /lies on this machine or in its own network/],
])('a public address that leads to %s is not followed', async (to, says) => {
  answering(to);
  await expect(downloading('https://example.com/x.tgz')).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(says),
  });
});

test('listing in a folder that was cloned asks nobody', async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const cwd = workFolder();
  const source = `http://127.0.0.1:${port}/x.tgz`;
  put(cwd, { '.ml-portfolio/templates/theirs.json': JSON.stringify({ schema: 1, source }) });
  const env = { XDG_CACHE_HOME: workFolder(), XDG_CONFIG_HOME: workFolder() };
  for (const argv of [['list'], ['template', 'list'], ['__complete', '-t', '.']]) {
    const { code, stderr } = await runHere(argv, { cwd, env });
    expect({ code, asked }).toEqual({ code: 0, asked: 0 });
    if (argv.includes('list')) expect(stderr).toMatch(/theirs was added, and cannot be used\. It was not fetched yet/);
  }
});
