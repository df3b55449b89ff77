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
    totals: { shipping: '15.00' },
    billingAddress: null,
    shippingAddress: null,
    orderItems,
  } as unknown as OrderDto;
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
      item({ orderItemCode: '32', quantity: '0', quantityRefunded: '3' }),
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
      'the whole order, whatever the lines say',
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
    }));
    const since = cancelledSince(lines, items, whole);
    const { orderItems } = toCustomerCancellation(since);
    expect(orderItems.map((one) => [one.orderItemCode, one.cancelledQuantity])).toEqual(expected);
    expect(cancelledSince(since, items, whole)).toEqual(since);
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
