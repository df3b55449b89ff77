import type { EntityManager } from 'typeorm';
import type { EventSource } from '../timeline/entities/order-event.entity.js';
import { record } from '../timeline/timeline.repository.js';
import type { Operation } from './operation.types.js';

/** What happens to a write between its request and its outcome; the transaction that settles it adds the outcome. */
export enum OperationEvent {
  /** With 202: from here on it is ours. */
  Accepted = 'ACCEPTED',
  InDoubt = 'IN_DOUBT',
  Withdrawn = 'WITHDRAWN',
}

/** A line in the timeline of each one's order, in the transaction of what it reports. */
export function addOperationEvents(
  manager: EntityManager,
  operations: Pick<Operation, 'orderId' | 'kind' | 'id'>[],
  event: OperationEvent,
  source: EventSource,
  summary: object,
): Promise<void> {
  return record(
    manager,
    operations.map(({ orderId, kind, id }) => ({
      orderId,
      source,
      kind: `${kind}_${event}`,
      correlationId: `operation:${id}`,
      summary,
    })),
  );
}
