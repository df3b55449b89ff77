import type { MagentoOrder } from '../magento/magento.types.js';
import { toColumn, units } from './money.js';

/** The order in the currency of its website, by which the shop keeps its books. */
export interface BaseAmounts {
  currency: string;
  /** Units of the order's currency for one of the base currency. */
  rate: string;
  grandTotal: string;
  subtotal: string;
  shipping: string;
  tax: string;
  discount: string;
}

/** Undefined where the order is in the base currency: then its own amounts are these. @throws NotAnAmountError */
export function baseAmountsOf(order: MagentoOrder): BaseAmounts | undefined {
  const { base_currency_code: currency, order_currency_code: ordered } = order;
  if (typeof currency !== 'string' || currency === ordered) return undefined;
  return {
    currency,
    rate: String(order.base_to_order_rate ?? ''),
    grandTotal: toColumn(units(order.base_grand_total)),
    subtotal: toColumn(units(order.base_subtotal)),
    shipping: toColumn(units(order.base_shipping_amount)),
    tax: toColumn(units(order.base_tax_amount)),
    discount: toColumn(Math.abs(units(order.base_discount_amount))),
  };
}
