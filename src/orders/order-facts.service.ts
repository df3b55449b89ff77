import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  type OperationContext,
  OperationKind,
  Outcome,
  type Settlement,
} from '../operations/operation.types.js';
import { record } from '../timeline/timeline.repository.js';
import { OrdersImporter } from './orders.importer.js';
import { markAcknowledged } from './orders.repository.js';

/** What a settled operation means for our copy: the order as it was read back, our own facts, and the timeline. */
@Injectable()
export class OrderFactsService {
  constructor(private readonly orders: OrdersImporter) {}

  async record(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    const { operation, store } = context;
    const { reading, salvage = false } = settlement;
    if (reading) await this.orders.refresh(manager, store, reading, `operation:${operation.id}`, salvage);
    if (operation.kind === OperationKind.Acknowledge && settlement.outcome !== Outcome.Refused) {
      await markAcknowledged(manager, operation.orderId);
    }
    const event = {
      orderId: operation.orderId,
      source: 'INCREFF' as const,
      kind: `${operation.kind}_${settlement.outcome}`,
      correlationId: `operation:${operation.id}`,
      summary: {
        operationId: operation.id,
        requestedBy: operation.requestedBy,
        requestId: operation.requestId,
        ...(settlement.detail === undefined ? {} : { detail: settlement.detail }),
        ...operation.input,
      },
    };
    await record(manager, [event]);
  }
}
