import { lookup } from 'node:dns/promises';
import { BadRequestError } from '../errors/app-error.js';
import { literalAddress, TargetRules, type TargetSettings } from './target-rules.js';

/**
 * Looks at an address before it is saved. The address is looked at again, after its name is resolved, on every
 * connection: a name may lead elsewhere by then.
 * @throws BadRequestError naming the field
 */
export async function checkTarget(
  text: string,
  settings: TargetSettings,
  field: 'url' | 'baseUrl' | 'target' = 'url',
): Promise<string> {
  const refuse = (message: string): BadRequestError => BadRequestError.field(field, message);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse('must be an http or https address');
  if (url.username !== '' || url.password !== '') throw refuse('must not hold a user or password');
  if (url.hash !== '') throw refuse('must not have a fragment');
  if (await leadsInside(url.hostname, settings)) {
    throw refuse('lies on a private, local or reserved address');
  }
  return url.href;
}

async function leadsInside(hostname: string, settings: TargetSettings): Promise<boolean> {
  const rules = new TargetRules(settings);
  const literal = literalAddress(hostname);
  if (literal !== undefined) return !rules.allows(literal);
  // Not every resolver knows it.
  if (/(^|\.)localhost\.?$/i.test(hostname)) return !rules.allows('127.0.0.1');
  try {
    const addresses = await lookup(hostname, { all: true });
    return addresses.some(({ address }) => !rules.allows(address));
  } catch {
    // Not resolvable now; every connection looks again.
    return false;
  }
}
