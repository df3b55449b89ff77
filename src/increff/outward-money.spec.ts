import { describe, expect, it } from '@jest/globals';
import type { OrderDto, OrderItemDto } from '../orders/dto/order.dto.js';
import { outwardMoney } from './outward-money.js';

const item = (code: string, quantity: number, price: string, rowTotal: string): OrderItemDto =>
  ({
    orderItemCode: code,
    quantityOrdered: String(quantity),
    sellingPricePerUnit: price,
    rowTotal,
  }) as OrderItemDto;

const money = (
  items: OrderItemDto[],
  totals: { grandTotal: string; storeCredit?: string; adjustments?: { as: string; amount: string }[] },
): [number, number, number][] => {
  const all = { storeCredit: '0.00', adjustments: [], ...totals } as unknown as OrderDto['totals'];
  return [...outwardMoney({ orderItems: items, totals: all }).values()].map(({ price, discount, charge }) => [
    price / 10_000,
    discount / 10_000,
    charge / 10_000,
  ]);
};

describe('the money of an order for Increff', () => {
  it.each<[string, OrderItemDto[], Parameters<typeof money>[1], [number, number, number][]]>([
    ['goods and shipping', [item('1', 2, '50.00', '100.00')], { grandTotal: '115.00' }, [[100, 0, 15]]],
    [
      'cash on delivery of 1,070 after store credit, with a fee',
      [item('1', 1, '1180.00', '1180.00')],
      { grandTotal: '1070.00', storeCredit: '160.00' },
      [[1180, 160, 50]],
    ],
    [
      'a gift card, over the lines by their worth',
      [item('1', 1, '30.00', '30.00'), item('2', 1, '10.00', '10.00')],
      { grandTotal: '20.00', adjustments: [{ as: 'giftCard', amount: '-20.00' }] },
      [
        [30, 15, 0],
        [10, 5, 0],
      ],
    ],
    [
      'a gift card that pays all, shipping, too',
      [item('1', 1, '100.00', '100.00')],
      { grandTotal: '0.00', adjustments: [{ as: 'giftCard', amount: '-110.00' }] },
      [[100, 100, 0]],
    ],
    [
      'a discount with its tax, as the row has it',
      [item('1', 3, '21.65', '58.46')],
      { grandTotal: '58.46' },
      [[64.95, 6.49, 0]],
    ],
    [
      'a fee and a warranty that nobody packs',
      [item('1', 1, '10.00', '10.00'), item('2', 2, '5.00', '10.00')],
      { grandTotal: '50.00', adjustments: [{ as: 'fee', amount: '5.00' }] },
      [
        [10, 0, 10],
        [10, 0, 20],
      ],
    ],
    [
      'fixed product tax, which makes a row more than its price',
      [item('1', 1, '10.00', '12.00')],
      { grandTotal: '12.00' },
      [[12, 0, 0]],
    ],
    [
      'a discount that no line has',
      [item('1', 1, '10.00', '10.00')],
      { grandTotal: '7.00', adjustments: [] },
      [[10, 3, 0]],
    ],
    ['nothing at all', [], { grandTotal: '5.00' }, []],
  ])('%s', (_what, items, totals, expected) => {
    expect(money(items, totals)).toEqual(expected);
  });
});
