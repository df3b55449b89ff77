import type { EntityManager } from 'typeorm';
import type { SyncState } from '../orders/order-sync-state.js';
import { rowsOf } from '../platform/database/data-source.js';
import { IncreffPushEntity, type PushedLine, type SentDetails } from './entities/increff-push.entity.js';

type Lines = Record<string, PushedLine>;

/** An order of which Increff knows, and that has changed since it was looked at. */
export interface ChangedOrder {
  orderId: string;
  orderCode: string;
  syncState: SyncState;
  lines: Lines;
  /** Null: an earlier release pushed it, or it was erased. */
  sent: SentDetails | null;
  /** A cancel of Increff's own has not come to its end. */
  cancelUnderWay: boolean;
  /** API client whose cancel went through: Increff knows. */
  cancelledBy: string | null;
}

const PUSHES = `NOT paused AND settings ->> 'pushToIncreff' = 'true'`;

/** Some store pushes orders to Increff. */
export const PUSHING_STORE = `EXISTS (SELECT FROM store WHERE ${PUSHES})`;

/** Codes of stores that push. */
export async function pushingStores(manager: EntityManager): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(manager, `SELECT code FROM store WHERE ${PUSHES} ORDER BY id`);
  return rows.map(({ code }) => code);
}

/** Takes new orders that were not pushed, the oldest first; a concurrent poll of one waits for the transaction. */
export async function takeUnpushed(
  manager: EntityManager,
  storeId: number,
  limit: number,
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    manager,
    `SELECT o.id FROM "order" o WHERE o.store_id = $1 AND o.sync_state = 'NEW'
       AND NOT EXISTS (SELECT FROM increff_push p WHERE p.order_id = o.id)
     ORDER BY o.magento_created_at, o.entity_id LIMIT $2 FOR UPDATE OF o SKIP LOCKED`,
    [storeId, limit],
  );
  return rows.map(({ id }) => id);
}

/** The order's lines as they were pushed; undefined for one that was not. */
export async function linesOfPush(manager: EntityManager, orderId: string): Promise<Lines | undefined> {
  const push = await manager.findOne(IncreffPushEntity, { where: { orderId }, select: { lines: true } });
  return push?.lines;
}

/** @returns the ids of those that nobody else has pushed meanwhile */
export async function markPushed(
  manager: EntityManager,
  storeId: number,
  pushes: { orderId: string; lines: Lines; sent: SentDetails }[],
): Promise<Set<string>> {
  const rows = await rowsOf<{ id: string }>(
    manager,
    `INSERT INTO increff_push (order_id, store_id, lines, sent)
     SELECT p."orderId", $1, p.lines, p.sent
     FROM json_to_recordset($2::json) AS p("orderId" bigint, lines jsonb, sent jsonb)
     ON CONFLICT (order_id) DO NOTHING RETURNING order_id AS id`,
    [storeId, JSON.stringify(pushes)],
  );
  return new Set(rows.map(({ id }) => id));
}

export function takeChanged(manager: EntityManager, storeId: number, limit: number): Promise<ChangedOrder[]> {
  return rowsOf<ChangedOrder>(
    manager,
    `SELECT p.order_id AS "orderId", o.entity_id AS "orderCode", o.sync_state AS "syncState", p.lines, p.sent,
       EXISTS (SELECT FROM operation c WHERE c.order_id = o.id AND c.kind = 'CANCEL'
         AND c.state IN ('PENDING', 'RUNNING', 'UNKNOWN')) AS "cancelUnderWay",
       (SELECT c.requested_by FROM operation c WHERE c.order_id = o.id AND c.kind = 'CANCEL'
         AND c.created_at > coalesce(o.reopened_at, '-infinity') AND c.outcome IN ('APPLIED', 'ALREADY') ORDER BY c.created_at LIMIT 1) AS "cancelledBy"
     FROM increff_push p JOIN "order" o ON o.id = p.order_id
     WHERE p.store_id = $1 AND p.due_at <= now() ORDER BY p.due_at LIMIT $2 FOR UPDATE OF p SKIP LOCKED`,
    [storeId, limit],
  );
}

/** @param changes what Increff knows by now; with `waitSeconds` it is looked at again */
export async function noteChanged(
  manager: EntityManager,
  changes: { orderId: string; lines: Lines; sent: SentDetails | null; waitSeconds?: number }[],
): Promise<void> {
  await manager.query(
    `UPDATE increff_push p SET lines = c.lines, sent = c.sent, due_at = now() + make_interval(secs => c."waitSeconds")
     FROM json_to_recordset($1::json) AS c("orderId" bigint, lines jsonb, sent jsonb, "waitSeconds" float8)
     WHERE p.order_id = c."orderId"`,
    [JSON.stringify(changes)],
  );
}
