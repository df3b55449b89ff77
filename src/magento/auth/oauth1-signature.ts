import { createHmac } from 'node:crypto';

/** Decoded name and value; a name may come more than once. */
export type Parameter = readonly [name: string, value: string];

/** RFC 5849, section 3.4.1. `url` is normalised and has no query. `oauth_signature` and `realm` are not among the parameters. */
export function signatureBase(method: string, url: string, parameters: Parameter[]): string {
  const normalised = parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map((pair) => pair.join('='))
    .join('&');
  return [method.toUpperCase(), url, normalised].map(percentEncode).join('&');
}

/** Section 3.4.2. */
export function signingKey(consumerSecret: string, tokenSecret: string): string {
  return `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
}

/** HMAC-SHA256, the only method that Magento takes since 2.4.4. */
export function hmacSha256(base: string, key: string): string {
  return createHmac('sha256', key).update(base).digest('base64');
}

/** Section 3.5.1, without a realm. */
export function authorizationHeader(parameters: Parameter[]): string {
  const pairs = parameters.map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`);
  return `OAuth ${pairs.join(', ')}`;
}

/** Section 3.6: all but unreserved characters, in UTF-8 and capitals. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** By bytes: what is encoded is ASCII. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
