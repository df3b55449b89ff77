import type { EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';
import { stageOf } from './notification-types.js';
import type { NotificationState, StatusReading } from './notification.types.js';

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
  /** Null for one that is about no parcel. */
  parcelKey: string | null;
  stage: number;
  /** Its delivery; null for one that is only kept. */
  deliveryId: string | null;
  body: Record<string, unknown>;
  raw: string | null;
  reason: string | null;
  requestId: string | null;
  /** Null where nothing can be said. */
  isReturn: boolean | null;
  /** What came says itself that the parcel stood further already. */
  overtaken: boolean;
  /** Of one that waits: what its order is looked for by, and what goes out once it is found. */
  names: string[] | null;
  reading: StatusReading | null;
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
const EVENTS_AND_MOVES = `
  WITH e AS (
    SELECT * FROM json_to_recordset($1::json) AS e(
      "storeId" int, source text, state text, "dedupeKey" text, "forwardOrderCode" text, type text, known boolean,
      at timestamptz, "parcelKey" text, stage int, "deliveryId" uuid, body jsonb, raw text, reason text, "requestId" text,
      "isReturn" boolean, overtaken boolean, names text[], reading jsonb)
  ), moved AS (
    INSERT INTO parcel_state AS p (store_id, parcel_key, forward_order_code, type, event_time, stage)
    SELECT "storeId", "parcelKey", "forwardOrderCode", type, at, stage FROM e WHERE "parcelKey" IS NOT NULL
    ON CONFLICT (store_id, parcel_key) DO UPDATE SET type = excluded.type, event_time = excluded.event_time,
      stage = excluded.stage, updated_at = now()
    WHERE (excluded.event_time, excluded.stage, excluded.type) > (p.event_time, p.stage, p.type)
    RETURNING store_id, parcel_key
  )`;

/** Whether an event of the parcel stands that came after this one. */
export async function stoodFurther(
  manager: EntityManager,
  storeId: number,
  parcelKey: string,
  { at, type }: { at: Date; type: string },
): Promise<boolean> {
  const rows = await preparedRows(
    manager,
    `SELECT 1 FROM parcel_state WHERE store_id = $1 AND parcel_key = $2 AND (event_time, stage, type) > ($3, $4, $5)`,
    [storeId, parcelKey, at, stageOf(type), type],
  );
  return rows.length > 0;
}

const LATE = 'e.overtaken OR (e."parcelKey" IS NOT NULL AND m.parcel_key IS NULL)';
const STORE = `${EVENTS_AND_MOVES}
  INSERT INTO notification AS n (store_id, source, state, dedupe_key, forward_order_code, parcel_key, type, known,
                                 event_time, body, raw, reason, request_id, late, delivery_id, is_return, names, reading,
                                 look_at)
  SELECT "storeId", source, state, "dedupeKey", "forwardOrderCode", "parcelKey", type, known, at, body, raw, reason,
    "requestId", ${LATE}, "deliveryId", "isReturn", names, reading, CASE state WHEN 'WAITING' THEN now() END
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

const SETTLE = `${EVENTS_AND_MOVES}
  UPDATE notification n SET state = e.state, dedupe_key = e."dedupeKey", forward_order_code = e."forwardOrderCode",
    parcel_key = e."parcelKey", type = e.type, known = e.known, body = e.body, late = ${LATE}, reason = e.reason,
    delivery_id = e."deliveryId", is_return = e."isReturn", names = NULL, reading = NULL, look_at = NULL
  FROM e LEFT JOIN moved m ON m.store_id = e."storeId" AND m.parcel_key = e."parcelKey"
  WHERE n.id = $2 RETURNING n.late`;

/** What waited goes out now, under the id and in the place it was listed with. The caller holds the row and its line. */
export async function settleWaiting(
  manager: EntityManager,
  id: string,
  event: NewNotification,
): Promise<void> {
  await preparedRows(manager, SETTLE, [JSON.stringify([event]), id]);
}

/** Another one went out meanwhile: what came twice is one, with its repeats counted. */
export async function mergeWaiting(
  manager: EntityManager,
  id: string,
  storeId: number,
  dedupeKey: string,
): Promise<boolean> {
  const merged = await preparedRows(
    manager,
    `UPDATE notification n SET repeats = n.repeats + w.repeats + 1 FROM notification w
     WHERE w.id = $1 AND n.store_id = $2 AND n.dedupe_key = $3 AND n.id <> w.id RETURNING 1`,
    [id, storeId, dedupeKey],
  );
  if (merged.length > 0) await preparedRows(manager, 'DELETE FROM notification WHERE id = $1', [id]);
  return merged.length > 0;
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
  is_return: boolean | null;
  names: string[] | null;
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
    `SELECT id, source, state, forward_order_code, type, known, event_time, late, body, raw, reason,
       is_return, names, repeats, delivery_id, received_at
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
