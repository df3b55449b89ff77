import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { BadRequestError } from '../platform/errors/app-error.js';

/**
 * Looks at an address before it is saved. The address is looked at again, after its name is resolved, on every
 * connection: a name may lead elsewhere by then.
 * @throws BadRequestError naming `url`
 */
export async function checkTarget(text: string, allowPrivate: boolean): Promise<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse('must be an http or https address');
  if (url.username !== '' || url.password !== '') {
    throw refuse('must not hold a user or password; use headers');
  }
  if (url.hash !== '') throw refuse('must not have a fragment');
  if (!allowPrivate && (await leadsInside(url.hostname))) {
    throw refuse('lies on a private, local or reserved address');
  }
  return url.href;
}

async function leadsInside(hostname: string): Promise<boolean> {
  const literal = literalAddress(hostname);
  if (literal !== undefined) return !isPublic(literal);
  if (/(^|\.)localhost\.?$/i.test(hostname)) return true;
  try {
    const addresses = await lookup(hostname, { all: true });
    return addresses.some(({ address }) => !isPublic(address));
  } catch {
    // Not resolvable now; every connection looks again.
    return false;
  }
}

/**
 * Addresses of the public internet only: no private, link-local, metadata, mapped, translated or reserved ones. Of IPv6
 * that is 2000::/3, without what is set apart in it; `::a.b.c.d` once stood for IPv4 and is none of it.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  const global = parsed.kind() === 'ipv4' || (parsed.toByteArray()[0]! & 0xe0) === 0x20;
  return global && parsed.range() === 'unicast';
}

/** The address in a URL's host, where it is one and no name. */
export function literalAddress(hostname: string): string | undefined {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) ? host : undefined;
}

function refuse(message: string): BadRequestError {
  return BadRequestError.field('url', message);
}
