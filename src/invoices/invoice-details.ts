import type { MagentoInvoice, MagentoInvoiceItem } from '../magento/magento.types.js';
import { fromMagentoTime } from '../magento/magento-time.js';
import { NotAnAmountError, toColumn, toMoney, toQuantity, units } from '../orders/money.js';
import type { InvoiceDetails, InvoiceItemDetails } from './dto/invoice-details.dto.js';

/** What the document has of an invoice besides. Null is what Magento left out, which is not zero. */
export function detailsOf(invoice: MagentoInvoice): InvoiceDetails {
  return {
    transactionId: invoice.transaction_id ?? null,
    magentoUpdatedAt: fromMagentoTime(invoice.updated_at)?.toISOString() ?? null,
    subtotal: money(invoice.subtotal),
    subtotalInclTax: money(invoice.subtotal_incl_tax),
    discount: money(invoice.discount_amount),
    discountTaxCompensation: money(invoice.discount_tax_compensation_amount),
    shipping: money(invoice.shipping_amount),
    totalQuantity: quantity(invoice.total_qty),
    baseCurrency: invoice.base_currency_code ?? null,
    storeToBaseRate: text(invoice.store_to_base_rate),
    storeToOrderRate: text(invoice.store_to_order_rate),
    baseGrandTotal: money(invoice.base_grand_total),
    baseTax: money(invoice.base_tax_amount),
    baseDiscount: money(invoice.base_discount_amount),
    baseShipping: money(invoice.base_shipping_amount),
    billingAddressId: text(invoice.billing_address_id),
    shippingAddressId: text(invoice.shipping_address_id),
  };
}

export function itemDetailsOf(item: MagentoInvoiceItem): InvoiceItemDetails {
  return {
    invoiceItemId: text(item.entity_id),
    productId: text(item.product_id),
    name: item.name ?? null,
    description: item.description ?? null,
    price: money(item.price),
    priceInclTax: money(item.price_incl_tax),
    rowTotal: money(item.row_total),
    rowTotalInclTax: money(item.row_total_incl_tax),
    tax: money(item.tax_amount),
    discount: money(item.discount_amount),
    discountTaxCompensation: money(item.discount_tax_compensation_amount),
    basePrice: money(item.base_price),
    basePriceInclTax: money(item.base_price_incl_tax),
    baseRowTotal: money(item.base_row_total),
    baseRowTotalInclTax: money(item.base_row_total_incl_tax),
    baseTax: money(item.base_tax_amount),
    baseDiscountTaxCompensation: money(item.base_discount_tax_compensation_amount),
  };
}

type Given = number | null | undefined;

const money = (value: Given): string | null => toText(value, toMoney);
const quantity = (value: Given): string | null => toText(value, toQuantity);
const text = (value: Given): string | null => (value === null || value === undefined ? null : String(value));

/** What is no amount must not keep an invoice from being stored that Magento has made. */
function toText(value: Given, form: (column: string) => string): string | null {
  if (value === null || value === undefined) return null;
  try {
    return form(toColumn(units(value)));
  } catch (error) {
    if (error instanceof NotAnAmountError) return null;
    throw error;
  }
}
