import type { MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import type { Units } from './money.js';
import { isPriced, moneyOf } from './row-money.js';

/** What the rows of an order come to. */
export interface RowSums {
  net: Units;
  tax: Units;
  fixedTax: Units;
  /** Whether any row has a price at all. */
  complete: boolean;
}

/**
 * Rows without a parent hold all of the order's money. The row of a bundle with a dynamic price repeats the sum of its
 * options, which are taken in its place.
 */
export function rowsOf(order: MagentoOrder): RowSums {
  const items = order.items ?? [];
  const sum: RowSums = { net: 0, tax: 0, fixedTax: 0, complete: items.some((item) => item.price != null) };
  const add = (item: MagentoOrderItem): void => {
    const { net, tax, fixedTax } = moneyOf(item);
    sum.net += net;
    sum.tax += tax;
    sum.fixedTax += fixedTax;
  };
  for (const item of items) {
    if (item.parent_item_id) continue;
    const children =
      item.product_type === 'simple' || item.product_type === 'configurable'
        ? []
        : items.filter((child) => Number(child.parent_item_id) === Number(item.item_id) && isPriced(child));
    if (children.length > 0) children.forEach(add);
    else add(item);
  }
  return sum;
}
