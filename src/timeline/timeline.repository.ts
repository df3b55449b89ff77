import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import { OrderEventEntity } from './entities/order-event.entity.js';

/** `summary` has no personal data: events outlive an erasure. */
export type NewEvent = Omit<OrderEventEntity, 'id' | 'at' | 'summary'> & { summary: object };

const COLUMNS = '(order_id, source, kind, correlation_id, summary)';

const INSERT = `INSERT INTO order_event ${COLUMNS}
  SELECT e."orderId", e.source, e.kind, e."correlationId", e.summary
  FROM json_to_recordset($1::json) AS e("orderId" bigint, source text, kind text, "correlationId" text, summary jsonb)`;

/** Adds lines to the timelines of orders, in the transaction of what they report. */
export async function record(manager: EntityManager, events: NewEvent[]): Promise<void> {
  if (events.length > 0) await preparedRows(manager, INSERT, [JSON.stringify(events)]);
}

/**
 * The same inside a larger statement, where a round trip for each page counts.
 * @param select SQL whose columns are order id, source, kind, correlation id and summary, in this order
 */
export function insertEvents(select: string): string {
  return `INSERT INTO order_event ${COLUMNS} ${select}`;
}

/** The oldest first. */
export function eventsOf(manager: EntityManager, orderId: string): Promise<OrderEventEntity[]> {
  return manager.find(OrderEventEntity, { where: { orderId }, order: { id: 'ASC' } });
}
