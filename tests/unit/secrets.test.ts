import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { discreet } from '../../src/text/secrets.ts';
import { tgz } from '../fixtures/hostile/tar.ts';
import { runHere, workFolder } from '../support/run-here.ts';

const hidden = 'S3cretS3cretS3cret0';

const names = [
  ...[
    'private_token',
    'access_token',
    'token',
    'TOKEN',
    'auth_token',
    'job_token',
    'X-Amz-Signature',
    'X-Amz-Credential',
  ],
  ...[
    'x-goog-signature',
    'sig',
    'Signature',
    'Key-Pair-Id',
    'Policy',
    'apikey',
    'api_key',
    'api-key',
    'key',
    'password',
  ],
  ...['passwd', 'pwd', 'secret', 'client_secret', 'jwt', 'auth', 'Authorization', 'access_key', 'sessionid', 'code'],
  ...['private%5Ftoken', 'X-Amz-Security-Token', 'oauth_token', 'hmac', 'bearer', 'refresh_token'],
];

describe('an address', () => {
  test.each(names)('loses ?%s', (name) => {
    expect(discreet(`see https://a.org/x.tgz?ref=v1&${name}=${hidden}&path=a.`)).toBe(
      'see https://a.org/x.tgz?ref=v1&path=a.',
    );
    expect(discreet(`https://a.org/x.tgz?${name}=${hidden}`)).toBe('https://a.org/x.tgz');
  });

  test.each([
    [`https://ada:${hidden}@a.org/x.tgz`, 'https://a.org/x.tgz'],
    [`git+https://${hidden}@a.org/x.git#v1`, 'git+https://a.org/x.git#v1'],
    [`git+ssh://git:${hidden}@a.org/x.git`, 'git+ssh://git@a.org/x.git'],
    [`https://a.org/x#access_token=${hidden}&a=b`, 'https://a.org/x#a=b'],
    [`https://ada:p@ss${hidden}@a.org/x`, 'https://a.org/x'],
  ])('%s is %s', (whole, bare) => {
    expect(discreet(whole)).toBe(bare);
  });

  test.each([
    ...[
      'https://a.org/x.tgz?tokenizer=bpe&author=ada&version=1',
      'git+ssh://git@a.org/x.git#main',
      'https://a.org/?key=en',
    ],
    ...[
      'https://a.org/token/x.tgz',
      'file:///home/ada',
      'gh:ada/ml#v1',
      'no address: a@b?token=c',
      'https://a.org/x?a&b=&c=d#e',
      'https://a.org/?code=v12&login=somebodywithalongname',
    ],
  ])('%s stays', (whole) => {
    expect(discreet(whole)).toBe(whole);
  });

  test('in any data, and no other text is changed', () => {
    expect(
      discreet({ a: [`https://a.org/?token=${hidden}`, 1, null], b: { [`https://${hidden}@a.org`]: true } }),
    ).toEqual({
      a: ['https://a.org/', 1, null],
      b: { 'https://a.org': true },
    });
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => text.includes('://') || discreet(text) === text));
    fc.assert(fc.property(fc.string(), (text) => discreet(discreet(text)) === discreet(text)));
  });
});

/** Every text below a folder, names included. */
const textIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(
      (name) =>
        `${name}\n${statSync(path.join(folder, name)).isFile() ? readFileSync(path.join(folder, name), 'utf8') : ''}`,
    )
    .join('\n');

describe('a source that lets somebody in', () => {
  /** Serves a template to whom has the token, at once or through an address that is signed. */
  async function server(): Promise<string> {
    const manifest = { schema: 1, id: 'mini', title: 'M', summary: 'S', version: '1.0.0', package: 'mini_project' };
    const packed = tgz([
      { name: 'template.json', content: JSON.stringify({ ...manifest, questions: [], layers: [{ path: 'base' }] }) },
      { name: 'base/README.md.hbs', content: '{{recreate}}' },
    ]);
    const one = createServer(({ url = '' }, response) => {
      if (!url.includes(hidden)) response.writeHead(404).end();
      else if (url.startsWith('/moved'))
        response.writeHead(302, { location: `/x.tgz?X-Amz-Signature=${hidden}` }).end();
      else response.end(packed);
    });
    await new Promise<void>((done) => one.listen(0, '127.0.0.1', done));
    onTestFinished(() => void one.close());
    return `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
  }

  test.each(['x.tgz', 'moved.tgz'])('%s is used, and kept and shown without it', async (name) => {
    const url = await server();
    const [cwd, config, cache] = [workFolder(), workFolder(), workFolder()];
    const env = { XDG_CONFIG_HOME: config, XDG_CACHE_HOME: cache };
    const source = `${url}/${name}?ref=v1&private_token=${hidden}`;
    const said: string[] = [];
    for (const argv of [
      ['x', '-t', source, '-y', '--no-git'],
      ['y', '-t', source, '-y', '--dry-run', '--json'],
      ['template', 'preview', source],
      ['template', 'add', source],
      ['template', 'add', source, '--json', '--as', 'other'],
      ['list'],
      ['list', '--json'],
    ]) {
      const { code, stdout, stderr } = await runHere(argv, { cwd, env });
      expect({ code, stderr }, argv.join(' ')).toMatchObject({ code: 0 });
      said.push(stdout, stderr);
    }
    for (const argv of [
      ['z', '-t', `${url}/nowhere?private_token=${hidden.slice(1)}`, '-y'],
      ['z', '-t', `https://ada:${hidden}@a.org/x.tgz`, '-y', '--json'],
      ['z', '-t', `http://ada:${hidden}@a.org/x y.tgz`, '-y'],
      ['z', '-t', `https://a.org/x.tgz?token=${hidden}#main`, '-y'],
      ['z', '-t', `ftp://a.org/x.tgz?token=${hidden}`, '-y'],
      ['z', '-t', `./x.tgz?token=https://a.org/?token=${hidden}`, '-y'],
    ]) {
      const { code, stdout, stderr } = await runHere(argv, { cwd, env });
      expect(code, argv.join(' ')).toBe(2);
      said.push(stdout, stderr);
    }
    const kept = [cwd, config, cache].map(textIn).join('\n');
    expect(said.join('\n') + kept).not.toContain(hidden.slice(1));
    const { template } = JSON.parse(readFileSync(path.join(cwd, 'x', '.ml-portfolio.json'), 'utf8'));
    expect(template).toMatchObject({ source: `${url}/${name}?ref=v1`, resolved: expect.stringContaining('/x.tgz') });
  });
});
