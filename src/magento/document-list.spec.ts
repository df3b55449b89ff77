import { describe, expect, it } from '@jest/globals';
import { MagentoOddDocumentsError, readDocument, readDocumentPage } from './document-list.js';

const invoice = { entity_id: 3, order_id: 7 };

const page = (value: unknown) => readDocumentPage(value, new Set(['7']), 'documents of order 7');

describe('a page of documents', () => {
  it('has them, and says how many there are in all', () => {
    expect(page({ items: [invoice], total_count: 5 })).toEqual({
      items: [invoice],
      total: 5,
    });
    expect(page({ items: [], total_count: '0' })).toEqual({ items: [], total: 0 });
    expect(page({ items: [{ ...invoice, order_id: '7' }] }).total).toBeUndefined();
    expect(page({ items: [], total_count: 'many' }).total).toBeUndefined();
  });

  it.each([[null], [undefined], [[]], [{}], [{ items: null }], [{ items: {} }], ['text'], [7]])(
    'is none: %j',
    (value) => {
      const error = new MagentoOddDocumentsError(
        'Magento answered 200, but not with a list of documents.',
        200,
      );
      expect(() => page(value)).toThrow(error);
    },
  );

  it.each([
    [null],
    ['text'],
    [{}],
    [{ order_id: 7 }],
    [{ ...invoice, order_id: 8 }],
    [{ entity_id: 'x', order_id: 7 }],
  ])('is not of this order with %j in it', (odd) => {
    const error = new MagentoOddDocumentsError(
      'Magento answered 200, but not with documents of order 7.',
      200,
    );
    expect(() => page({ items: [invoice, odd] })).toThrow(error);
  });
});

describe('a document', () => {
  it('is the one that was asked for', () => {
    expect(readDocument(invoice, '3')).toBe(invoice);
    const asText = { entity_id: '3' as unknown as number };
    expect(readDocument(asText, '3')).toBe(asText);
  });

  it.each([[null], ['3'], [{}], [{ entity_id: 4 }], [{ entity_id: '03x' }]])('is none: %j', (value) => {
    const error = new MagentoOddDocumentsError('Magento answered 200, but not with document 3.', 200);
    expect(() => readDocument(value as unknown as typeof invoice, '3')).toThrow(error);
  });
});
