import { createHash, timingSafeEqual } from 'node:crypto';

/** In a time that does not tell how much of it is right. */
export function sameText(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
