import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

/** Which held orders are meant; what is left out is not asked for. */
export interface HeldFilter {
  orderCodes?: string[];
  /** As in `syncReason`. */
  reason?: string;
  createdFrom?: string;
  createdTo?: string;
}

const MEANT = `store_id = $1 AND sync_state = 'HELD' AND entity_id > 0
  AND ($2::bigint[] IS NULL OR entity_id = ANY($2::bigint[])) AND ($3::text IS NULL OR sync_reason = $3)
  AND ($4::timestamptz IS NULL OR magento_created_at >= $4) AND ($5::timestamptz IS NULL OR magento_created_at <= $5)`;

/** How many are held, by reason. */
export async function countHeld(
  manager: EntityManager,
  storeId: number,
  filter: HeldFilter,
): Promise<Record<string, number>> {
  const rows = await rowsOf<{ reason: string; count: number }>(
    manager,
    `SELECT coalesce(sync_reason, '') AS reason, count(*)::int AS count FROM "order" WHERE ${MEANT} GROUP BY 1 ORDER BY 1`,
    valuesOf(storeId, filter),
  );
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}

export interface ReleasedOrder {
  id: string;
  orderCode: string;
  reason: string;
}

/** From now on they are passed on, although their totals do not add up. */
export function releaseHeld(
  manager: EntityManager,
  storeId: number,
  filter: HeldFilter,
): Promise<ReleasedOrder[]> {
  return rowsOf<ReleasedOrder>(
    manager,
    `UPDATE "order" SET sync_state = 'NEW', released_at = now(), changed_at = now(), revision = revision + 1 WHERE ${MEANT}
     RETURNING id, entity_id AS "orderCode", coalesce(sync_reason, '') AS reason`,
    valuesOf(storeId, filter),
  );
}

function valuesOf(storeId: number, { orderCodes, reason, createdFrom, createdTo }: HeldFilter): unknown[] {
  return [storeId, orderCodes ?? null, reason ?? null, createdFrom ?? null, createdTo ?? null];
}
