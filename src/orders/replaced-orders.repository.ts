import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

export interface DisputedOrder {
  id: string;
  entityId: string;
  incrementId: string;
  createdAt: Date;
  syncState: string;
  shown: { incrementId: string; createdAt: string };
  /** Writes that are not settled: they would meet the other order. */
  openWrites: boolean;
}

/** Orders of which somebody has to say whether Magento still has them; locked until the transaction ends. */
export function takeDisputed(
  manager: EntityManager,
  storeId: number,
  orderCodes: string[] | undefined,
): Promise<DisputedOrder[]> {
  return rowsOf<DisputedOrder>(
    manager,
    `SELECT o.id, o.entity_id AS "entityId", o.increment_id AS "incrementId", o.magento_created_at AS "createdAt",
       o.sync_state AS "syncState", p.shown,
       EXISTS (SELECT 1 FROM operation w WHERE w.order_id = o.id AND w.state IN ('PENDING', 'RUNNING', 'UNKNOWN'))
         AS "openWrites"
     FROM parked_order p JOIN "order" o ON o.store_id = p.store_id AND o.entity_id = p.entity_id
     WHERE p.store_id = $1 AND p.shown IS NOT NULL AND ($2::bigint[] IS NULL OR p.entity_id = ANY($2::bigint[]))
     ORDER BY p.entity_id FOR UPDATE`,
    [storeId, orderCodes ?? null],
  );
}

/** The same of orders that were deleted here, of which only a mark is left. */
export type DisputedMark = Pick<DisputedOrder, 'entityId' | 'shown'>;

export function takeDisputedMarks(
  manager: EntityManager,
  storeId: number,
  orderCodes: string[] | undefined,
): Promise<DisputedMark[]> {
  return rowsOf<DisputedMark>(
    manager,
    `SELECT d.entity_id AS "entityId", p.shown
     FROM parked_order p JOIN deleted_order d ON d.store_id = p.store_id AND d.entity_id = p.entity_id
     WHERE p.store_id = $1 AND p.shown IS NOT NULL AND ($2::bigint[] IS NULL OR p.entity_id = ANY($2::bigint[]))
     ORDER BY p.entity_id FOR UPDATE`,
    [storeId, orderCodes ?? null],
  );
}

/** What Magento shows is to be done: it comes in with the next reading. */
export async function removeMarks(
  manager: EntityManager,
  storeId: number,
  marks: DisputedMark[],
): Promise<void> {
  await manager.query('DELETE FROM deleted_order WHERE store_id = $1 AND entity_id = ANY($2::bigint[])', [
    storeId,
    marks.map((mark) => mark.entityId),
  ]);
}

/** It is the deleted one: its number or time was changed in Magento. */
export async function adoptMarks(
  manager: EntityManager,
  storeId: number,
  marks: DisputedMark[],
): Promise<void> {
  await manager.query(
    `UPDATE deleted_order d SET increment_id = s."incrementId", magento_created_at = s."createdAt"
     FROM json_to_recordset($2::json) AS s("entityId" bigint, "incrementId" text, "createdAt" timestamptz)
     WHERE d.store_id = $1 AND d.entity_id = s."entityId"`,
    [storeId, JSON.stringify(marks.map(({ entityId, shown }) => ({ entityId, ...shown })))],
  );
}

/** The old order keeps its row, and with it all that was done with it, and makes room for the other one. */
export async function setAside(manager: EntityManager, orders: DisputedOrder[]): Promise<void> {
  await manager.query(
    `UPDATE "order" SET former_entity_id = entity_id, entity_id = -id, sync_state = 'IGNORED', reread_since = NULL,
       sync_reason = 'replaced_in_magento', changed_at = now() WHERE id = ANY($1::bigint[])`,
    [orders.map((order) => order.id)],
  );
}

/** It is the same order: its number or time was changed in Magento. The next reading replaces the rest. */
export async function adoptShown(manager: EntityManager, orders: DisputedOrder[]): Promise<void> {
  await manager.query(
    `UPDATE "order" o SET increment_id = s."incrementId", magento_created_at = s."createdAt", content_hash = ''
     FROM json_to_recordset($1::json) AS s(id bigint, "incrementId" text, "createdAt" timestamptz) WHERE o.id = s.id`,
    [JSON.stringify(orders.map(({ id, shown }) => ({ id, ...shown })))],
  );
}

/** The next run of orders.changed reads them. */
export async function readSoon(
  manager: EntityManager,
  storeId: number,
  orders: DisputedMark[],
): Promise<void> {
  await manager.query(
    `UPDATE parked_order SET shown = NULL, next_try_at = now(), reason = 'decided by an operator; it is read again'
     WHERE store_id = $1 AND entity_id = ANY($2::bigint[])`,
    [storeId, orders.map((order) => order.entityId)],
  );
}
