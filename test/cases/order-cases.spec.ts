import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder } from '../../src/magento/magento.types.js';
import { toMoney, toQuantity } from '../../src/orders/money.js';
import { mapOrder, type OrderRecord } from '../../src/orders/orders.mapper.js';
import { StoreSettings } from '../../src/stores/dto/store-settings.dto.js';

interface Case {
  title: string;
  kind: string;
  input: MagentoOrder;
  expected: Record<string, any>;
}

const cases = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, Case] => [
    name,
    JSON.parse(readFileSync(`${import.meta.dirname}/${name}`, 'utf8')) as Case,
  ])
  .filter(([, { kind }]) => kind === 'order');

const cents = (amount: string): number => Math.round(Number(amount) * 100);

/** What of an order the cases may name. */
const LOOKS: Record<string, (order: OrderRecord) => unknown> = {
  syncState: (order) => order.sync_state,
  syncReason: (order) => order.sync_reason,
  balanced: (order) => order.balanced,
  lines: (order) => order.items.map((item) => ({ sku: item.sku, quantity: openQuantity(item) })),
  sumOfRowTotals: (order) =>
    (order.items.reduce((sum, item) => sum + cents(item.row_total), 0) / 100).toFixed(2),
  anyPriceAboveZero: (order) => order.items.some((item) => Number(item.selling_price_per_unit) > 0),
  rowTotal: (order) => toMoney(order.items[0]!.row_total),
  sellingPricePerUnit: (order) => toMoney(order.items[0]!.selling_price_per_unit),
  currency: (order) => order.currency,
  grandTotal: (order) => toMoney(order.grand_total),
  codFee: (order) => toMoney(order.cod_fee),
  storeCredit: (order) => toMoney(order.store_credit),
  paymentMethod: (order) => order.payment_method,
  taxes: (order) =>
    order.items[0]!.taxes.map(({ code, rate, amount }) => `${code} ${rate} ${toMoney(amount)}`),
  ...Object.fromEntries(
    ['state', 'phone', 'line1', 'line2', 'line3', 'name'].map((field) => [
      field,
      ({ shipping_address: address }: OrderRecord) => address![field as 'name'],
    ]),
  ),
};

function openQuantity(item: OrderRecord['items'][number]): string {
  const open =
    Number(item.quantity_ordered) - Number(item.quantity_cancelled) - Number(item.quantity_refunded);
  return toQuantity(Math.max(0, open).toFixed(4));
}

describe('an order of a public report', () => {
  it.each(cases)('%s', (_name, { input, expected }) => {
    const order = mapOrder(input, new StoreSettings());
    const seen = Object.fromEntries(Object.keys(expected).map((field) => [field, LOOKS[field]!(order)]));
    expect(seen).toEqual(expected);
  });

  it('is one of all of them', () => {
    expect(cases.length).toBeGreaterThanOrEqual(27);
  });
});
