import type { MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';

/** A line in the base currency. */
export interface BaseLineAmounts {
  sellingPricePerUnit: string;
  mrp: string;
  discount: string;
  tax: string;
  rowTotal: string;
}

/**
 * The same order with each row's base amounts in place of its own, so that the same rules apply; undefined where
 * Magento shows none.
 */
export function inBaseCurrency(order: MagentoOrder): MagentoOrder | undefined {
  const { items } = order;
  if (!Array.isArray(items) || !items.some((item) => item.base_price != null)) return undefined;
  return { ...order, items: items.map(rowInBase) };
}

function rowInBase(item: MagentoOrderItem): MagentoOrderItem {
  return {
    ...item,
    price: item.base_price,
    price_incl_tax: item.base_price_incl_tax,
    original_price: item.base_original_price,
    row_total: item.base_row_total,
    row_total_incl_tax: item.base_row_total_incl_tax,
    tax_amount: item.base_tax_amount,
    discount_amount: item.base_discount_amount,
    discount_tax_compensation_amount: item.base_discount_tax_compensation_amount,
    weee_tax_applied_row_amount: item.base_weee_tax_applied_row_amnt,
  };
}
