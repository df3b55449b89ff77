import { describe, expect, it } from '@jest/globals';
import { customFieldsOf, customPathsOf } from './custom-fields.js';

const order = {
  extension_attributes: {
    delivery_date: '2026-12-24',
    slot: { from: 9, late: false },
    tags: ['fragile', '', 'vip', { odd: true }],
    amasty_order_attributes: [
      { attribute_code: 'floor', value: '3' },
      { attribute_code: 'delivery.date', value: '2026-12-25' },
    ],
  },
  remote_ip: '',
  weight: 0,
};

describe('fields by a map of the store', () => {
  it.each<[string, unknown]>([
    ['extension_attributes.delivery_date', '2026-12-24'],
    ['extension_attributes.slot.from', 9],
    ['extension_attributes.slot.late', false],
    ['weight', 0],
    ['extension_attributes.tags', ['fragile', 'vip']],
    ['extension_attributes.amasty_order_attributes[].value', ['3', '2026-12-25']],
    ['extension_attributes.amasty_order_attributes[attribute_code=delivery.date].value', '2026-12-25'],
    ['extension_attributes.amasty_order_attributes[attribute_code=none].value', undefined],
    ['extension_attributes.slot', undefined],
    ['extension_attributes.slot[].from', undefined],
    ['remote_ip', undefined],
    ['__proto__.toString.name', undefined],
    ['nothing.there', undefined],
  ])('%s', (path, expected) => {
    expect(customFieldsOf([{ path, as: 'it' }], order)?.['it']).toEqual(expected);
  });

  it('of a line come from the row above it where it has none', () => {
    const { line, order: ofOrder } = customPathsOf([
      { path: 'items[].engraving', as: 'engraving' },
      { path: 'weight', as: 'weight' },
    ]);
    expect(ofOrder).toEqual([{ path: 'weight', as: 'weight' }]);
    expect(customFieldsOf(line, { engraving: 'own' }, { engraving: 'above' })).toEqual({ engraving: 'own' });
    expect(customFieldsOf(line, { engraving: '' }, { engraving: 'above' })).toEqual({ engraving: 'above' });
    expect(customFieldsOf(line, {}, undefined)).toBeUndefined();
  });
});
