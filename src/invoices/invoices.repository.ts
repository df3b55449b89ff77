import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import type { InvoiceRecord, InvoiceRow } from './invoices.mapper.js';

/** Stores an invoice; one that is known keeps who made it. */
export async function storeInvoice(
  manager: EntityManager,
  storeId: number,
  orderId: string,
  record: InvoiceRecord,
  operationId: string | null,
): Promise<void> {
  await preparedRows(
    manager,
    `INSERT INTO invoice AS i (store_id, order_id, invoice_id, increment_id, sync_state, state, grand_total, tax, currency,
                               items, operation_id, magento_created_at, details)
     VALUES ($1, $2, $3, $4, CASE WHEN $5::uuid IS NULL THEN 'FOUND' ELSE 'CREATED' END, $6, $7, $8, $9, $10, $5, $11, $12)
     ON CONFLICT (store_id, invoice_id) DO UPDATE SET
       sync_state = CASE WHEN i.operation_id IS NULL THEN excluded.sync_state ELSE i.sync_state END,
       operation_id = coalesce(i.operation_id, excluded.operation_id), state = excluded.state,
       increment_id = excluded.increment_id, grand_total = excluded.grand_total, tax = excluded.tax,
       currency = excluded.currency, items = excluded.items, details = excluded.details, magento_created_at = excluded.magento_created_at,
       updated_at = now()`,
    [
      storeId,
      orderId,
      record.invoice_id,
      record.increment_id,
      operationId,
      record.state,
      record.grand_total,
      record.tax,
      record.currency,
      JSON.stringify(record.items),
      record.magento_created_at,
      record.details && JSON.stringify(record.details),
    ],
  );
}

export async function invoicesOf(manager: EntityManager, orderId: string): Promise<InvoiceRow[]> {
  return preparedRows<InvoiceRow>(
    manager,
    `SELECT invoice_id, increment_id, sync_state, state, grand_total, tax, currency, items, magento_created_at, details
     FROM invoice WHERE order_id = $1 ORDER BY invoice_id`,
    [orderId],
  );
}
