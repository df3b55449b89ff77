import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface TargetSettings {
  /** For local use: everything but {@link NEVER}. */
  readonly allowPrivateTargets: boolean;
  /** Private addresses that are meant, by IP or CIDR. */
  readonly privateTargets: string[];
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Block = [Address, number];

/**
 * Where clouds tell a machine its secrets, and what is no single host: never connected to, under any setting. Link-local
 * holds most of it; the others: Alibaba, Azure, Oracle, AWS, Google, Oracle, Scaleway.
 */
const NEVER = [
  ...['0.0.0.0/8', '169.254.0.0/16', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
  ...['224.0.0.0/4', '255.255.255.255', '::', 'fe80::/10', 'ff00::/8'],
  ...['fd00:ec2::/32', 'fd20:ce::254', 'fd00:c1::a9fe:a9fe', 'fd00:42::42'],
].map(blockOf);

/** IPv6 that stands for an IPv4 address in its last four bytes: old and new forms, NAT64, and ISATAP. */
const IPV4_AT_THE_END = ['::/96', '::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48'].map(
  blockOf,
);
const SIX_TO_FOUR = blockOf('2002::/16');
const TEREDO = blockOf('2001::/32');

/** A connection that was not begun, because of where it leads. */
export class RefusedTargetError extends Error {
  /** @param host as it was named; the address that it leads to is nobody's business */
  constructor(host: string) {
    super(`${host} lies on a private, local or reserved address, which is not allowed`);
  }
}

/** Which addresses connections of ours may lead to. */
export class TargetRules {
  private readonly everything: boolean;
  private readonly listed: Block[];

  constructor({ allowPrivateTargets, privateTargets }: TargetSettings) {
    this.everything = allowPrivateTargets;
    this.listed = privateTargets.map(blockOf);
  }

  /** For a host that the operator named in the environment: anywhere but {@link NEVER}. */
  static forOperators(): TargetRules {
    return new TargetRules({ allowPrivateTargets: true, privateTargets: [] });
  }

  allows(text: string): boolean {
    if (isIP(text) === 0) return false;
    const address = ipaddr.process(text);
    const all = [address, ...innerAddresses(address)];
    if (all.some((one) => isIn(one, NEVER))) return false;
    return this.everything || all.every((one) => isPublic(one) || isIn(one, this.listed));
  }
}

/** The address in a URL's host, where it is one and no name. */
export function literalAddress(hostname: string): string | undefined {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) ? host : undefined;
}

/**
 * Addresses of the public internet only: no private, translated or reserved addresses. In IPv6 that is 2000::/3, without what
 * is set apart in it; `::a.b.c.d` once stood for IPv4 and is none of it.
 */
function isPublic(address: Address): boolean {
  const global = address.kind() === 'ipv4' || (address.toByteArray()[0]! & 0xe0) === 0x20;
  return global && address.range() === 'unicast';
}

/** IPv4 addresses that a router or tunnel makes of this one. */
function innerAddresses(address: Address): Address[] {
  // ::1 looks like an old form of 0.0.0.1.
  if (address.kind() === 'ipv4' || address.range() === 'loopback') return [];
  const bytes = address.toByteArray();
  const at = (start: number, mask = 0): Address =>
    ipaddr.fromByteArray(bytes.slice(start, start + 4).map((byte) => byte ^ mask));
  if (isIn(address, [SIX_TO_FOUR])) return [at(2)];
  if (isIn(address, [TEREDO])) return [at(4), at(12, 0xff)];
  const isatap = (bytes[8]! & 0xfd) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
  return isatap || isIn(address, IPV4_AT_THE_END) ? [at(12)] : [];
}

function isIn(address: Address, blocks: Block[]): boolean {
  return blocks.some(([start, length]) => address.kind() === start.kind() && address.match(start, length));
}

function blockOf(text: string): Block {
  const [address = '', length] = text.split('/');
  const start = ipaddr.parse(address);
  return [start, length === undefined ? start.toByteArray().length * 8 : Number(length)];
}
