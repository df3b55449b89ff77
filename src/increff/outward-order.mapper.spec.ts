import { describe, expect, it } from '@jest/globals';
import type { OrderDto, OrderItemDto } from '../orders/dto/order.dto.js';
import {
  cancelledSince,
  pushedLines,
  toCustomerCancellation,
  toOutwardOrder,
} from './outward-order.mapper.js';

function item(values: Partial<OrderItemDto>): OrderItemDto {
  return {
    orderItemCode: '31',
    channelSkuCode: 'MUG-01',
    name: 'Mug',
    quantity: '3',
    quantityOrdered: '3',
    quantityCancelled: '0',
    quantityRefunded: '0',
    quantityShipped: '0',
    quantityOpen: '3',
    sellingPricePerUnit: '21.65',
    mrp: '20.00',
    discount: '10.00',
    tax: '4.95',
    rowTotal: '54.95',
    taxes: [{ code: 'US-TX-8.25', title: 'Tax', rate: '8.25', amount: '4.95' }],
    base: null,
    customFields: {},
    ...values,
  };
}

function order(orderItems: OrderItemDto[]): OrderDto {
  return {
    orderCode: '18',
    parentOrderCode: '000000018',
    orderTime: '2026-11-23T09:16:57.000Z',
    dispatchByTime: '2026-11-25T09:16:57.000Z',
    paymentMethod: 'NCOD',
    totals: { grandTotal: total(orderItems), storeCredit: '0.00', codAmount: '0.00', adjustments: [] },
    customFields: {},
    giftMessage: null,
    onHold: false,
    billingAddress: null,
    shippingAddress: null,
    orderItems,
  } as unknown as OrderDto;
}

/** With 15.00 for shipping. */
function total(items: OrderItemDto[]): string {
  return items.reduce((sum, { rowTotal }) => sum + Number(rowTotal), 15).toFixed(2);
}

const SETTINGS = { pushLocationCode: null };

describe('an order in the form of the Standard APIs', () => {
  it('has amounts per unit to four decimals, and shipping spread over the units', () => {
    const body = toOutwardOrder(
      order([
        item({}),
        item({ orderItemCode: '32', channelSkuCode: 'CAP', quantity: '1', quantityOrdered: '1' }),
      ]),
      SETTINGS,
    );
    expect(body).toMatchObject({
      orderCode: '18',
      parentOrderCode: '000000018',
      dispatchByTime: '2026-11-25T09:16:57.000Z',
      isSplitRequired: true,
    });
    expect(body).toMatchObject({ orderType: 'SO', qcStatus: 'PASS', packType: 'PIECE' });
    expect(body).toMatchObject({ isPriority: false, gift: false, onHold: false });
    expect(body).not.toHaveProperty('locationCode');
    expect(body.orderItems[0]).toMatchObject({
      quantity: 3,
      sellingPricePerUnit: 21.65,
      sellerDiscountPerUnit: 3.3333,
      shippingChargePerUnit: 3.75,
    });
    expect(body['taxBreakupForms']).toContainEqual({
      channelSkuId: 'MUG-01',
      baseSellingPricePerUnit: 20,
      taxItemForms: [{ type: 'US-TX-8.25', rate: 8.25, taxPerUnit: 1.65 }],
    });
  });

  it('asks for what is left to fulfil only, and for no splitting where the store has one location', () => {
    const rows = [
      item({ quantity: '2', quantityCancelled: '1' }),
      item({ orderItemCode: '32', channelSkuCode: 'CAP', quantity: '0', quantityRefunded: '3' }),
    ];
    const body = toOutwardOrder(order(rows), { pushLocationCode: 'WH1' });
    expect(body.orderItems.map(({ orderItemCode, quantity }) => [orderItemCode, quantity])).toEqual([
      ['31', 2],
    ]);
    expect(body).toMatchObject({ locationCode: 'WH1', isSplitRequired: false });
  });

  it('has numbers even for a line of which nothing was ordered', () => {
    const row = item({ quantity: '1', quantityOrdered: '0' });
    expect(toOutwardOrder(order([row]), SETTINGS).orderItems[0]).toMatchObject({
      sellerDiscountPerUnit: 0,
      shippingChargePerUnit: 0,
    });
  });
});

describe('a customer cancellation', () => {
  const lines = pushedLines(
    order([
      item({ quantity: '2', quantityCancelled: '1' }),
      item({ orderItemCode: '32', channelSkuCode: 'CAP' }),
    ]),
  );

  it.each<[string, Record<string, string>, boolean, [string, number][]]>([
    ['nothing', { 31: '1', 32: '0' }, false, []],
    ['one more of a line', { 31: '2', 32: '0' }, false, [['31', 1]]],
    ['never more than was sent', { 31: '9', 32: '0' }, false, [['31', 2]]],
    ['a line that is gone', { 31: '1' }, false, [['32', 3]]],
    [
      'the whole order, against what the lines say',
      { 31: '1', 32: '0' },
      true,
      [
        ['31', 2],
        ['32', 3],
      ],
    ],
  ])('of %s', (_what, cancelled, whole, expected) => {
    const items = Object.entries(cancelled).map(([id, quantity]) => ({
      orderItemCode: id,
      quantityCancelled: quantity,
      quantityOrdered: '3',
    }));
    const since = cancelledSince(lines, items, whole);
    const { orderItems } = toCustomerCancellation(since);
    expect(orderItems.map((one) => [one.orderItemCode, one.cancelledQuantity])).toEqual(expected);
    expect(cancelledSince(since, items, whole)).toEqual(since);
  });
});

it('has a cancellation of units that the shop took from the line itself', () => {
  const lines = pushedLines(order([item({})]));
  const of = (quantityOrdered: string, quantityCancelled = '0'): number =>
    cancelledSince(lines, [{ orderItemCode: '31', quantityOrdered, quantityCancelled }], false)['31']!
      .cancelledQuantity;
  expect([of('3'), of('2'), of('2', '1'), of('5'), of('0')]).toEqual([0, 1, 2, 0, 3]);
});

describe('what else an order says', () => {
  const sent = (more: object, ofItem: Partial<OrderItemDto> = {}): any =>
    toOutwardOrder({ ...order([item(ofItem)]), ...more }, SETTINGS);

  it('goes as custom attributes, in texts that are not too long', () => {
    const body = sent(
      { customFields: { deliveryDate: '2026-12-24', tags: ['a', 'b'], floor: 3, note: 'x'.repeat(300) } },
      { customFields: { engraving: 'J' } },
    );
    expect(body.orderCustomAttributes).toEqual({
      ...{ deliveryDate: '2026-12-24', tags: 'a, b', floor: '3' },
      note: 'x'.repeat(255),
    });
    expect(body.orderItems[0].orderItemCustomAttributes).toEqual({ engraving: 'J' });
    expect(sent({})).not.toHaveProperty('orderCustomAttributes');
    expect(sent({}).orderItems[0]).not.toHaveProperty('orderItemCustomAttributes');
  });

  it('makes a gift of it, with the words of the order on lines that have none', () => {
    const giftMessage = { from: 'Jane', to: 'John', message: 'Happy birthday!' };
    const body = sent({ giftMessage });
    expect(body.gift).toBe(true);
    expect(body.orderItems[0].giftOptions).toMatchObject({
      giftMessage: 'To John: Happy birthday! From Jane',
    });
    const own = sent({ giftMessage }, { giftMessage: { from: null, to: null, message: 'Own' } });
    expect(own.orderItems[0].giftOptions.giftMessage).toBe('Own');
  });

  it('is collected in cash only where something is left to pay', () => {
    const paid = { ...order([]).totals, codAmount: '0.00' };
    expect(sent({ paymentMethod: 'COD', totals: paid }).paymentMethod).toBe('NCOD');
    expect(sent({ paymentMethod: 'COD', totals: { ...paid, codAmount: '1.00' } }).paymentMethod).toBe('COD');
  });

  it('is on hold where the shop passes such orders on', () => {
    expect(sent({ onHold: true }).onHold).toBe(true);
  });
});

it('has the company of an address in its first line, as the form knows no company', () => {
  const address = { name: 'A', line1: '1 Road', line2: 'Flat 2', line3: 'Near Lake', city: 'Pune' };
  const pushed = (more: object): unknown =>
    toOutwardOrder({ ...order([]), shippingAddress: { ...address, ...more } } as OrderDto, {
      pushLocationCode: null,
    })['shippingAddress'];
  expect(pushed({})).toEqual(address);
  expect(pushed({ company: 'Acme Ltd' })).toEqual({
    ...address,
    ...{ line1: 'Acme Ltd', line2: '1 Road', line3: 'Flat 2, Near Lake' },
  });
});
