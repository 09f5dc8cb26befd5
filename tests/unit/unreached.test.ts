import { describe, expect, test } from 'vitest';
import { unreached } from '../../src/sources/remote/unreached.ts';

const from = (code: string, message = 'fetch failed'): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });

describe('what kept a download from coming, in words', () => {
  test.each<[code: string, why: RegExp, next: RegExp | undefined]>([
    ['ENOTFOUND', /no such host, or no network/, undefined],
    ['ECONNREFUSED', /nobody answers/, undefined],
    ['UND_ERR_CONNECT_TIMEOUT', /nobody answers in time/, undefined],
    ['SELF_SIGNED_CERT_IN_CHAIN', /certificate comes from nobody/, /set NODE_EXTRA_CA_CERTS/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate comes from nobody/, /set NODE_EXTRA_CA_CERTS/],
    ['CERT_HAS_EXPIRED', /has expired/, /date/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another host/, /address/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS/, undefined],
    ['EPROTO', /does not speak TLS/, undefined],
    ['EWHATEVER', /EWHATEVER/, undefined],
  ])('%s', (code, why, next) => {
    const [said, then] = unreached(from(code), {}, 'v20.20.2');
    expect(said).toMatch(why);
    expect(then).toEqual(next && expect.stringMatching(next));
  });

  test.each<[node: string, env: Record<string, string>, next: RegExp | undefined]>([
    ['v20.20.2', { HTTPS_PROXY: 'http://p' }, /^Node 20 passes HTTPS_PROXY over: take Node 24/],
    ['v24.3.0', { https_proxy: 'http://p' }, /^Node passes https_proxy over: set NODE_USE_ENV_PROXY=1/],
    ['v24.3.0', { HTTPS_PROXY: 'http://p', NODE_USE_ENV_PROXY: '1' }, undefined],
    ['v22.0.0', { NO_PROXY: '*', HTTPS_PROXY: '' }, undefined],
  ])('behind a proxy: %s with %j', (node, env, next) => {
    expect(unreached(from('ENOTFOUND'), env, node)[1]).toEqual(next && expect.stringMatching(next));
  });
});
