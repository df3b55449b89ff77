import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { MISSING, type ReturnItemRow, type ReturnRow, type ReturnState } from './return.types.js';

const SELECT = `SELECT r.id, r.order_id, r.return_order_code, r.forward_order_code, r.location_code, r.order_type,
  r.awb_number, r.transporter, r.sync_state, r.body, r.history, r.delivery_id, r.created_at, r.updated_at, o.entity_id AS order_code,
  coalesce((SELECT json_agg(json_build_object('item_code', i.item_code, 'sku', i.sku, 'reason', i.reason,
     'state', i.state, 'qc_status', i.qc_status, 'qc_reason', i.qc_reason, 'image_urls', i.image_urls) ORDER BY i.id)
     FROM return_item i WHERE i.return_order_id = r.id), '[]') AS items
  FROM return_order r JOIN "order" o ON o.id = r.order_id`;

export type StoredReturn = ReturnRow & { order_code: string };

export interface NewReturn {
  storeId: number;
  orderId: string;
  returnOrderCode: string;
  forwardOrderCode: string;
  locationCode: string;
  orderType: string;
  awbNumber: string | null;
  transporter: string | null;
  body: object;
  requestedBy: string;
  requestId: string | null;
}

export interface NewItem {
  itemCode: string;
  sku: string;
  reason: string;
  /** Of one that is added later: what else is known of it. */
  details?: Record<string, unknown> | null;
  /** Increff has named it itself. */
  known?: boolean;
}

/**
 * Returns of one order are accepted one after the other, so that their units cannot add up to too many.
 * @returns false where the order was deleted meanwhile
 */
export async function lockOrder(manager: EntityManager, orderId: string): Promise<boolean> {
  return (await lockOrders(manager, [orderId])) > 0;
}

/** @returns how many of them there are */
export async function lockOrders(manager: EntityManager, orderIds: string[]): Promise<number> {
  const rows = await rowsOf<object>(
    manager,
    'SELECT 1 FROM "order" WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE',
    [orderIds],
  );
  return rows.length;
}

/** A return of the order that keeps the AWB of the parcel that it is, but for one that does not come. */
export async function findRtoReturn(
  manager: EntityManager,
  orderId: string,
  awbs: string[],
): Promise<StoredReturn | undefined> {
  return (
    await rowsOf<StoredReturn>(
      manager,
      `${SELECT} WHERE r.order_id = $1 AND r.order_type = 'RETURN_TO_ORIGIN' AND r.awb_number = ANY($2::text[])
         AND r.sync_state <> 'CANCELLED' ORDER BY r.id LIMIT 1`,
      [orderId, awbs],
    )
  )[0];
}

/** @returns undefined when the code is taken */
export async function insertReturn(manager: EntityManager, one: NewReturn): Promise<string | undefined> {
  const [row] = await rowsOf<{ id: string }>(
    manager,
    `INSERT INTO return_order (store_id, order_id, return_order_code, forward_order_code, location_code, order_type,
                               awb_number, transporter, body, history, requested_by, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, jsonb_build_array(jsonb_build_object('state', 'CREATED', 'at', now())),
             $10, $11)
     ON CONFLICT (store_id, return_order_code) DO NOTHING RETURNING id`,
    [
      one.storeId,
      one.orderId,
      one.returnOrderCode,
      one.forwardOrderCode,
      one.locationCode,
      one.orderType,
      one.awbNumber,
      one.transporter,
      JSON.stringify(one.body),
      one.requestedBy,
      one.requestId,
    ],
  );
  return row?.id;
}

export async function insertItems(manager: EntityManager, returnId: string, items: NewItem[]): Promise<void> {
  await manager.query(
    `INSERT INTO return_item (return_order_id, item_code, sku, reason, details, increff_sent)
     SELECT $1, i."itemCode", i.sku, i.reason, i.details, coalesce(i.known, false)
     FROM json_to_recordset($2::json) AS i("itemCode" text, sku text, reason text, details jsonb, known boolean)`,
    [returnId, JSON.stringify(items)],
  );
}

/** Units per SKU (lower case) in the returns of an order, without those that do not come, or did not. */
export async function returnedUnits(manager: EntityManager, orderId: string): Promise<Map<string, number>> {
  const rows = await rowsOf<{ sku: string; units: number }>(
    manager,
    `SELECT lower(i.sku) AS sku, count(*)::int AS units FROM return_item i JOIN return_order r ON r.id = i.return_order_id
     WHERE r.order_id = $1 AND i.state <> 'CANCELLED' AND i.qc_reason IS DISTINCT FROM '${MISSING}' GROUP BY 1`,
    [orderId],
  );
  return new Map(rows.map(({ sku, units }) => [sku, units]));
}

export async function findReturn(
  manager: EntityManager,
  storeId: number,
  code: string,
): Promise<StoredReturn | undefined> {
  return (
    await rowsOf<StoredReturn>(manager, `${SELECT} WHERE r.store_id = $1 AND r.return_order_code = $2`, [
      storeId,
      code,
    ])
  )[0];
}

/** The same, and nobody else changes it until the end of the transaction. */
export async function lockReturn(
  manager: EntityManager,
  storeId: number,
  code: string,
): Promise<StoredReturn | undefined> {
  await manager.query(
    'SELECT 1 FROM return_order WHERE store_id = $1 AND return_order_code = $2 FOR UPDATE',
    [storeId, code],
  );
  return findReturn(manager, storeId, code);
}

/** What a transaction that began before, and ended after, the list was read is behind the reader's place (decision 26). */
const CHANGES_OVERLAP = "interval '2 minutes'";

export async function listReturns(
  manager: EntityManager,
  storeId: number,
  filter: {
    state?: string;
    forwardOrderCode?: string;
    awbNumber?: string;
    transporter?: string;
    /** ISO 8601. */
    changedSince?: string;
    before?: string;
    limit: number;
  },
): Promise<StoredReturn[]> {
  return rowsOf<StoredReturn>(
    manager,
    `${SELECT} WHERE r.store_id = $1 AND ($2::text IS NULL OR r.sync_state = $2)
       AND ($3::text IS NULL OR r.forward_order_code = $3) AND ($4::text IS NULL OR r.awb_number = $4)
       AND ($5::text IS NULL OR lower(r.transporter) = lower($5)) AND ($6::bigint IS NULL OR r.id < $6)
       AND ($8::timestamptz IS NULL OR r.updated_at >= $8::timestamptz - ${CHANGES_OVERLAP})
     ORDER BY r.id DESC LIMIT $7`,
    [
      storeId,
      filter.state ?? null,
      filter.forwardOrderCode ?? null,
      filter.awbNumber ?? null,
      filter.transporter ?? null,
      filter.before ?? null,
      filter.limit,
      filter.changedSince ?? null,
    ],
  );
}

export async function storeQc(
  manager: EntityManager,
  returnId: string,
  results: Pick<ReturnItemRow, 'item_code' | 'qc_status' | 'qc_reason' | 'image_urls'>[],
): Promise<void> {
  await manager.query(
    `UPDATE return_item i SET state = 'PROCESSED', qc_status = q.qc_status, qc_reason = q.qc_reason,
       image_urls = q.image_urls, processed_at = now()
     FROM json_to_recordset($2::json) AS q(item_code text, qc_status text, qc_reason text, image_urls jsonb)
     WHERE i.return_order_id = $1 AND i.item_code = q.item_code`,
    [returnId, JSON.stringify(results)],
  );
  await touch(manager, returnId);
}

export async function cancelItems(
  manager: EntityManager,
  returnId: string,
  items: { itemCode: string; reason: string | null }[],
): Promise<void> {
  await manager.query(
    `UPDATE return_item i SET state = 'CANCELLED', reason = coalesce(c.reason, i.reason)
     FROM json_to_recordset($2::json) AS c("itemCode" text, reason text)
     WHERE i.return_order_id = $1 AND i.item_code = c."itemCode" AND i.state = 'EXPECTED'`,
    [returnId, JSON.stringify(items)],
  );
  await noteChange(manager, returnId);
}

/** Its units are others: readers of changes find it, and so does the push to Increff. */
export async function noteChange(manager: EntityManager, returnId: string): Promise<void> {
  await manager.query('UPDATE return_order SET updated_at = now(), increff_due = true WHERE id = $1', [
    returnId,
  ]);
}

/** So that whoever asks for what changed since then finds it. */
async function touch(manager: EntityManager, returnId: string): Promise<void> {
  await manager.query('UPDATE return_order SET updated_at = now() WHERE id = $1', [returnId]);
}

/** Its latest acknowledgement. */
export async function nameDelivery(
  manager: EntityManager,
  returnId: string,
  deliveryId: string,
): Promise<void> {
  await manager.query('UPDATE return_order SET delivery_id = $2, updated_at = now() WHERE id = $1', [
    returnId,
    deliveryId,
  ]);
}

/** What quality checks of this store failed for, the most frequent first. */
export async function reasonsSeen(
  manager: EntityManager,
  storeId: number,
): Promise<{ reason: string; items: number }[]> {
  return rowsOf(
    manager,
    `SELECT i.qc_reason AS reason, count(*)::int AS items FROM return_item i JOIN return_order r ON r.id = i.return_order_id
     WHERE r.store_id = $1 AND i.qc_reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 500`,
    [storeId],
  );
}

/** Moves the return on; a state that it is in already leaves no second line in the history. */
export async function moveReturn(
  manager: EntityManager,
  returnId: string,
  state: ReturnState,
): Promise<void> {
  await manager.query(
    `UPDATE return_order SET sync_state = $2, updated_at = now(),
       history = history || jsonb_build_array(jsonb_build_object('state', $2::text, 'at', now()))
     WHERE id = $1 AND sync_state <> $2`,
    [returnId, state],
  );
}
