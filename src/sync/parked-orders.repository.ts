import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { time } from '../platform/time/time.js';
import { ParkedOrderEntity } from './entities/parked-order.entity.js';
import type { Refusal } from './sync.types.js';

const FIRST_RETRY_SECONDS = 60;
const LAST_RETRY_SECONDS = 3600;

export interface ParkedNow {
  entityId: string;
  reason: string;
  /** Its reason until now. */
  before: string | null;
  /** Our order with this id, where it is disputed from now on. */
  disputedId: string | null;
}

/** Being met again is no try: only `retried` counts. @param refused each order once */
export function park(
  manager: EntityManager,
  storeId: number,
  refused: Refusal[],
  retried: boolean,
): Promise<ParkedNow[]> {
  const [first, last] = [FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS].map((one) => time.waitSeconds(one));
  return rowsOf<ParkedNow>(
    manager,
    `WITH given AS (
       SELECT * FROM json_to_recordset($2::json) AS g("entityId" bigint, reason text, shown jsonb)
     ), before AS (
       SELECT p.entity_id, p.reason, p.shown FROM parked_order p JOIN given g ON g."entityId" = p.entity_id WHERE p.store_id = $1
     ), parked AS (
       INSERT INTO parked_order (store_id, entity_id, reason, shown, next_try_at)
       SELECT $1, "entityId", left(reason, 1000), shown, now() + make_interval(secs => $3)
       FROM given ORDER BY "entityId"
       ON CONFLICT (store_id, entity_id) DO UPDATE SET reason = excluded.reason, shown = excluded.shown,
         tries = parked_order.tries + $5::int,
         next_try_at = CASE WHEN $5 = 0 THEN parked_order.next_try_at
           ELSE now() + make_interval(secs => least($4, $3 * 2 ^ least(parked_order.tries, 10))) END
       RETURNING entity_id, reason, shown)
     SELECT parked.entity_id AS "entityId", parked.reason, before.reason AS before,
       CASE WHEN parked.shown IS NOT NULL AND before.shown IS NULL THEN o.id END AS "disputedId"
     FROM parked LEFT JOIN before ON before.entity_id = parked.entity_id
     LEFT JOIN "order" o ON o.store_id = $1 AND o.entity_id = parked.entity_id`,
    [storeId, JSON.stringify(refused), first, last, retried ? 1 : 0],
  );
}

/** Ids that fit into a URL; more than that is no poisoned order but a broken shop. */
const MOST_LEFT_OUT = 300;

/** A SELECT of what hurts a page; an order that waits for a person does not. @param storeId SQL */
export function toBeLeftOut(storeId: string): string {
  return `SELECT p.entity_id::text FROM parked_order p WHERE p.store_id = ${storeId} AND p.shown IS NULL
    ORDER BY p.entity_id LIMIT ${MOST_LEFT_OUT}`;
}

export async function parkedIds(manager: EntityManager, storeId: number): Promise<string[]> {
  const rows = await rowsOf<{ entity_id: string }>(manager, toBeLeftOut('$1'), [storeId]);
  return rows.map((row) => row.entity_id);
}

/** Whose next try has come, by the database's clock. */
export async function dueParked(manager: EntityManager, storeId: number, limit: number): Promise<string[]> {
  const rows = await rowsOf<{ entityId: string }>(
    manager,
    `SELECT entity_id AS "entityId" FROM parked_order WHERE store_id = $1 AND next_try_at <= now()
     ORDER BY next_try_at LIMIT $2`,
    [storeId, limit],
  );
  return rows.map(({ entityId }) => entityId);
}

export async function unpark(manager: EntityManager, storeId: number, entityId: string): Promise<void> {
  await manager.delete(ParkedOrderEntity, { storeId, entityId });
}

/** Its next try comes later; this one does not count. */
export async function postponeParked(
  manager: EntityManager,
  storeId: number,
  entityId: string,
): Promise<void> {
  await manager.query(
    'UPDATE parked_order SET next_try_at = now() + make_interval(secs => $3) WHERE store_id = $1 AND entity_id = $2',
    [storeId, entityId, time.waitSeconds(FIRST_RETRY_SECONDS)],
  );
}
