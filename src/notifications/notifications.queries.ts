import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { NotificationSource, NotificationState } from './notification.types.js';

export interface NewNotification {
  storeId: number;
  source: NotificationSource;
  state: NotificationState;
  dedupeKey: string;
  forwardOrderCode: string | null;
  parcelKey: string | null;
  type: string | null;
  known: boolean;
  at: Date | null;
  late: boolean;
  deliveryId: string | null;
  body: Record<string, unknown>;
  raw: string | null;
  reason: string | null;
  requestId: string | null;
}

export interface StoredNotification {
  id: string;
  /** False for one that came before, which is only counted. */
  inserted: boolean;
  deliveryId: string | null;
  late: boolean;
}

export async function storeNotification(
  manager: EntityManager,
  one: NewNotification,
): Promise<StoredNotification> {
  const [row] = await rowsOf<StoredNotification>(
    manager,
    `INSERT INTO notification AS n (store_id, source, state, dedupe_key, forward_order_code, parcel_key, type, known,
                                    event_time, body, raw, reason, request_id, late, delivery_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (store_id, dedupe_key) DO UPDATE SET repeats = n.repeats + 1
     RETURNING id, xmax = 0 AS inserted, delivery_id AS "deliveryId", late`,
    [
      one.storeId,
      one.source,
      one.state,
      one.dedupeKey,
      one.forwardOrderCode,
      one.parcelKey,
      one.type,
      one.known,
      one.at,
      JSON.stringify(one.body),
      one.raw,
      one.reason,
      one.requestId,
      one.late,
      one.deliveryId,
    ],
  );
  return row!;
}

/**
 * The latest event of a parcel stands, whatever the order in which events arrive: later in time, then further on its
 * way, then by name. @returns false when it stood further already
 */
export async function moveParcel(
  manager: EntityManager,
  parcel: { storeId: number; key: string; forwardOrderCode: string; type: string; at: Date; stage: number },
): Promise<boolean> {
  const rows = await rowsOf<object>(
    manager,
    `INSERT INTO parcel_state AS p (store_id, parcel_key, forward_order_code, type, event_time, stage)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (store_id, parcel_key) DO UPDATE SET type = excluded.type, event_time = excluded.event_time,
       stage = excluded.stage, updated_at = now()
     WHERE (excluded.event_time, excluded.stage, excluded.type) > (p.event_time, p.stage, p.type)
     RETURNING 1`,
    [parcel.storeId, parcel.key, parcel.forwardOrderCode, parcel.type, parcel.at, parcel.stage],
  );
  return rows.length > 0;
}

export interface NotificationRow {
  id: string;
  source: NotificationSource;
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

export interface ParcelRow {
  parcel_key: string;
  type: string;
  event_time: Date;
}

export async function parcelsOf(
  manager: EntityManager,
  storeId: number,
  orderCode: string,
): Promise<ParcelRow[]> {
  return rowsOf<ParcelRow>(
    manager,
    `SELECT parcel_key, type, event_time FROM parcel_state WHERE store_id = $1 AND forward_order_code = $2
     ORDER BY parcel_key`,
    [storeId, orderCode],
  );
}
