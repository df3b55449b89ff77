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

export const OTHER_TAXES = [
  'shipping_tax_amount',
  'extension_attributes.gw_tax_amount',
  'extension_attributes.gw_items_tax_amount',
  'extension_attributes.gw_card_tax_amount',
];

/** Where the totals stand that are known without a setting. */
export const KNOWN_PATHS = KNOWN.map(({ path }) => path);

/**
 * Those that are not 0.
 * @param taxOfRows what the order's lines have of its tax
 * @throws NotAnAmountError
 */
export function adjustmentsOf(
  order: MagentoOrder,
  attributes: TotalAttributeDto[],
  taxOfRows: Units,
): Adjustment[] {
  const result: Adjustment[] = [];
  const add = (path: string, as: Adjustment['as'], amount: Units): void => {
    if (amount !== 0) result.push({ name: path.slice(path.lastIndexOf('.') + 1), as, amount });
  };
  for (const { path, sign, as } of KNOWN) {
    const amount = amountAt(order, path);
    add(path, as, sign === 'less' ? -Math.abs(amount) : sign * amount);
  }
  let tax: Units | undefined;
  for (const { path, sign, as, taxIncluded = false } of attributes) {
    const amount = sign * amountAt(order, path);
    const included =
      taxIncluded && amount !== 0 ? within(amount, (tax ??= taxOfOthers(order, taxOfRows))) : 0;
    if (tax !== undefined) tax -= included;
    add(path, as, amount - included);
  }
  return result;
}

/** Tax in the order's tax that is neither of its rows, nor of shipping or gift wrapping: of what other modules add. */
function taxOfOthers(order: MagentoOrder, taxOfRows: Units): Units {
  const known = OTHER_TAXES.reduce((sum, path) => sum + amountAt(order, path), taxOfRows);
  return units(order.tax_amount) - known;
}

/** So much of the tax as an amount can include. */
function within(amount: Units, tax: Units): Units {
  if (Math.sign(amount) !== Math.sign(tax)) return 0;
  return Math.abs(tax) > Math.abs(amount) ? amount : tax;
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
