import { isDeepStrictEqual } from 'node:util';

/** Pure: whether two settings say the same. The database gives members back in an order of its own. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(plain(a), plain(b));
}

/** One member before and after. */
export interface Differing<Name extends string> {
  name: Name;
  before: unknown;
  after: unknown;
}

/** Those of the names under which the two do not say the same, in their order. */
export function differing<Name extends string>(
  names: readonly Name[],
  before: Partial<Record<Name, unknown>>,
  after: Partial<Record<Name, unknown>>,
): Differing<Name>[] {
  return names
    .filter((name) => !isSameValue(before[name], after[name]))
    .map((name) => ({ name, before: before[name], after: after[name] }));
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
