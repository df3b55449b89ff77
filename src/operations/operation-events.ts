import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import type { Operation } from './operation.types.js';

/** What happens to a write between its request and its outcome; the transaction that settles it adds the outcome. */
export enum OperationEvent {
  /** With 202: from here on it is ours. */
  Accepted = 'ACCEPTED',
  InDoubt = 'IN_DOUBT',
  Withdrawn = 'WITHDRAWN',
}

/** A line of the order's timeline, in the transaction of what it tells. */
export async function addOperationEvent(
  manager: EntityManager,
  { orderId, kind, id }: Pick<Operation, 'orderId' | 'kind' | 'id'>,
  event: OperationEvent,
  source: 'INCREFF' | 'SERVICE',
  summary: Record<string, unknown>,
): Promise<void> {
  await preparedRows(
    manager,
    'INSERT INTO order_event (order_id, source, kind, correlation_id, summary) VALUES ($1, $2, $3, $4, $5)',
    [orderId, source, `${kind}_${event}`, `operation:${id}`, JSON.stringify(summary)],
  );
}
