import type { MagentoOrderItem } from '../magento/magento.types.js';
import { times, type Units, units } from './money.js';

/** The money of a row, for all its units. */
export interface RowMoney {
  /** Before tax and discount. */
  net: Units;
  tax: Units;
  /** Tax that a discount on prices with tax took away from the customer's price and not from the shop's. */
  hiddenTax: Units;
  discount: Units;
  /** Fixed product tax, which Magento counts neither as price nor as tax. */
  fixedTax: Units;
  /** At the price with tax, before discount. */
  gross: Units;
  /** Before catalogue rules. */
  original: Units;
}

export const NO_MONEY: RowMoney = {
  net: 0,
  tax: 0,
  hiddenTax: 0,
  discount: 0,
  fixedTax: 0,
  gross: 0,
  original: 0,
};

/** @param quantity where the row's own is not the line's */
export function moneyOf(item: MagentoOrderItem, quantity = item.qty_ordered): RowMoney {
  return {
    net: netOf(item, quantity),
    tax: units(item.tax_amount),
    hiddenTax: units(item.discount_tax_compensation_amount),
    discount: units(item.discount_amount),
    fixedTax: units(item.weee_tax_applied_row_amount),
    gross: times(item.price_incl_tax ?? item.price, quantity),
    original: times(item.original_price ?? item.price, quantity),
  };
}

/** What the customer pays for it. */
export function rowTotalOf({ net, tax, hiddenTax, discount, fixedTax }: RowMoney): Units {
  return net + tax + hiddenTax - discount + fixedTax;
}

/**
 * Unit prices are rounded, so price × quantity is not the row (17.14 × 10 against 171.43). Over REST Magento shows the row
 * after discount, never below 0, and 2.4.8 without the quantity (Sales/Model/Order/Webapi/ChangeOutputArray.php, m2#39984);
 * before that plugin, or past it, the row itself. The first of these that agrees with the price is the row.
 */
function netOf(item: MagentoOrderItem, quantity: MagentoOrderItem['qty_ordered']): Units {
  const byUnit = times(item.price, quantity);
  const tolerance = units(0.005 * Math.abs(Number(quantity ?? 0)) + 0.01);
  const near = (net: Units): boolean => Math.abs(net - byUnit) <= tolerance;
  const discount = units(item.discount_amount);
  if (item.row_total_incl_tax != null) {
    const taxes = units(item.tax_amount) + units(item.discount_tax_compensation_amount);
    const net = units(item.row_total_incl_tax) - taxes + discount;
    if (near(net)) return net;
  }
  if (item.row_total == null) return byUnit;
  const shown = units(item.row_total);
  if (near(shown + discount)) return shown + discount;
  return near(shown) ? shown : byUnit;
}

/**
 * Whether a row has money of its own. Its price does not say so: newer releases show the price of a bundle as the price of its
 * free options, too (m2#38687), and nothing else of it.
 */
export function isPriced(item: MagentoOrderItem): boolean {
  const own = [
    item.price_incl_tax,
    item.row_total,
    item.row_total_incl_tax,
    item.tax_amount,
    item.discount_amount,
  ];
  if (own.every((amount) => amount == null)) return units(item.price) !== 0;
  return own.some((amount) => units(amount) !== 0);
}

/** Money in as many parts as there are weights; their sum is the whole, to the last ten-thousandth. */
export function divideMoney(whole: RowMoney, weights: number[]): RowMoney[] {
  const parts = weights.map(() => ({ ...NO_MONEY }));
  for (const field of Object.keys(NO_MONEY) as (keyof RowMoney)[]) {
    divide(whole[field], weights).forEach((part, i) => (parts[i]![field] = part));
  }
  return parts;
}

const CENT = units(0.01);

/** In whole cents where the whole is; what does not divide goes to the parts that lost most, the first of them first. */
export function divide(whole: Units, weights: number[]): Units[] {
  const step = whole % CENT === 0 ? CENT : 1;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const exact = weights.map((weight) => (sum === 0 ? 0 : (whole / step) * (weight / sum)));
  const parts = exact.map((part) => Math.trunc(part));
  const left = Math.round(whole / step) - parts.reduce((total, part) => total + part, 0);
  const byLoss = exact
    .map((part, i) => ({ i, loss: Math.abs(part - Math.trunc(part)) }))
    .toSorted((a, b) => b.loss - a.loss || a.i - b.i);
  for (const { i } of byLoss.slice(0, Math.abs(left))) parts[i]! += Math.sign(left);
  return parts.map((part) => part * step);
}
