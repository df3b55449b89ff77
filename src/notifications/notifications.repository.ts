import type { EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';
import type { NotificationState } from './notification.types.js';

export interface NewNotification {
  storeId: number;
  source: string;
  state: NotificationState;
  dedupeKey: string;
  forwardOrderCode: string | null;
  type: string | null;
  known: boolean;
  /** ISO 8601. */
  at: string | null;
  /** Null for one that tells of no parcel. */
  parcelKey: string | null;
  stage: number;
  /** Its delivery; null for one that is only kept. */
  deliveryId: string | null;
  body: Record<string, unknown>;
  raw: string | null;
  reason: string | null;
  requestId: string | null;
}

export interface StoredNotification {
  storeId: number;
  dedupeKey: string;
  id: string;
  /** False for one that came before, which is only counted. */
  inserted: boolean;
  deliveryId: string | null;
  /** The parcel stood further already. */
  late: boolean;
}

/**
 * The latest event of a parcel stands, in any order of arrival: later in time, then further on its
 * way, then by name. A repeat moves nothing: it is not further than itself.
 */
const STORE = `
  WITH e AS (
    SELECT * FROM json_to_recordset($1::json) AS e(
      "storeId" int, source text, state text, "dedupeKey" text, "forwardOrderCode" text, type text, known boolean,
      at timestamptz, "parcelKey" text, stage int, "deliveryId" uuid, body jsonb, raw text, reason text, "requestId" text)
  ), moved AS (
    INSERT INTO parcel_state AS p (store_id, parcel_key, forward_order_code, type, event_time, stage)
    SELECT "storeId", "parcelKey", "forwardOrderCode", type, at, stage FROM e WHERE "parcelKey" IS NOT NULL
    ON CONFLICT (store_id, parcel_key) DO UPDATE SET type = excluded.type, event_time = excluded.event_time,
      stage = excluded.stage, updated_at = now()
    WHERE (excluded.event_time, excluded.stage, excluded.type) > (p.event_time, p.stage, p.type)
    RETURNING store_id, parcel_key
  )
  INSERT INTO notification AS n (store_id, source, state, dedupe_key, forward_order_code, parcel_key, type, known,
                                 event_time, body, raw, reason, request_id, late, delivery_id)
  SELECT "storeId", source, state, "dedupeKey", "forwardOrderCode", "parcelKey", type, known, at, body, raw, reason,
    "requestId", "parcelKey" IS NOT NULL AND m.parcel_key IS NULL, "deliveryId"
  FROM e LEFT JOIN moved m ON m.store_id = e."storeId" AND m.parcel_key = e."parcelKey"
  ON CONFLICT (store_id, dedupe_key) DO UPDATE SET repeats = n.repeats + 1
  RETURNING store_id AS "storeId", dedupe_key AS "dedupeKey", id, xmax = 0 AS inserted, delivery_id AS "deliveryId", late`;

/**
 * In a transaction that holds the lines of their order codes. @param events of different order codes, so that no two are
 * of one parcel
 */
export async function storeNotifications(
  manager: EntityManager,
  events: NewNotification[],
): Promise<StoredNotification[]> {
  return preparedRows<StoredNotification>(manager, STORE, [JSON.stringify(events)]);
}

export interface NotificationRow {
  id: string;
  source: string;
  state: NotificationState;
  forward_order_code: string | null;
  type: string | null;
  known: boolean;
  event_time: Date | null;
  late: boolean;
  body: Record<string, unknown>;
  raw: string | null;
  reason: string | null;
  repeats: number;
  delivery_id: string | null;
  received_at: Date;
}

export async function listNotifications(
  manager: EntityManager,
  storeId: number,
  filter: { state?: string; forwardOrderCode?: string; type?: string; before?: string; limit: number },
): Promise<NotificationRow[]> {
  return rowsOf<NotificationRow>(
    manager,
    `SELECT id, source, state, forward_order_code, type, known, event_time, late, body, raw, reason, repeats,
       delivery_id, received_at
     FROM notification WHERE store_id = $1 AND ($2::text IS NULL OR state = $2)
       AND ($3::text IS NULL OR forward_order_code = $3) AND ($4::text IS NULL OR type = $4)
       AND ($5::bigint IS NULL OR id < $5) ORDER BY id DESC LIMIT $6`,
    [
      storeId,
      filter.state ?? null,
      filter.forwardOrderCode ?? null,
      filter.type ?? null,
      filter.before ?? null,
      filter.limit,
    ],
  );
}
