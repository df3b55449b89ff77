import { isDeepStrictEqual } from 'node:util';

/** Pure: whether two settings say the same. The database gives members back in an order of its own. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(plain(a), plain(b));
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
