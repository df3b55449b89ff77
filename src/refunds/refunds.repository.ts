import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { CreditMemoRecord, CreditMemoRow } from './refunds.mapper.js';

/** Stores a credit memo; one that is known keeps who made it. @param maker our operation, with its natural key */
export async function storeCreditMemo(
  manager: EntityManager,
  storeId: number,
  orderId: string,
  record: CreditMemoRecord,
  maker: { id: string; naturalKey: string } | null,
): Promise<void> {
  await manager.query(
    `INSERT INTO credit_memo AS c (store_id, order_id, credit_memo_id, increment_id, sync_state, idempotency_key, state,
       grand_total, tax, shipping, adjustment, currency, items, operation_id, magento_created_at)
     VALUES ($1, $2, $3, $4, CASE WHEN $5::uuid IS NULL THEN 'FOUND' ELSE 'CREATED' END, coalesce($6::text, 'magento:' || $3::bigint),
       $7, $8, $9, $10, $11, $12, $13, $5, $14)
     ON CONFLICT (store_id, credit_memo_id) DO UPDATE SET
       sync_state = CASE WHEN c.operation_id IS NULL THEN excluded.sync_state ELSE c.sync_state END,
       idempotency_key = CASE WHEN c.operation_id IS NULL THEN excluded.idempotency_key ELSE c.idempotency_key END,
       operation_id = coalesce(c.operation_id, excluded.operation_id), state = excluded.state,
       increment_id = excluded.increment_id, grand_total = excluded.grand_total, tax = excluded.tax,
       shipping = excluded.shipping, adjustment = excluded.adjustment, currency = excluded.currency, items = excluded.items,
       magento_created_at = excluded.magento_created_at, updated_at = now()`,
    [
      storeId,
      orderId,
      record.credit_memo_id,
      record.increment_id,
      maker?.id ?? null,
      maker?.naturalKey ?? null,
      record.state,
      record.grand_total,
      record.tax,
      record.shipping,
      record.adjustment,
      record.currency,
      JSON.stringify(record.items),
      record.magento_created_at,
    ],
  );
}

export async function creditMemosOf(manager: EntityManager, orderId: string): Promise<CreditMemoRow[]> {
  return rowsOf<CreditMemoRow>(
    manager,
    `SELECT credit_memo_id, increment_id, sync_state, idempotency_key, state, grand_total, tax, shipping, adjustment, currency,
       items, magento_created_at
     FROM credit_memo WHERE order_id = $1 ORDER BY credit_memo_id`,
    [orderId],
  );
}
