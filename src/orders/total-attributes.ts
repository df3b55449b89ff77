import type { MagentoOrder } from '../magento/magento.types.js';
import type { TotalAttributeDto, TotalKind } from '../stores/dto/total-attribute.dto.js';
import { type Step, stepsOf } from './field-path.js';
import { type Units, units } from './money.js';

/** A part of the grand total beside subtotal, shipping, tax and discount, as it counts there. */
export interface Adjustment {
  name: string;
  as: `${TotalKind}` | 'hiddenTax' | 'storeBalance' | 'rewardPoints' | 'giftWrap' | 'fixedProductTax';
  amount: Units;
}

/**
 * Of Magento itself and Adobe Commerce (shared schema, sales-data-order-extension-interface), and of the two modules that
 * the customer's document names. The tax of gift wrapping is part of tax_amount already.
 */
const KNOWN: { path: string; sign: 1 | -1 | 'less'; as: Adjustment['as'] }[] = [
  { path: 'discount_tax_compensation_amount', sign: 1, as: 'hiddenTax' },
  { path: 'shipping_discount_tax_compensation_amount', sign: 1, as: 'hiddenTax' },
  { path: 'extension_attributes.cash_on_delivery_fee', sign: 1, as: 'codFee' },
  { path: 'extension_attributes.amstorecredit_amount', sign: 'less', as: 'storeCredit' },
  { path: 'extension_attributes.gift_cards_amount', sign: -1, as: 'giftCard' },
  { path: 'extension_attributes.customer_balance_amount', sign: -1, as: 'storeBalance' },
  { path: 'extension_attributes.reward_currency_amount', sign: -1, as: 'rewardPoints' },
  { path: 'extension_attributes.gw_price', sign: 1, as: 'giftWrap' },
  { path: 'extension_attributes.gw_items_price', sign: 1, as: 'giftWrap' },
  { path: 'extension_attributes.gw_card_price', sign: 1, as: 'giftWrap' },
  { path: 'extension_attributes.custom_fees[].custom_fee_amount', sign: 1, as: 'fee' },
];

/** Where the totals stand that are known without a setting. */
export const KNOWN_PATHS = KNOWN.map(({ path }) => path);

/** Those that are not 0. @throws NotAnAmountError */
export function adjustmentsOf(order: MagentoOrder, attributes: TotalAttributeDto[]): Adjustment[] {
  const result: Adjustment[] = [];
  for (const { path, sign, as } of attributes.length === 0 ? KNOWN : [...KNOWN, ...attributes]) {
    const amount = amountAt(order, path);
    if (amount === 0) continue;
    const signed = sign === 'less' ? -Math.abs(amount) : sign * amount;
    result.push({ name: path.slice(path.lastIndexOf('.') + 1), as, amount: signed });
  }
  return result;
}

/** The sum of what is found there. @throws NotAnAmountError */
function amountAt(order: MagentoOrder, path: string): Units {
  return sumAt(order, stepsOf(path), 0);
}

function sumAt(value: unknown, steps: Step[], depth: number): Units {
  const step = steps[depth];
  if (step === undefined) return units(value as number | string | null | undefined);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step.name)) return 0;
  const next = (value as Record<string, unknown>)[step.name];
  if (!step.isList) return sumAt(next, steps, depth + 1);
  if (!Array.isArray(next)) return 0;
  return next.reduce<Units>((sum, entry) => sum + sumAt(entry, steps, depth + 1), 0);
}
