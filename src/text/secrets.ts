/** Names of what lets somebody in, without their hyphens and in lower case; of some, only where the value is long enough to be one. */
const secret =
  /token(?!iz)|secret|signature|passw|passphrase|credential|apikey|accesskey|authkey|privatekey|keypairid|session|jwt|^(auth|authorization|oauth\w*|sig|pwd|pass|pat|sas|sid|bearer|hmac|policy|artapi|xjfrogartapi)$|^xamz|^xgoog/;
const perhaps = /^(key|code|k|t|hash|access|ticket|secure|login|id)$/;

const isSecret = (name: string, value: string): boolean => {
  const plain = decoded(name)
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase();
  return secret.test(plain) || (perhaps.test(plain) && value.length >= 16 && /\d/.test(value));
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** An address without what lets somebody in: users and passwords, tokens, signatures. Whoever has access can still use it. */
function bare(url: string): string {
  const [, scheme = '', user = '', rest = ''] = /^([^:]*:\/\/)(?:([^/?#\s]*)@)?(.*)$/s.exec(url) ?? [];
  // Who logs in by ssh is part of the address, and no secret.
  const kept = user !== '' && /ssh:\/\/$/.test(scheme) ? `${user.replace(/:.*$/s, '')}@` : '';
  const [, before = '', query = '', after = ''] = /^([^?#]*)(?:\?([^#]*))?(.*)$/s.exec(rest) ?? [];
  const left = (part: string): string =>
    part
      .split('&')
      .filter((pair) => !isSecret(pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)))
      .join('&');
  const fragment = after.includes('=') ? after.slice(1) && `#${left(after.slice(1))}`.replace(/^#$/, '') : after;
  const asked = left(query);
  return `${scheme}${kept}${before}${asked ? `?${asked}` : ''}${fragment}`;
}

const address = /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>`\\]+/gi;

/** A text, or data, with nothing in its addresses that lets somebody in. */
export function discreet<T>(value: T): T;
export function discreet(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('://') ? value.replace(address, bare) : value;
  if (Array.isArray(value)) return value.map((item) => discreet(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [discreet(key), discreet(item)]));
}
