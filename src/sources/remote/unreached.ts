import type { Context } from '../../context.ts';

/** Why nothing came, and what to do about it where there is something. */
export type Unreached = readonly [why: string, next?: string];

const trust = 'If your network looks into encrypted traffic, set NODE_EXTRA_CA_CERTS to the file of its certificate.';
const clock = "Check this machine's date; else the server's owner must renew it.";

const reasons: Readonly<Record<string, Unreached>> = {
  ENOTFOUND: ['there is no such host, or no network'],
  EAI_AGAIN: ['there is no network'],
  ENETUNREACH: ['there is no network'],
  EHOSTUNREACH: ['the server cannot be reached'],
  ECONNREFUSED: ['nobody answers there'],
  ECONNRESET: ['the server hung up'],
  ETIMEDOUT: ['nobody answers in time'],
  UND_ERR_CONNECT_TIMEOUT: ['nobody answers in time'],
  UND_ERR_SOCKET: ['the server hung up'],
  SELF_SIGNED_CERT_IN_CHAIN: ['its certificate comes from nobody that Node knows', trust],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['its certificate comes from nobody that Node knows', trust],
  UNABLE_TO_GET_ISSUER_CERT: ['its certificate comes from nobody that Node knows', trust],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['its certificate comes from nobody that Node knows', trust],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['its certificate comes from nobody that Node knows', trust],
  CERT_UNTRUSTED: ['its certificate comes from nobody that Node knows', trust],
  CERT_HAS_EXPIRED: ['its certificate has expired', clock],
  CERT_NOT_YET_VALID: ['its certificate is not valid yet', clock],
  CERT_REVOKED: ['its certificate was revoked'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['its certificate is for another host', 'Check the address.'],
};

/** What Node says of a connection that never was, in words. */
export function unreached(error: Error, env: Context['env'], node: string): Unreached {
  const { code = '', message } = (error.cause ?? error) as NodeJS.ErrnoException;
  const [why, next] = reasons[code] ?? [isTls(code) ? 'the server does not speak TLS as Node does' : code || message];
  const said = next ?? passedOver(env, node);
  return said ? [why, said] : [why];
}

const isTls = (code: string): boolean =>
  code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_');

/** What to do where a proxy is set that this Node passes over. */
function passedOver(env: Context['env'], node: string): string | undefined {
  const name = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'].find(
    (one) => env[one],
  );
  if (!name || env.NODE_USE_ENV_PROXY === '1') return undefined;
  const major = Number(node.replace(/^v/, '').split('.')[0]);
  return major >= 24
    ? `Node passes ${name} over: set NODE_USE_ENV_PROXY=1, and try again.`
    : `Node ${major} passes ${name} over: take Node 24 with NODE_USE_ENV_PROXY=1, or download it by hand and give the file.`;
}
