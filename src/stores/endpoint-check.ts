import type { EntityManager } from 'typeorm';
import { type CheckItem, ok, warning } from '../magento/check/check-item.js';
import { rowsOf } from '../platform/database/data-source.js';
import { many } from '../platform/text/many.js';

/** Kinds without an endpoint that takes them, of which something waits or, with `pushToIncreff`, will. */
const UNTAKEN = `
  WITH wanted AS (
    SELECT kind, count(*)::int AS waiting FROM delivery WHERE store_id = $1 AND state = 'PENDING' GROUP BY kind
    UNION ALL SELECT 'INCREFF', 0 FROM store WHERE id = $1 AND settings ->> 'pushToIncreff' = 'true')
  SELECT kind, sum(waiting)::int AS waiting FROM wanted w
  WHERE NOT EXISTS (SELECT FROM endpoint e WHERE e.store_id = $1 AND e.kind = w.kind AND e.state = 'ENABLED')
  GROUP BY kind ORDER BY kind`;

/** Pushes that wait after a try: their endpoint is there, but does not take them. */
const FAILING = `
  SELECT d.kind, count(*)::int AS waiting, (array_agg(d.last_error ORDER BY d.next_attempt_at DESC NULLS LAST))[1] AS error
  FROM delivery d JOIN endpoint e ON e.store_id = d.store_id AND e.kind = d.kind AND e.state = 'ENABLED'
  WHERE d.store_id = $1 AND d.state = 'PENDING' AND d.last_error IS NOT NULL GROUP BY d.kind ORDER BY d.kind`;

/** Pushes wait for their endpoint for ever: nothing is lost, but nobody would see it. */
export async function checkEndpoints(manager: EntityManager, storeId: number): Promise<CheckItem> {
  const untaken = await rowsOf<{ kind: string; waiting: number }>(manager, UNTAKEN, [storeId]);
  const failing = await rowsOf<{ kind: string; waiting: number; error: string }>(manager, FAILING, [storeId]);
  if (untaken.length + failing.length === 0) return ok('endpoints', 'No push waits for an endpoint.');
  const words = [
    ...untaken.map(({ kind, waiting }) => `${kind} has no enabled endpoint (${waiting} wait).`),
    ...(untaken.length > 0
      ? ['Set it or enable it: waiting deliveries go out then. Push mode needs INCREFF.']
      : []),
    ...failing.map(
      ({ kind, waiting, error }) =>
        `${kind}: ${many(waiting, 'push waits', 'pushes wait')} after a failed try (${error}).`,
    ),
  ];
  return warning('endpoints', words.join(' '));
}
