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

/** The sample of Increff's document. */
const documented: MagentoInvoice = {
  ...{ entity_id: 1, increment_id: 'M000033958', order_id: 1, state: 2, grand_total: 100, tax_amount: 73.93 },
  ...{
    base_currency_code: 'INR',
    base_discount_amount: 0,
    base_shipping_amount: 0,
    billing_address_id: 70058,
  },
  ...{ created_at: '2022-07-29 09:00:05', updated_at: '2022-07-29 09:00:05', discount_amount: 0 },
  ...{
    discount_tax_compensation_amount: 0,
    shipping_address_id: 1,
    shipping_amount: 0,
    store_to_base_rate: 0,
  },
  ...{ store_to_order_rate: 0, subtotal: 100, subtotal_incl_tax: 100, total_qty: 1 },
  transaction_id: 'pay_Jz7LmmJjjfMjPk',
  items: [
    {
      ...{ entity_id: 167859, parent_id: 33958, product_id: 28618, order_item_id: 172596, qty: 1 },
      ...{ sku: '8907095618689', name: 'Pack of 1 dress - off white', description: '' },
      ...{
        price: 616.07,
        price_incl_tax: 690,
        row_total: 616.07,
        row_total_incl_tax: 690,
        tax_amount: 73.93,
      },
      ...{ base_price: 690, base_price_incl_tax: 690, base_row_total: 616.07, base_row_total_incl_tax: 690 },
      ...{ base_tax_amount: 73.93, discount_tax_compensation_amount: 0 },
      base_discount_tax_compensation_amount: 0,
    },
  ],
};

describe('an invoice of Magento', () => {
  it('becomes a row, and the row what Increff gets', () => {
    const record = toInvoiceRecord(invoice);
    expect(record).toMatchObject({
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
    expect(toInvoiceDto({ ...record, sync_state: 'FOUND' } as InvoiceRow, '1', null)).toMatchObject({
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
    expect(
      toInvoiceDto({ ...record, sync_state: 'FOUND' } as InvoiceRow, '1', null).magentoCreatedAt,
    ).toBeNull();
    expect(linesOf({ entity_id: 7 } as MagentoInvoice)).toEqual([]);
  });

  it('has lines by the rows of its order', () => {
    expect(linesOf(invoice)).toEqual([
      { order_item_id: 11, qty: 2 },
      { order_item_id: 12, qty: 1 },
    ]);
  });

  it('has every field of the document', () => {
    const row = { ...toInvoiceRecord(documented), sync_state: 'FOUND' } as InvoiceRow;
    expect(
      toInvoiceDto(row, '1', 'https://shop.example.com/{orderCode}/{invoiceNumber}?id={invoiceId}'),
    ).toEqual({
      ...{ invoiceId: '1', invoiceNumber: 'M000033958', orderCode: '1', state: 'PAID', syncState: 'FOUND' },
      ...{ grandTotal: '100.00', tax: '73.93', currency: null, transactionId: 'pay_Jz7LmmJjjfMjPk' },
      ...{ magentoCreatedAt: '2022-07-29T09:00:05.000Z', magentoUpdatedAt: '2022-07-29T09:00:05.000Z' },
      ...{ subtotal: '100.00', subtotalInclTax: '100.00', discount: '0.00', discountTaxCompensation: '0.00' },
      ...{
        shipping: '0.00',
        totalQuantity: '1',
        baseCurrency: 'INR',
        storeToBaseRate: '0',
        storeToOrderRate: '0',
      },
      ...{ baseGrandTotal: null, baseTax: null, baseDiscount: '0.00', baseShipping: '0.00' },
      ...{ billingAddressId: '70058', shippingAddressId: '1' },
      documentUrl: 'https://shop.example.com/1/M000033958?id=1',
      items: [
        {
          ...{
            orderItemCode: '172596',
            channelSkuCode: '8907095618689',
            quantity: 1,
            invoiceItemId: '167859',
          },
          ...{ productId: '28618', name: 'Pack of 1 dress - off white', description: '', price: '616.07' },
          ...{
            priceInclTax: '690.00',
            rowTotal: '616.07',
            rowTotalInclTax: '690.00',
            tax: '73.93',
            discount: null,
          },
          ...{ discountTaxCompensation: '0.00', basePrice: '690.00', basePriceInclTax: '690.00' },
          ...{ baseRowTotal: '616.07', baseRowTotalInclTax: '690.00', baseTax: '73.93' },
          baseDiscountTaxCompensation: '0.00',
        },
      ],
    });
  });

  it('of which an amount cannot be read is stored all the same', () => {
    const odd = { ...documented, subtotal: '1,234' as unknown as number };
    expect(toInvoiceRecord(odd).details).toMatchObject({ subtotal: null, subtotalInclTax: '100.00' });
  });

  it('that an older release stored has no details, and all names', () => {
    const { items, ...record } = toInvoiceRecord(documented);
    const bare = items.map(({ orderItemCode, channelSkuCode, quantity }) => ({
      orderItemCode,
      channelSkuCode,
      quantity,
    }));
    const dto = toInvoiceDto(
      { ...record, items: bare, details: null, sync_state: 'FOUND' } as InvoiceRow,
      '1',
      null,
    );
    expect([dto.subtotal, dto.items[0]!.price, dto.items[0]!.quantity, dto.documentUrl]).toEqual([
      null,
      null,
      1,
      null,
    ]);
  });
});
