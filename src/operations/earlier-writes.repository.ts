import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import type { Operation, OperationKind } from './operation.types.js';
import { OrderBusyError } from './operations.errors.js';

/**
 * For writes that undo one another: they are carried out in the order in which they were accepted, each with all that it calls
 * for (`input.after`). Asked before each plan, while the row holds the order; what waits holds nothing.
 * @throws OrderBusyError while one of these kinds that was accepted before waits
 */
export async function mustBeNext(
  manager: EntityManager,
  operation: Operation,
  kinds: readonly OperationKind[],
): Promise<void> {
  const [earlier] = await preparedRows<Operation>(
    manager,
    `WITH mine AS (
       SELECT r.id, r.created_at FROM operation p JOIN operation r ON r.id = coalesce((p.input ->> 'after')::uuid, p.id)
       WHERE p.id = $2)
     SELECT p.id, p.kind, p.state, $4::text AS "orderCode"
     FROM operation p JOIN operation r ON r.id = coalesce((p.input ->> 'after')::uuid, p.id) LEFT JOIN mine ON true
     WHERE p.order_id = $1 AND p.id <> $2 AND p.kind = ANY($3::text[]) AND p.state IN ('PENDING', 'RUNNING', 'UNKNOWN')
       AND (mine.id IS NULL OR (r.created_at, r.id) < (mine.created_at, mine.id))
     ORDER BY r.created_at LIMIT 1`,
    [operation.orderId, operation.id, kinds, operation.orderCode],
  );
  if (earlier) throw new OrderBusyError(earlier);
}
