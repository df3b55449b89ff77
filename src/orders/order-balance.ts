import type { MagentoOrder } from '../magento/magento.types.js';
import type { TotalAttributeDto } from '../stores/dto/total-attribute.dto.js';
import { type Units, units } from './money.js';
import { type RowSums, rowsOf } from './order-rows.js';
import { type Adjustment, adjustmentsOf } from './total-attributes.js';

/** Why an order is held. */
export const IMBALANCES = ['totals_not_balanced', 'lines_not_balanced'] as const;
export type Imbalance = (typeof IMBALANCES)[number];

/** Rounding per row is Magento's way, so each line may be off by a cent. */
const TOLERANCE_PER_LINE = units(0.01);

/** How an order's money adds up. */
export interface Balance extends Parts {
  /** What subtotal, shipping, tax, discount, COD fee and store credit leave of the grand total. */
  adjustment: Units;
  /** Fixed product tax that is outside the subtotal. */
  fixedTax: Units;
  /** Of the adjustment, what nothing explains. */
  unexplained: Units;
  /** The subtotal less what the rows come to. */
  linesDiffer: Units;
  /** What two sums may be apart. */
  tolerance: Units;
  imbalance: Imbalance | undefined;
}

/**
 * grand_total = subtotal + shipping + tax − discount + COD fee − store credit + adjustment. What the adjustment is made
 * of is known for Magento's own modules, and by the store's setting for others; a rest beyond the tolerance makes the
 * order unbalanced. So do rows that are not the subtotal: what is packed and invoiced would not be what was paid.
 * @param attributes totals of other modules
 */
export function balanceOf(order: MagentoOrder, attributes: TotalAttributeDto[] = []): Balance {
  const rows = rowsOf(order);
  const parts = partsOf(order, attributes, rows);
  const { grandTotal, subtotal, shipping, tax, discount, storeCredit, codFee, others } = parts;
  const adjustment = grandTotal - (subtotal + shipping + tax - discount + codFee - storeCredit);
  const tolerance = TOLERANCE_PER_LINE * Math.max(1, order.items?.length ?? 0);
  const near = (a: Units, b: Units): boolean => Math.abs(a - b) <= tolerance;
  // By a setting of the shop, fixed product tax is part of the subtotal (Weee/Model/Total/Quote/Weee.php).
  const inSubtotal = rows.fixedTax !== 0 && near(rows.net + rows.fixedTax, subtotal);
  const fixedTax = inSubtotal ? 0 : rows.fixedTax;
  const unexplained = adjustment - sumOf(others) - fixedTax;
  const linesDiffer = rows.complete ? subtotal - rows.net - (inSubtotal ? rows.fixedTax : 0) : 0;
  const sums = { ...parts, adjustment, fixedTax, unexplained, linesDiffer, tolerance };
  return { ...sums, imbalance: imbalanceOf(near(unexplained, 0), near(linesDiffer, 0)) };
}

function imbalanceOf(totalsBalance: boolean, linesBalance: boolean): Imbalance | undefined {
  if (!totalsBalance) return 'totals_not_balanced';
  return linesBalance ? undefined : 'lines_not_balanced';
}

interface Parts {
  grandTotal: Units;
  subtotal: Units;
  shipping: Units;
  tax: Units;
  discount: Units;
  storeCredit: Units;
  codFee: Units;
  others: Adjustment[];
}

function partsOf(order: MagentoOrder, attributes: TotalAttributeDto[], rows: RowSums): Parts {
  const all = adjustmentsOf(order, attributes, rows.tax);
  const of = (as: Adjustment['as']): Units => sumOf(all.filter((part) => part.as === as));
  return {
    grandTotal: units(order.grand_total),
    subtotal: units(order.subtotal),
    shipping: units(order.shipping_amount),
    tax: units(order.tax_amount),
    discount: Math.abs(units(order.discount_amount)) - of('discount'),
    storeCredit: -of('storeCredit'),
    codFee: of('codFee'),
    others: all.filter(({ as }) => as !== 'discount' && as !== 'storeCredit' && as !== 'codFee'),
  };
}

function sumOf(adjustments: Adjustment[]): Units {
  return adjustments.reduce((sum, { amount }) => sum + amount, 0);
}
