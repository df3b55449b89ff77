import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';

/** What a courier sent last. Its body is not in it. */
export interface LastEvent {
  id: string;
  source: string;
  state: string;
  type: string | null;
  receivedAt: Date;
}

/** Behind these a source counts as silent: its events are not looked for in all that ever came in. */
export const EVENTS_LOOKED_AT = 1000;

/** By source. */
export async function lastEvents(manager: EntityManager, storeId: number): Promise<Map<string, LastEvent>> {
  const rows = await rowsOf<LastEvent>(
    manager,
    `SELECT DISTINCT ON (source) id, source, state, type, received_at AS "receivedAt"
     FROM (SELECT id, source, state, type, received_at FROM notification WHERE store_id = $1 ORDER BY id DESC LIMIT ${EVENTS_LOOKED_AT}) newest
     ORDER BY source, id DESC`,
    [storeId],
  );
  return new Map(rows.map((row) => [row.source, row]));
}
