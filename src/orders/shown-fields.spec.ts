import { describe, expect, it } from '@jest/globals';
import { generateOrder } from '../../test/sandbox/generator.js';
import { project } from '../../test/sandbox/projection.js';
import { loadExchanges, recordedOrders } from '../../test/sandbox/recorded-orders.js';
import { present } from '../../test/sandbox/store.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { StoreSettings } from '../stores/dto/store-settings.dto.js';
import { TotalKind } from '../stores/dto/total-attribute.dto.js';
import { mapOrder } from './orders.mapper.js';
import { hidesParent, shownFieldsOf } from './shown-fields.js';

const settings = Object.assign(new StoreSettings(), {
  customFields: [
    { path: 'extension_attributes.slots[kind=day].value', as: 'day' },
    { path: 'items[].extension_attributes.engraving', as: 'engraving' },
    { path: 'items[].weight', as: 'weight' },
  ],
  totalAttributes: [
    { path: 'extension_attributes.fees[].amount', sign: 1, as: TotalKind.Fee, taxIncluded: true },
  ],
});
const address = { prefix: 'Dr', middlename: 'M', suffix: 'Jr', company: 'Acme', region: 'Texas' };
const taxes = [{ code: 'T', title: 'Tax', percent: 8, amount: 1 }];

/** With every field that the mapper knows, which no order of the recorded shop has. */
function rich(): MagentoOrder {
  const order = generateOrder({
    entityId: 9,
    createdAt: Date.parse('2026-01-01T00:00:00Z'),
    varied: true,
    lines: 4,
  });
  const shown = present(order, '2.4.7') as any;
  Object.assign(shown, {
    coupon_code: 'C',
    customer_note: 'N',
    base_currency_code: 'EUR',
    base_to_order_rate: 1.1,
    base_grand_total: 9,
    base_subtotal: 8,
    base_shipping_amount: 1,
    base_tax_amount: 2,
    base_discount_amount: 3,
    original_increment_id: '8',
    edit_increment: 1,
    relation_parent_id: '8',
    relation_parent_real_id: '000000008',
    relation_child_id: '10',
    relation_child_real_id: '000000010',
    shipping_tax_amount: 1,
  });
  Object.assign(shown.billing_address, address);
  const given = shown.extension_attributes;
  Object.assign(given.shipping_assignments[0].shipping.address, address);
  Object.assign(given, {
    gift_message: { sender: 'A', recipient: 'B', message: 'M' },
    cash_on_delivery_fee: 1,
    amstorecredit_amount: 2,
    gift_cards_amount: 1,
    customer_balance_amount: 1,
    reward_currency_amount: 1,
    gw_price: 1,
    gw_items_price: 1,
    gw_card_price: 1,
    gw_tax_amount: 0.1,
    gw_items_tax_amount: 0.1,
    gw_card_tax_amount: 0.1,
    custom_fees: [{ custom_fee_code: 'x', custom_fee_amount: 1 }],
    item_applied_taxes: shown.items.map((item: any) => ({
      type: 'product',
      item_id: item.item_id,
      applied_taxes: taxes,
    })),
    slots: [
      { kind: 'day', value: '2026-02-01' },
      { kind: 'hour', value: '8' },
    ],
    fees: [{ amount: 3, label: 'L' }],
  });
  shown.tax_amount = 30;
  for (const item of shown.items) {
    Object.assign(item, {
      base_price: 1,
      base_price_incl_tax: 2,
      base_original_price: 3,
      base_row_total: 4,
      base_row_total_incl_tax: 5,
      base_tax_amount: 1,
      base_discount_amount: 1,
      base_discount_tax_compensation_amount: 1,
      weight: 2,
      base_weee_tax_applied_row_amnt: 1,
      weee_tax_applied_row_amount: 1,
      discount_tax_compensation_amount: 1,
      extension_attributes: { gift_message: { sender: 'A', recipient: 'B', message: 'M' }, engraving: 'E' },
      product_option: {
        extension_attributes: {
          giftcard_item_option: { giftcard_amount: '5' },
          custom_options: [{ option_id: 1 }],
        },
      },
    });
  }
  return shown as MagentoOrder;
}

const recorded = recordedOrders(loadExchanges('recorded'), 'first').map(
  (order) => present(order, '2.4.7') as unknown as MagentoOrder,
);

function short(order: MagentoOrder, by: StoreSettings = settings): MagentoOrder {
  const list = project({ items: [order], total_count: 1 }, shownFieldsOf(by)) as { items: MagentoOrder[] };
  return list.items[0]!;
}

/** What is stored of it, or why nothing is. */
function outcome(order: MagentoOrder): string {
  try {
    // As an SKU of the product, what tells that the line has another one.
    return mapOrder(order, settings, ({ product_id: id, product_option: chosen }) =>
      chosen?.extension_attributes?.custom_options ? `P${id}` : undefined,
    ).content_hash;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Every single change of the order: of each value, and each value or part of it gone. */
function* changesOf(value: any, path: string[] = []): Generator<[string, MagentoOrder]> {
  const root = structuredClone(value);
  const parts = (node: any, at: string[]): string[][] =>
    typeof node === 'object' && node !== null
      ? Object.keys(node).flatMap((key) => [[...at, key], ...parts(node[key], [...at, key])])
      : [];
  for (const at of parts(value, path)) {
    for (const how of ['other', 'gone'] as const) {
      const changed = structuredClone(root);
      const holder = at.slice(0, -1).reduce((node: any, key) => node[key], changed);
      const key = at.at(-1)!;
      const was = holder[key];
      if (how === 'gone' && Array.isArray(holder)) holder.splice(Number(key), 1);
      else if (how === 'gone') delete holder[key];
      else if (typeof was === 'number') holder[key] = was + 7;
      else if (typeof was === 'string') holder[key] = /^\d{4}-/.test(was) ? '2026-03-04 05:06:07' : `${was}1`;
      else continue;
      yield [`${at.join('.')} ${how}`, changed as MagentoOrder];
    }
  }
}

describe('a list that shows what is stored of an order', () => {
  it.each([['rich', rich()] as const, ...recorded.map((one) => [String(one.entity_id), one] as const)])(
    'shows all of it: order %s is the same by it',
    (_, order) => {
      expect(outcome(short(order))).toBe(outcome(order));
    },
  );

  it.each([
    ['rich', rich()] as const,
    ...recorded.filter((__, i) => i % 12 === 0).map((one) => [String(one.entity_id), one] as const),
  ])('shows every change that a whole reading shows: order %s', (_, order) => {
    const before = outcome(order);
    let noticed = 0;
    for (const [what, changed] of changesOf(order)) {
      if (hidesParent(changed)) continue;
      const whole = outcome(changed);
      if (whole !== before) noticed++;
      expect([what, outcome(short(changed))]).toEqual([what, whole]);
    }
    expect(noticed).toBeGreaterThan(30);
  });

  it('is less than half of the whole list', () => {
    const size = (orders: MagentoOrder[]): number => JSON.stringify(orders).length;
    expect(size(recorded.map((one) => short(one, new StoreSettings())))).toBeLessThan(size(recorded) / 2);
  });

  it('is not asked for where a field has a name that the filter does not take, or where it would be too long', () => {
    const withPath = (path: string): StoreSettings =>
      Object.assign(new StoreSettings(), { customFields: [{ path, as: 'x' }] });
    expect(shownFieldsOf(withPath('extension_attributes.my-field'))).toBeUndefined();
    const long = (i: number): string => `extension_attributes.${'long_'.repeat(12)}${i}`;
    const many = Object.assign(new StoreSettings(), {
      customFields: Array.from({ length: 90 }, (_, i) => ({ path: long(i), as: `x${i}` })),
    });
    expect(shownFieldsOf(many)).toBeUndefined();
  });

  it('shows a field whole where one setting asks for it and another for a part', () => {
    const both = ['extension_attributes.slots[kind=day].value', 'extension_attributes.slots'];
    for (const paths of [both, both.toReversed()]) {
      const by = Object.assign(new StoreSettings(), {
        customFields: paths.map((path, i) => ({ path, as: `x${i}` })),
      });
      expect(short(rich(), by).extension_attributes).toHaveProperty('slots.1.kind', 'hour');
      expect(shownFieldsOf(by)).not.toContain('slots[');
    }
  });

  it('knows where the row above a line stands in the line alone', () => {
    const items = [{ item_id: 2, parent_item_id: 1 }, { item_id: 3 }];
    expect(hidesParent({ entity_id: 1, items })).toBe(true);
    expect(hidesParent({ entity_id: 1, items: [{ item_id: 1 }, ...items] })).toBe(false);
    expect(hidesParent({ entity_id: 1 })).toBe(false);
  });
});
