import type { InvoiceDetails, InvoiceItemDetails } from './dto/invoice-details.dto.js';
import { detailsOf, itemDetailsOf } from './invoice-details.js';
import { documentUrlOf } from './invoice-url.js';
import { fromMagentoTime } from '../magento/magento-time.js';
import type { MagentoInvoice, MagentoLine } from '../magento/magento.types.js';
import { toColumn, toMoney, units } from '../orders/money.js';
import type { InvoiceDto, InvoiceState, InvoiceSyncState } from './dto/invoice.dto.js';

/** In rows of such releases a line has no more than these three. */
type InvoiceLine = {
  orderItemCode: string;
  channelSkuCode: string;
  quantity: number;
} & Partial<InvoiceItemDetails>;

/** Columns that come from Magento. */
export interface InvoiceRecord {
  invoice_id: string;
  increment_id: string | null;
  state: InvoiceState;
  grand_total: string;
  tax: string;
  currency: string | null;
  items: InvoiceLine[];
  /** Null in rows of releases that did not read them. */
  details: InvoiceDetails | null;
  magento_created_at: Date | null;
}

export interface InvoiceRow extends InvoiceRecord {
  sync_state: InvoiceSyncState;
}

const NO_DETAILS = detailsOf({ entity_id: 0, order_id: 0 });
const NO_ITEM_DETAILS = itemDetailsOf({ order_item_id: 0, qty: 0 });

const STATES: Record<number, string> = { 1: 'OPEN', 2: 'PAID', 3: 'CANCELLED' };

export function toInvoiceRecord(invoice: MagentoInvoice): InvoiceRecord {
  return {
    invoice_id: String(invoice.entity_id),
    increment_id: invoice.increment_id ?? null,
    state: (STATES[invoice.state ?? 1] ?? 'OPEN') as InvoiceState,
    grand_total: toColumn(units(invoice.grand_total)),
    tax: toColumn(units(invoice.tax_amount)),
    currency: invoice.order_currency_code ?? null,
    items: (invoice.items ?? []).map((item) => ({
      orderItemCode: String(item.order_item_id),
      channelSkuCode: item.sku ?? '',
      quantity: item.qty,
      ...itemDetailsOf(item),
    })),
    details: detailsOf(invoice),
    magento_created_at: fromMagentoTime(invoice.created_at) ?? null,
  };
}

/** @param urls the store's setting invoiceDocumentUrl */
export function toInvoiceDto(row: InvoiceRow, orderCode: string, urls: string | null): InvoiceDto {
  return {
    ...(row.details ?? NO_DETAILS),
    invoiceId: row.invoice_id,
    invoiceNumber: row.increment_id,
    orderCode,
    state: row.state,
    syncState: row.sync_state,
    grandTotal: toMoney(row.grand_total),
    tax: toMoney(row.tax),
    currency: row.currency,
    items: row.items.map((item) => ({ ...NO_ITEM_DETAILS, ...item })),
    magentoCreatedAt: row.magento_created_at?.toISOString() ?? null,
    documentUrl: documentUrlOf(urls, row, orderCode),
  };
}

/** The lines of an invoice as Magento rows; cancelled invoices have none that count. */
export function linesOf(invoice: MagentoInvoice): MagentoLine[] {
  return (invoice.items ?? []).map(({ order_item_id, qty }) => ({ order_item_id, qty }));
}
