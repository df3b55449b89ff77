import type { MagentoOrder } from '../magento/magento.types.js';
import type { TotalAttributeDto } from '../stores/dto/total-attribute.dto.js';
import { toColumn, type Units } from './money.js';
import { balanceOf, type Imbalance } from './order-balance.js';
import type { Adjustment } from './total-attributes.js';

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
  /** What the adjustment is made of, as far as it is known; undefined for nothing. */
  adjustments?: StoredAdjustment[];
}

export interface StoredAdjustment {
  name: string;
  as: Adjustment['as'];
  /** As it counts in the grand total. */
  amount: string;
}

/** Pure: see {@link balanceOf}. */
export function mapTotals(
  order: MagentoOrder,
  attributes: TotalAttributeDto[] = [],
): { totals: OrderTotals; imbalance: Imbalance | undefined } {
  const balance = balanceOf(order, attributes);
  const stored = storedOf(balance.others, balance.fixedTax);
  return {
    totals: {
      grand_total: toColumn(balance.grandTotal),
      subtotal: toColumn(balance.subtotal),
      shipping: toColumn(balance.shipping),
      tax: toColumn(balance.tax),
      discount: toColumn(balance.discount),
      store_credit: toColumn(balance.storeCredit),
      cod_fee: toColumn(balance.codFee),
      adjustment: toColumn(balance.adjustment),
      balanced: balance.imbalance === undefined,
      ...(stored.length > 0 ? { adjustments: stored } : {}),
    },
    imbalance: balance.imbalance,
  };
}

function storedOf(others: Adjustment[], fixedTax: Units): StoredAdjustment[] {
  const fixed: Adjustment = { name: 'weee_tax_applied_row_amount', as: 'fixedProductTax', amount: fixedTax };
  return [...others, ...(fixedTax === 0 ? [] : [fixed])].map(({ name, as, amount }) => ({
    name,
    as,
    amount: toColumn(amount),
  }));
}
