import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import {
  type OperationContext,
  OperationKind,
  Outcome,
  type Settlement,
} from '../operations/operation.types.js';
import { OrdersImporter } from './orders.importer.js';

interface NewEvent {
  orderId: string;
  source: 'INCREFF' | 'SERVICE';
  kind: string;
  correlationId: string;
  summary: Record<string, unknown>;
}

/** What a settled operation means for our copy: the order as it was read back, our own facts, and the timeline. */
@Injectable()
export class OrderFactsWriter {
  constructor(private readonly orders: OrdersImporter) {}

  async record(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    const { operation, store } = context;
    const { reading, salvage = false } = settlement;
    if (reading) await this.orders.refresh(manager, store, reading, `operation:${operation.id}`, salvage);
    if (operation.kind === OperationKind.Acknowledge && settlement.outcome !== Outcome.Refused) {
      await preparedRows(
        manager,
        `UPDATE "order" SET acknowledged_at = coalesce(acknowledged_at, now()), changed_at = now(),
           sync_state = CASE WHEN sync_state = 'CANCELLED' THEN sync_state ELSE 'ACKNOWLEDGED' END
         WHERE id = $1 AND acknowledged_at IS NULL`,
        [operation.orderId],
      );
    }
    await this.addEvent(manager, {
      orderId: operation.orderId,
      source: 'INCREFF',
      kind: `${operation.kind}_${settlement.outcome}`,
      correlationId: `operation:${operation.id}`,
      summary: {
        operationId: operation.id,
        requestedBy: operation.requestedBy,
        requestId: operation.requestId,
        ...(settlement.detail === undefined ? {} : { detail: settlement.detail }),
        ...operation.input,
      },
    });
  }

  async addEvent(manager: EntityManager, event: NewEvent): Promise<void> {
    await preparedRows(
      manager,
      'INSERT INTO order_event (order_id, source, kind, correlation_id, summary) VALUES ($1, $2, $3, $4, $5)',
      [event.orderId, event.source, event.kind, event.correlationId, JSON.stringify(event.summary)],
    );
  }
}
