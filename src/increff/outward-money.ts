import type { OrderDto, OrderItemDto } from '../orders/dto/order.dto.js';
import { fromColumn, type Units } from '../orders/money.js';
import { divide } from '../orders/row-money.js';

/** The money of a line for all units that were ordered, in Increff's terms. */
export interface OutwardMoney {
  /** At the selling price. */
  price: Units;
  discount: Units;
  charge: Units;
}

/** Parts of the total by which a customer pays, rather than parts of the price. */
const PAID_BY: ReadonlySet<string> = new Set(['giftCard', 'storeBalance', 'rewardPoints', 'storeCredit']);

/**
 * Pure. Increff collects, and prints on the invoice, what the lines of its form come to, and knows no totals beside them. So
 * they have to come to the order's grand total (decision 25). A line is what the customer pays for it. What they pay with
 * store credit or a gift card is discount, over the lines by their worth; all the rest of the total, as shipping, fees and
 * lines that nobody packs, is charge, over the units.
 */
export function outwardMoney(order: Pick<OrderDto, 'orderItems' | 'totals'>): Map<string, OutwardMoney> {
  const { orderItems: items, totals } = order;
  // The share of an option in a free bundle may be a cent below 0.
  const rows = items.map((item) => Math.max(0, fromColumn(item.rowTotal)));
  const sum = rows.reduce((total, row) => total + row, 0);
  const { credit, charge } = restOf(totals, sum);
  const credits = divide(credit, rows);
  const charges = divide(
    charge,
    items.map((item) => fromColumn(item.quantityOrdered)),
  );
  return new Map(
    items.map((item, i) => [item.orderItemCode, lineOf(item, rows[i]!, credits[i]!, charges[i]!)]),
  );
}

function restOf(totals: OrderDto['totals'], rows: Units): { credit: Units; charge: Units } {
  const paid = totals.adjustments
    .filter(({ as, amount }) => PAID_BY.has(as) && fromColumn(amount) < 0)
    .reduce((sum, { amount }) => sum - fromColumn(amount), fromColumn(totals.storeCredit));
  const charge = fromColumn(totals.grandTotal) + paid - rows;
  // A rest below 0 is a discount that no line has; a credit above the goods pays the charges, too.
  const credit = Math.min(rows, Math.max(0, charge < 0 ? paid - charge : paid));
  return { credit, charge: fromColumn(totals.grandTotal) + credit - rows };
}

/** Fixed product tax makes a row more than its price. */
function lineOf(item: OrderItemDto, row: Units, credit: Units, charge: Units): OutwardMoney {
  const listed = (fromColumn(item.sellingPricePerUnit) * fromColumn(item.quantityOrdered)) / fromColumn('1');
  const price = Math.max(Math.round(listed), row);
  return { price, discount: price - row + credit, charge };
}
