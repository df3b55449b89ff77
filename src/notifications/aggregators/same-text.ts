import { createHash, timingSafeEqual } from 'node:crypto';

/** A comparison in constant time: how long it takes says nothing about the secret. */
export function sameText(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
