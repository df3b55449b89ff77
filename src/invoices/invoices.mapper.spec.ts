import { describe, expect, it } from '@jest/globals';
import type { MagentoInvoice } from '../magento/magento.types.js';
import { type InvoiceRow, linesOf, toInvoiceDto, toInvoiceRecord } from './invoices.mapper.js';

const invoice = {
  entity_id: 7,
  increment_id: '000000007',
  order_id: 1,
  state: 2,
  grand_total: 12.5,
  tax_amount: 0.1 + 0.2,
  order_currency_code: 'INR',
  created_at: '2026-01-31 10:00:00',
  items: [
    { order_item_id: 11, sku: 'A', qty: 2 },
    { order_item_id: 12, qty: 1 },
  ],
} as unknown as MagentoInvoice;

describe('an invoice of Magento', () => {
  it('becomes a row, and the row what Increff gets', () => {
    const record = toInvoiceRecord(invoice);
    expect(record).toEqual({
      invoice_id: '7',
      increment_id: '000000007',
      state: 'PAID',
      grand_total: '12.5000',
      tax: '0.3000',
      currency: 'INR',
      items: [
        { orderItemCode: '11', channelSkuCode: 'A', quantity: 2 },
        { orderItemCode: '12', channelSkuCode: '', quantity: 1 },
      ],
      magento_created_at: new Date('2026-01-31T10:00:00Z'),
    });
    expect(toInvoiceDto({ ...record, sync_state: 'FOUND' } as InvoiceRow, '1')).toEqual({
      invoiceId: '7',
      invoiceNumber: '000000007',
      orderCode: '1',
      state: 'PAID',
      syncState: 'FOUND',
      grandTotal: '12.50',
      tax: '0.30',
      currency: 'INR',
      items: record.items,
      magentoCreatedAt: '2026-01-31T10:00:00.000Z',
    });
  });

  it.each([
    [1, 'OPEN'],
    [2, 'PAID'],
    [3, 'CANCELLED'],
    [undefined, 'OPEN'],
    [9, 'OPEN'],
  ])('of state %p is %s', (state, words) => {
    expect(toInvoiceRecord({ ...invoice, state }).state).toBe(words);
  });

  it('may lack everything but its id', () => {
    const record = toInvoiceRecord({ entity_id: 7, order_id: 1 });
    expect(record).toMatchObject({
      increment_id: null,
      grand_total: '0.0000',
      currency: null,
      items: [],
      magento_created_at: null,
    });
    expect(toInvoiceDto({ ...record, sync_state: 'FOUND' } as InvoiceRow, '1').magentoCreatedAt).toBeNull();
    expect(linesOf({ entity_id: 7 } as MagentoInvoice)).toEqual([]);
  });

  it('has lines by the rows of its order', () => {
    expect(linesOf(invoice)).toEqual([
      { order_item_id: 11, qty: 2 },
      { order_item_id: 12, qty: 1 },
    ]);
  });
});
