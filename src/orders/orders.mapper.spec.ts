import { describe, expect, it } from '@jest/globals';
import { generateOrder } from '../../test/sandbox/generator.js';
import { loadExchanges, recordedOrders } from '../../test/sandbox/recorded-orders.js';
import { present } from '../../test/sandbox/store.js';
import type { Order, Release } from '../../test/sandbox/magento-order.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { StoreSettings } from '../stores/dto/store-settings.dto.js';
import { UnmappableOrderError } from './order-fields.js';
import { isWithoutCustomer, mapOrder, withoutCustomer } from './orders.mapper.js';

const settings = new StoreSettings();
const recorded = recordedOrders(loadExchanges('recorded'), 'first');
const map = (order: Order, release: Release = '2.4.7') =>
  mapOrder(present(order, release) as unknown as MagentoOrder, settings);
const order = (id: number): Order => structuredClone(recorded.find((one) => one.entity_id === id)!);
const simple = (): Order =>
  generateOrder({ entityId: 1, createdAt: Date.parse('2026-01-01T00:00:00Z'), lines: 1 });

describe('mapOrder, on orders of a real Magento', () => {
  it.each(recorded.map((one) => [one.entity_id]))(
    'order %d balances and is the same on every release',
    (id) => {
      const mapped = map(order(id));
      expect(mapped.balanced).toBe(true);
      expect(map(order(id), '2.4.6').content_hash).toBe(mapped.content_hash);
      expect(map(order(id), '2.4.8').content_hash).toBe(mapped.content_hash);
    },
  );

  it('takes price, tax and discount from the configurable parent', () => {
    expect(map(order(5)).items[0]).toMatchObject({
      item_id: '7',
      parent_item_id: '6',
      parent_product_type: 'configurable',
      selling_price_per_unit: '15.0000',
      row_total: '30.0000',
    });
  });

  it('keeps the money of a bundle on its children', () => {
    expect(
      map(order(22)).items.map((item) => [
        item.sku,
        item.parent_product_type,
        item.selling_price_per_unit,
        item.row_total,
      ]),
    ).toEqual([
      ['MUG-01', 'bundle', '13.5300', '27.0600'],
      ['PEN-01', 'bundle', '1.3000', '5.2000'],
    ]);
  });

  it('lists the taxes of each line, with discount and tax in the row total', () => {
    expect(map(order(18)).items[0]).toMatchObject({
      discount: '6.0000',
      tax: '4.4600',
      row_total: '58.4600',
      taxes: [{ code: 'US-TX-8.25', title: 'US-TX-8.25', rate: '8.25', amount: '4.4600' }],
    });
  });

  it('ignores an order of virtual goods, and takes the rest of a mixed one', () => {
    expect(map(order(19))).toMatchObject({
      sync_state: 'IGNORED',
      sync_reason: 'no_simple_items',
      items: [],
      shipping_address: null,
    });
    expect(map(order(20)).items.map((item) => item.sku)).toEqual(['MUG-01']);
  });

  it('keeps umlauts and different billing and shipping addresses', () => {
    const mapped = map(order(24));
    expect(mapped.billing_address).not.toEqual(mapped.shipping_address);
    expect(map(order(23)).items.map((item) => item.sku)).toContain('ÄÖ-ü');
  });

  it('tells cash on delivery by the configured methods', () => {
    expect([map(order(2)).payment_method, map(order(5)).payment_method]).toEqual(['COD', 'NCOD']);
  });

  it('keeps an order of zero value', () => {
    expect(map(order(25))).toMatchObject({ grand_total: '0.0000', balanced: true, sync_state: 'NEW' });
  });
});

describe('mapOrder, on what modules and odd data add', () => {
  it('takes store credit and COD fee from the extension attributes', () => {
    const one = simple();
    Object.assign(one.extension_attributes, { amstorecredit_amount: 10, cash_on_delivery_fee: 5 });
    one.grand_total = one.grand_total - 10 + 5;
    expect(map(one)).toMatchObject({
      store_credit: '10.0000',
      cod_fee: '5.0000',
      adjustment: '0.0000',
      balanced: true,
    });
  });

  it('explains gift cards and hidden tax by the adjustment', () => {
    const one = simple();
    Object.assign(one.extension_attributes, { gift_cards_amount: 7 });
    one['discount_tax_compensation_amount'] = 1.5;
    one.grand_total = one.grand_total - 7 + 1.5;
    expect(map(one)).toMatchObject({ adjustment: '-5.5000', balanced: true });
  });

  it('holds an order whose parts do not add up beyond a cent per line', () => {
    const near = simple();
    near.grand_total += 0.01;
    expect(map(near)).toMatchObject({ balanced: true, sync_state: 'NEW' });
    const far = simple();
    far.grand_total += 0.02;
    expect(map(far)).toMatchObject({
      balanced: false,
      sync_state: 'HELD',
      sync_reason: 'totals_not_balanced',
    });
  });

  it('passes a gift card option on', () => {
    const one = simple();
    one.items[0]!['product_option'] = {
      extension_attributes: { giftcard_item_option: { giftcard_sender_name: 'A' } },
    };
    expect(map(one).items[0]!.gift).toEqual({ giftcard_sender_name: 'A' });
  });

  it.each([
    'billing_address',
    'payment',
    'extension_attributes',
    'increment_id',
    'status',
    'state',
    'grand_total',
    'items',
    'updated_at',
  ])('stands a missing or empty %s', (field) => {
    for (const value of [undefined, null]) {
      const rest = { ...present(simple(), '2.4.7'), [field]: value } as unknown as MagentoOrder;
      expect(() => mapOrder(rest, settings)).not.toThrow();
    }
  });

  it('does not map what has no time of creation', () => {
    const rest = {
      ...present(simple(), '2.4.7'),
      created_at: undefined,
      updated_at: undefined,
    } as unknown as MagentoOrder;
    expect(() => mapOrder(rest, settings)).toThrow(UnmappableOrderError);
  });

  it.each([
    ['pending_payment', 'pending_payment', 'WAITING', 'status_not_fetched'],
    ['holded', 'holded', 'WAITING', 'status_not_fetched'],
    ['complete', 'complete', 'IGNORED', 'already_finished'],
    ['canceled', 'canceled', 'CANCELLED', null],
    ['new', null, 'WAITING', 'status_not_fetched'],
  ])('state %s with status %s becomes %s', (state, status, syncState, reason) => {
    const one = simple();
    Object.assign(one, { state, status });
    expect(map(one)).toMatchObject({ sync_state: syncState, sync_reason: reason });
  });

  it('ignores what was ordered before the start date', () => {
    const later = Object.assign(new StoreSettings(), { startDate: '2026-06-01' });
    expect(mapOrder(present(simple(), '2.4.7') as unknown as MagentoOrder, later)).toMatchObject({
      sync_state: 'IGNORED',
      sync_reason: 'before_start_date',
    });
  });
});

describe('an order without its customer', () => {
  it('has neither addresses nor gifts, and all the rest, and says so by its hash', () => {
    const mapped = map(simple());
    const gift = { giftcard_recipient_email: 'friend@example.com' };
    const given = { ...mapped, items: mapped.items.map((item) => ({ ...item, gift })) };
    const bare = withoutCustomer(given);
    expect({ ...bare, content_hash: '', json: '', itemsJson: '' }).toEqual({
      ...mapped,
      ...{ billing_address: null, shipping_address: null, content_hash: '', json: '', itemsJson: '' },
    });
    expect(bare.json + bare.itemsJson).not.toMatch(/example\.com|Main Street|5555550100/);
    expect([isWithoutCustomer(mapped), isWithoutCustomer(bare)]).toEqual([false, true]);
    // Nothing of the customer is in the hash: another one's order gives the same.
    const other = { ...given, billing_address: null, shipping_address: null };
    expect(withoutCustomer(other).content_hash).toBe(bare.content_hash);
  });

  it('differs where the order differs', () => {
    const mapped = map(simple());
    expect(withoutCustomer({ ...mapped, status: 'other' }).content_hash).not.toBe(
      withoutCustomer(mapped).content_hash,
    );
  });
});

it('names the receiver as Magento does, with prefix and suffix', () => {
  const address = { prefix: 'Dr.', firstname: 'Asha', middlename: null, lastname: 'Rao', suffix: 'Jr.' };
  const order = { entity_id: 1, created_at: '2026-11-25 10:00:00', billing_address: address };
  expect(mapOrder(order, new StoreSettings()).billing_address?.name).toBe('Dr. Asha Rao Jr.');
});
