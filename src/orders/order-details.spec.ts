import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder } from '../magento/magento.types.js';
import { linksOf, notesOf } from './order-details.js';

const order = (fields: object): MagentoOrder => ({ entity_id: 19, ...fields });

describe('links of an edited order', () => {
  it.each<[string, object, object | undefined]>([
    ['one that was never edited', { original_increment_id: null, edit_increment: null }, undefined],
    [
      'zeros and empty texts',
      { relation_parent_id: 0, relation_child_id: '0', relation_child_real_id: '' },
      undefined,
    ],
    [
      'the one that came of an edit',
      {
        original_increment_id: '000000012',
        edit_increment: 1,
        relation_parent_id: '12',
        relation_parent_real_id: '000000012',
      },
      {
        predecessor: { orderCode: '12', parentOrderCode: '000000012' },
        original: '000000012',
        edit: 1,
      },
    ],
    [
      'the one that was edited',
      { relation_child_id: 19, relation_child_real_id: '000000012-1' },
      { successor: { orderCode: '19', parentOrderCode: '000000012-1' } },
    ],
    [
      'a number without an id',
      { relation_parent_real_id: '000000012' },
      { predecessor: { orderCode: null, parentOrderCode: '000000012' } },
    ],
    ['what is no id', { relation_parent_id: { a: 1 }, edit_increment: 'x' }, undefined],
  ])('%s', (_what, fields, expected) => {
    expect(linksOf(order(fields))).toEqual(expected);
  });
});

describe('notes of an order', () => {
  it('are coupon, the customer’s note and the gift message', () => {
    const gift_message = { sender: 'Jane', recipient: ' ', message: 'Happy birthday!' };
    expect(
      notesOf(
        order({
          coupon_code: 'SPRING',
          customer_note: ' Ring twice ',
          extension_attributes: { gift_message },
        }),
      ),
    ).toEqual({
      couponCode: 'SPRING',
      customerNote: 'Ring twice',
      giftMessage: { from: 'Jane', to: null, message: 'Happy birthday!' },
    });
  });

  it('are none where Magento has empty ones', () => {
    const gift_message = { gift_message_id: 0, sender: '', recipient: null };
    expect(
      notesOf(order({ coupon_code: '', customer_note: null, extension_attributes: { gift_message } })),
    ).toBeUndefined();
  });
});
