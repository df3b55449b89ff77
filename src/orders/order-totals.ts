import type { MagentoOrder } from '../magento/magento.types.js';
import { toColumn, type Units, units } from './money.js';

/** The money of an order, by the names of the columns. */
export interface OrderTotals {
  grand_total: string;
  subtotal: string;
  shipping: string;
  tax: string;
  discount: string;
  store_credit: string;
  cod_fee: string;
  adjustment: string;
  balanced: boolean;
}

/** Rounding per row is Magento's way, so each line may be off by a cent. */
const TOLERANCE_PER_LINE = units(0.01);

/**
 * grand_total = subtotal + shipping + tax − discount + COD fee − store credit + adjustment. What the adjustment is made
 * of is known for Magento's own modules; a rest beyond the tolerance makes the order unbalanced.
 */
export function mapTotals(order: MagentoOrder): OrderTotals {
  const attributes = order.extension_attributes ?? {};
  const grandTotal = units(order.grand_total);
  const subtotal = units(order.subtotal);
  const shipping = units(order.shipping_amount);
  const tax = units(order.tax_amount);
  const discount = Math.abs(units(order.discount_amount));
  const storeCredit = Math.abs(units(attributes.amstorecredit_amount));
  const codFee = units(attributes.cash_on_delivery_fee);
  const adjustment = grandTotal - (subtotal + shipping + tax - discount + codFee - storeCredit);
  const lines = Math.max(1, order.items?.length ?? 0);
  return {
    grand_total: toColumn(grandTotal),
    subtotal: toColumn(subtotal),
    shipping: toColumn(shipping),
    tax: toColumn(tax),
    discount: toColumn(discount),
    store_credit: toColumn(storeCredit),
    cod_fee: toColumn(codFee),
    adjustment: toColumn(adjustment),
    balanced: Math.abs(adjustment - knownAdjustments(order)) <= TOLERANCE_PER_LINE * lines,
  };
}

/** Hidden tax (prices that include tax), and on Adobe Commerce gift cards, store balance, reward points and wrapping. */
function knownAdjustments(order: MagentoOrder): Units {
  const attributes = order.extension_attributes ?? {};
  return (
    units(order.discount_tax_compensation_amount) +
    units(order.shipping_discount_tax_compensation_amount) -
    units(attributes.gift_cards_amount) -
    units(attributes.customer_balance_amount) -
    units(attributes.reward_currency_amount) +
    units(attributes.gw_price) +
    units(attributes.gw_items_price) +
    units(attributes.gw_card_price) +
    units(attributes.gw_tax_amount)
  );
}
