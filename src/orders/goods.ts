import type { MagentoOrderItem } from '../magento/magento.types.js';
import { wholeNumberOf } from './order-fields.js';

/** Types that never have goods to pack, also where `is_virtual` says otherwise. */
const VIRTUAL_TYPES = new Set(['virtual', 'downloadable']);

/** Nothing to pack. Answers leave `is_virtual` out where it is null, and some builds of PHP quote numbers. */
export function isVirtual(item: MagentoOrderItem): boolean {
  return VIRTUAL_TYPES.has(item.product_type ?? '') || Number(item.is_virtual ?? 0) === 1;
}

/**
 * Ids of the rows that only hold others together: a configurable or bundle row has the money, or a sum of it, and its
 * children are what is packed. Known by the children and not by the type: types of modules are many.
 */
export function containersOf(items: readonly MagentoOrderItem[]): Set<number> {
  const parents = items.map((item) => wholeNumberOf(item.parent_item_id, 'parent_item_id'));
  return new Set(parents.filter((id) => id !== undefined && id > 0)) as Set<number>;
}
