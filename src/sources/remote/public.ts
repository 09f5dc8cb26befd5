import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { type Failure, refused } from '../../errors.ts';
import type { Spec } from './spec.ts';

/** What leads to this machine or into somebody's own network, and to nobody else's. */
const closed = new BlockList();
for (const [net, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ] as const),
])
  closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(net, bits, 'ipv6');

/** Names that no public server has. */
const inside = /^[^.]*$|\.(localhost|local|internal|intranet|lan|home|corp|private|test|invalid|home\.arpa)$/;

/** Whether an address, or a name by itself, is somebody's own. Decimal, octal and short forms of IPv4 count as what they are. */
export function isPrivate(hostname: string): boolean {
  const host = plainly(hostname);
  const kind = isIP(host);
  if (kind === 0) return inside.test(host);
  return kind === 4 ? closed.check(host, 'ipv4') : closed.check(host, 'ipv6') || embedded(host).some(isPrivate);
}

/** A host as every client reads it in the end. */
function plainly(hostname: string): string {
  const bare = hostname.replace(/\.$/, '').toLowerCase();
  const [written] = [isIP(bare) === 6 ? `[${bare}]` : bare];
  const host = URL.canParse(`http://${written}`) ? new URL(`http://${written}`).hostname : bare;
  return host.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** The IPv4 addresses that an IPv6 one stands for: mapped, compatible, NAT64, 6to4. */
function embedded(host: string): readonly string[] {
  const [before = '', after] = host.split('::');
  const [head, tail] = [before, after ?? ''].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const none = after === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array<string>(none).fill('0'), ...tail].map((group) => Number.parseInt(group, 16));
  const v4 = (at: number): string =>
    [at, at + 1].flatMap((one) => [(groups[one] ?? 0) >> 8, (groups[one] ?? 0) & 255]).join('.');
  const starts = (...wanted: readonly number[]): boolean => wanted.every((group, at) => groups[at] === group);
  return [
    ...(starts(0, 0, 0, 0, 0, 0xffff) || starts(0, 0, 0, 0, 0xffff, 0) || starts(0, 0, 0, 0, 0, 0) ? [v4(6)] : []),
    ...(starts(0x64, 0xff9b) ? [v4(6)] : []),
    ...(starts(0x2002) ? [v4(1)] : []),
  ];
}

/** Whether a host leads to somebody's own network, by itself or by what its name stands for. Who has a proxy may not know. */
export const leadsInside = async (hostname: string): Promise<boolean> => (await reachOf(hostname)) !== 'public';

/** How near a host is: this machine (and what only it can see), somebody's own network, or everybody's. */
export type Reach = (typeof reaches)[number];
const reaches = ['machine', 'network', 'public'] as const;

export const isNearer = (one: Reach, other: Reach): boolean => reaches.indexOf(one) < reaches.indexOf(other);

export async function reachOf(hostname: string): Promise<Reach> {
  const host = plainly(hostname);
  const found = isIP(host) ? [] : await lookup(host, { all: true }).catch(() => []);
  const hosts = [host, ...found.map(({ address }) => address)];
  if (hosts.some(isNear)) return 'machine';
  return hosts.some(isPrivate) ? 'network' : 'public';
}

/** Loopback, and the addresses of one cable, at which clouds keep their machines' credentials. */
const isNear = (host: string): boolean => {
  const all = isIP(host) === 6 ? [host, ...embedded(plainly(host))] : [host];
  return all.some((one) => /^(127\.|169\.254\.|0\.|::1?$|fe[89ab]|(.*\.)?localhost$)/.test(one));
};

const closedTo = (named: string, why: string): Failure =>
  refused(
    `The template is refused: it extends ${named}, ${why}.`,
    'What comes from elsewhere may extend public addresses alone: https, git over https or ssh, and npm.',
  );

/** Refuses what a template from elsewhere may not send us to: it is not the user who has named it. */
export async function requirePublic(named: string, spec: Spec): Promise<void> {
  if (spec.kind === 'npm') return;
  if (spec.kind === 'file') throw closedTo(named, 'a file on this disk');
  const { protocol, hostname } = new URL(spec.url);
  if (!['https:', 'ssh:'].includes(protocol)) throw closedTo(named, 'which is neither https nor ssh');
  if (await leadsInside(hostname)) throw closedTo(named, 'which lies on this machine or in its own network');
}
