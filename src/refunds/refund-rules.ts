import type {
  MagentoCreditMemo,
  MagentoLine,
  MagentoOrder,
  MagentoOrderItem,
  NewRefund,
} from '../magento/magento.types.js';
import { times, type Units, units } from '../orders/money.js';
import { rowOf } from '../orders/order-lines.js';
import type { RefundInput } from './refund.types.js';

/** States in which Magento makes no credit memo (Sales Order Validation CanRefund), and what to do instead. */
const REFUSING: Record<string, string> = {
  canceled: 'The order is cancelled: there is nothing to give back.',
  closed: 'The order is closed: all of it is given back already.',
  holded: 'The order is on hold.',
  payment_review: 'The payment of the order is under review.',
};

/** What Magento would refuse, or do otherwise than asked; undefined: nothing speaks against it. */
export function whyNoRefund(order: MagentoOrder, input: RefundInput): string | undefined {
  const inState = REFUSING[order.state ?? ''];
  if (inState !== undefined) return inState;
  if (!(order.items ?? []).some((item) => (item.qty_invoiced ?? 0) > 0)) return NOT_INVOICED;
  return shippingProblem(order, input.shippingAmount) ?? amountsAlone(order, input);
}

const NOT_INVOICED =
  'Nothing of the order is invoiced, so that there is nothing to give back. Magento cannot cancel single lines: cancel the whole ' +
  'order, or invoice it and give the lines back.';

function shippingOf(order: MagentoOrder): number {
  return units(order.base_shipping_amount ?? order.shipping_amount);
}

/** Money compared in ten-thousandths. */
function leftOfShipping(order: MagentoOrder): number {
  const given = units(order.base_shipping_refunded);
  const net = shippingOf(order) - given;
  return Math.max(net, units(order.base_shipping_incl_tax) - given - units(order.base_shipping_tax_refunded));
}

function shippingProblem(order: MagentoOrder, asked: number): string | undefined {
  const left = leftOfShipping(order);
  return units(asked) > left
    ? `More than is left of the shipping cost: ${asked} asked for, ${left / 10_000} left.`
    : undefined;
}

/** Without a line Magento wants some shipping cost to be left, whether it is asked for or not (QuantityValidator). */
function amountsAlone(order: MagentoOrder, input: RefundInput): string | undefined {
  if (input.items || input.openRest || input.returnedSku !== undefined) return undefined;
  const left = shippingOf(order) - units(order.base_shipping_refunded);
  return left > 0
    ? undefined
    : 'Magento makes no credit memo of an amount alone where no shipping cost is left to give back: name a line too.';
}

/** More is kept back than the lines are worth: Magento would book a negative credit memo (recorded exchange 913). */
export function keptBackProblem(
  order: MagentoOrder,
  rows: MagentoLine[],
  { shippingAmount, adjustmentPositive, adjustmentNegative }: RefundInput,
): string | undefined {
  if (adjustmentNegative === 0) return undefined;
  const lines = rows.reduce((sum, line) => sum + worthOf(rowOf(order, line), line.qty), 0);
  const shipping = units(shippingAmount) - discountOfShipping(order, shippingAmount);
  const worth = lines + shipping + units(adjustmentPositive);
  return units(adjustmentNegative) >= worth
    ? `adjustmentNegative would keep back ${adjustmentNegative}, which is not less than what is given back.`
    : undefined;
}

/** With tax and after the row's own discount: Magento leaves rows out that are dummies (Sales Creditmemo Total Discount). */
function worthOf(item: MagentoOrderItem | undefined, qty: number): Units {
  if (!item) return 0;
  const ordered = item.qty_ordered ?? 0;
  const share = ordered > 0 ? qty / ordered : 0;
  const discount = units(item.base_discount_amount ?? item.discount_amount);
  const rowTotal = item.base_row_total;
  if (rowTotal === undefined || rowTotal === null) {
    const price = item.base_price_incl_tax ?? item.price_incl_tax ?? item.price;
    return times(price, qty) - Math.round(discount * share);
  }
  // Of tax that is counted after the discount, the price with tax shows too much.
  const tax = units(item.base_tax_amount) + units(item.base_discount_tax_compensation_amount);
  return Math.round((units(rowTotal) + tax - discount) * share);
}

function discountOfShipping(order: MagentoOrder, asked: number): Units {
  const whole = shippingOf(order);
  return whole > 0 ? Math.round((units(order.base_shipping_discount_amount) * units(asked)) / whole) : 0;
}

/** How the amounts of a credit memo differ from those that were asked for. A shop may show shipping cost with or without tax. */
export function amountsInWords({ arguments: asked }: NewRefund, memo: MagentoCreditMemo): string | undefined {
  const shipping = units(asked.shipping_amount);
  const shown = [
    units(memo.base_shipping_amount),
    units(memo.base_shipping_incl_tax ?? memo.base_shipping_amount),
  ];
  const adjustment = units(asked.adjustment_positive) - units(asked.adjustment_negative);
  const words = [
    ...(shown.some((one) => near(one, shipping))
      ? []
      : [`${shown[0]! / 10_000} of shipping instead of ${shipping / 10_000}`]),
    ...(near(units(memo.base_adjustment), adjustment)
      ? []
      : [`an adjustment of ${units(memo.base_adjustment) / 10_000} instead of ${adjustment / 10_000}`]),
  ];
  const total = units(memo.base_grand_total ?? memo.grand_total);
  const sentences = [
    ...(words.length > 0 ? [`Magento gave back ${words.join(' and ')}.`] : []),
    ...(total < 0 ? [`Magento booked a negative total of ${total / 10_000}.`] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

/** Magento rounds to cents. */
function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 100;
}
