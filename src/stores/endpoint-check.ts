import type { EntityManager } from 'typeorm';
import { type CheckItem, ok, warning } from '../magento/check/check-item.js';
import { rowsOf } from '../platform/database/data-source.js';

/** Kinds without an endpoint that takes them, of which something waits or, with `pushToIncreff`, will. */
const UNTAKEN = `
  WITH wanted AS (
    SELECT kind, count(*)::int AS waiting FROM delivery WHERE store_id = $1 AND state = 'PENDING' GROUP BY kind
    UNION ALL SELECT 'INCREFF', 0 FROM store WHERE id = $1 AND settings ->> 'pushToIncreff' = 'true')
  SELECT kind, sum(waiting)::int AS waiting FROM wanted w
  WHERE NOT EXISTS (SELECT FROM endpoint e WHERE e.store_id = $1 AND e.kind = w.kind AND e.state = 'ENABLED')
  GROUP BY kind ORDER BY kind`;

/** Pushes wait for their endpoint for ever: nothing is lost, but nobody would see it. */
export async function checkEndpoints(manager: EntityManager, storeId: number): Promise<CheckItem> {
  const untaken = await rowsOf<{ kind: string; waiting: number }>(manager, UNTAKEN, [storeId]);
  if (untaken.length === 0) return ok('endpoints', 'No push waits for an endpoint.');
  const words = untaken.map(({ kind, waiting }) => `${kind} has no enabled endpoint (${waiting} wait)`);
  return warning(
    'endpoints',
    `${words.join(', ')}. Set it or enable it: what waits goes out then. Push mode needs INCREFF.`,
  );
}
