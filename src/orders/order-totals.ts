import type { MagentoOrder } from '../magento/magento.types.js';
import { amount, toColumn } from './money.js';

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

/** Rounding per row is Magento's way, so each line may be off by so much. */
const TOLERANCE_PER_LINE = 0.01;

/**
 * grand_total = subtotal + shipping + tax − discount + COD fee − store credit + adjustment. What the adjustment is made
 * of is known for Magento's own modules; a rest beyond the tolerance makes the order unbalanced.
 */
export function mapTotals(order: MagentoOrder): OrderTotals {
  const attributes = order.extension_attributes ?? {};
  const grandTotal = amount(order.grand_total);
  const subtotal = amount(order.subtotal);
  const shipping = amount(order.shipping_amount);
  const tax = amount(order.tax_amount);
  const discount = amount(order.discount_amount).abs();
  const storeCredit = amount(attributes.amstorecredit_amount).abs();
  const codFee = amount(attributes.cash_on_delivery_fee);
  const adjustment = grandTotal.minus(
    subtotal.plus(shipping).plus(tax).minus(discount).plus(codFee).minus(storeCredit),
  );
  // Four decimals: PHP's floats bring more, and they mean nothing.
  const unexplained = adjustment.minus(knownAdjustments(order)).abs().toDecimalPlaces(4);
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
    balanced: unexplained.lessThanOrEqualTo(TOLERANCE_PER_LINE * lines),
  };
}

/** Hidden tax (prices that include tax), and on Adobe Commerce gift cards, store balance, reward points and wrapping. */
function knownAdjustments(order: MagentoOrder): ReturnType<typeof amount> {
  const attributes = order.extension_attributes ?? {};
  return amount(order.discount_tax_compensation_amount)
    .plus(amount(order.shipping_discount_tax_compensation_amount))
    .minus(amount(attributes.gift_cards_amount))
    .minus(amount(attributes.customer_balance_amount))
    .minus(amount(attributes.reward_currency_amount))
    .plus(amount(attributes.gw_price))
    .plus(amount(attributes.gw_items_price))
    .plus(amount(attributes.gw_card_price))
    .plus(amount(attributes.gw_tax_amount));
}
