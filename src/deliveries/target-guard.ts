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
  if (url.username !== '' || url.password !== '')
    throw refuse('must not hold a user or password; use headers');
  if (url.hash !== '') throw refuse('must not have a fragment');
  if (!allowPrivate && (await leadsInside(url.hostname))) {
    throw refuse('lies on a private, local or reserved address');
  }
  return url.href;
}

async function leadsInside(hostname: string): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host)) return !isPublic(host);
  if (/(^|\.)localhost\.?$/i.test(host)) return true;
  try {
    const addresses = await lookup(host, { all: true });
    return addresses.some(({ address }) => !isPublic(address));
  } catch {
    // Not resolvable now; every connection looks again.
    return false;
  }
}

/** Addresses of the public internet only: no private, link-local, metadata, mapped, translated or reserved ones. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';
}

function refuse(message: string): BadRequestError {
  return BadRequestError.field('url', message);
}
