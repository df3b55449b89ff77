import { describe, expect, it } from '@jest/globals';
import type { PushedLine } from './entities/increff-push.entity.js';
import { asPushed, spreadOver } from './merged-lines.js';

const line = (channelSkuCode: string, under?: string): PushedLine => ({
  channelSkuCode,
  under,
  quantity: 2,
  cancelledBefore: 0,
  cancelledQuantity: 0,
});
/** 1 and 3 went as one, 2 by itself. */
const LINES = { '1': line('A'), '2': line('B'), '3': line('A', '1') };
const LEFT = new Map([
  ['1', 2],
  ['2', 2],
  ['3', 2],
]);

const spread = (asked: object[], left = LEFT) =>
  spreadOver(LINES, asked as never, left).map(({ orderItemCode, quantity }: any) => [
    orderItemCode,
    quantity,
  ]);

describe('what Increff packs of a merged line', () => {
  it.each([
    [
      'the first line first',
      [{ orderItemCode: '1', quantity: 3 }],
      [
        ['1', 2],
        ['3', 1],
      ],
    ],
    [
      'by SKU alone',
      [{ channelSkuCode: 'A', quantity: 4 }],
      [
        ['1', 2],
        ['3', 2],
      ],
    ],
    [
      'more than there is stays on the first',
      [{ orderItemCode: '1', quantity: 5 }],
      [
        ['1', 3],
        ['3', 2],
      ],
    ],
    [
      'named twice',
      [
        { orderItemCode: '1', quantity: 1 },
        { orderItemCode: '1', quantity: 2 },
      ],
      [
        ['1', 1],
        ['1', 1],
        ['3', 1],
      ],
    ],
    ['a line that went by itself', [{ orderItemCode: '2', quantity: 9 }], [['2', 9]]],
    ['a line that nobody pushed', [{ orderItemCode: '7', quantity: 1 }], [['7', 1]]],
  ])('%s', (_, asked, expected) => {
    expect(spread(asked)).toEqual(expected);
  });

  it('leaves out what is in other parcels, also where those hold too much', () => {
    const left = new Map([
      ['1', -1],
      ['3', 2],
    ]);
    expect(spread([{ orderItemCode: '1', quantity: 2 }], left)).toEqual([['3', 2]]);
  });

  it('is answered as Increff asked for it', () => {
    const own = [
      { orderItemCode: '1', quantity: 2 },
      { orderItemCode: '2', quantity: 1 },
      { orderItemCode: '3', quantity: 1 },
    ];
    expect(asPushed(LINES, own)).toEqual([
      { orderItemCode: '1', quantity: 3 },
      { orderItemCode: '2', quantity: 1 },
    ]);
  });
});
