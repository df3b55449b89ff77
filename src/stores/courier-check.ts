import { type CheckItem, ok, warning } from '../magento/check/check-item.js';

/** A courier without its secret is refused at every call, and only the courier would know. */
export function checkCouriers(names: string[], secrets: Record<string, string> = {}): CheckItem[] {
  if (names.length === 0) return [];
  const without = names.filter((name) => !Object.hasOwn(secrets, name));
  return without.length === 0
    ? [ok('couriers', `Connected by setting: ${names.join(', ')}.`)]
    : [
        warning(
          'couriers',
          `No secret of ${without.join(', ')}: each call is refused with 401. Set it in courierSecrets of the store.`,
        ),
      ];
}
