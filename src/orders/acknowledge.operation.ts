import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { refusesStatus } from '../magento/error-mapping.js';
import { MagentoClient, type Reading } from '../magento/magento.client.js';
import type { MagentoComment, MagentoOrder } from '../magento/magento.types.js';
import {
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type PlannedWrite,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import { liveOrder } from '../operations/live-order.js';
import { factsOf } from './order-facts.js';
import { OrderFactsService } from './order-facts.service.js';
import { ShortMemory } from '../platform/time/short-memory.js';

/** By this an acknowledgement is found again in the order's history. */
export const MARKER = 'increff-ack:';
const REFUSAL_MEMORY_MS = 60 * 60_000;
const NOT_TO_BE_MOVED = new Set(['holded', 'payment_review', 'pending_payment']);

/**
 * Tells the shop that the order has been received, by a comment that also sets a status where the release allows it:
 * up to 2.4.6 any status is taken, 2.4.7 takes none but the present one, 2.4.8 those of the order's state. Comments are
 * not idempotent, so each carries the id of its operation.
 */
@Injectable()
export class AcknowledgeOperation implements OperationHandler {
  readonly kind = OperationKind.Acknowledge;

  /** Moves that a store refused, by `store state status`, and how long that is remembered: a shop may be upgraded. */
  private readonly refused = new ShortMemory<true>(REFUSAL_MEMORY_MS);

  constructor(private readonly facts: OrderFactsService) {}

  async plan(context: OperationContext): Promise<Step> {
    const reading = await liveOrder(context);
    const known = this.settledBefore(context, reading);
    if (known) return { settle: known };
    const wanted = context.store.settings.acknowledgeStatus;
    const { state, status } = factsOf(reading.value);
    const move = `${context.store.id} ${state} ${wanted}`;
    // A status of another state would tear the two apart, and let an unpaid order look like a paid one.
    if (wanted === null || NOT_TO_BE_MOVED.has(state) || this.refused.get(move)) {
      return { write: this.keepStatus(context, status) };
    }
    return {
      write: {
        ...this.comment(context, wanted),
        otherwise: (error) => {
          if (!refusesStatus(error)) return undefined;
          this.refused.set(move, true);
          return { write: this.keepStatus(context, status) };
        },
      },
    };
  }

  /** Only our comment in the order's history proves that it was taken. */
  async readBack(context: OperationContext): Promise<Settlement | undefined> {
    const reading = await liveOrder(context);
    return hasMarker(reading.value, context.operation.id) ? this.effect(context, reading) : undefined;
  }

  apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    return this.facts.record(manager, context, settlement);
  }

  private settledBefore(context: OperationContext, reading: Reading<MagentoOrder>): Settlement | undefined {
    const { state, status } = factsOf(reading.value);
    if (state === 'canceled' || state === 'closed') {
      return { outcome: Outcome.Refused, detail: `The order is ${state}.`, reading };
    }
    const wanted = context.store.settings.acknowledgeStatus;
    if ((wanted !== null && status === wanted) || state === 'complete') {
      return {
        outcome: Outcome.Already,
        detail: `The order is in status ${status ?? 'none'} already.`,
        reading,
      };
    }
    if (hasMarker(reading.value)) {
      return {
        outcome: Outcome.Already,
        detail: 'The order has an acknowledgement comment already.',
        reading,
      };
    }
    return undefined;
  }

  /** The comment is there; was the status taken too? */
  private effect(context: OperationContext, reading: Reading<MagentoOrder>): Settlement {
    const wanted = context.store.settings.acknowledgeStatus;
    const { status } = factsOf(reading.value);
    if (wanted === null || status === wanted) return { outcome: Outcome.Applied, reading };
    const detail =
      `The acknowledgement is a comment; the status is ${status ?? 'empty'} and not ${wanted}, ` +
      'which this Magento does not let a comment set, or which somebody has changed since.';
    return { outcome: Outcome.Degraded, detail, reading };
  }

  /**
   * A plain comment. Up to 2.4.6 a comment without status empties the order's status, so the present one is sent along;
   * a release that refuses even that keeps the status when none is sent.
   */
  private keepStatus(context: OperationContext, status: string | null): PlannedWrite {
    if (status === null) return this.comment(context);
    return {
      ...this.comment(context, status),
      otherwise: (error) => (refusesStatus(error) ? { write: this.comment(context) } : undefined),
    };
  }

  private comment({ operation }: OperationContext, status?: string): PlannedWrite {
    const comment: MagentoComment = {
      comment: `Order received by Increff Omni. ${MARKER}${operation.id}`,
      ...(status === undefined ? {} : { status }),
      // Without it the line may not show in Admin (m2#8257).
      entity_name: 'order',
      parent_id: Number(operation.orderCode),
      is_customer_notified: 0,
      is_visible_on_front: 0,
    };
    return {
      request: MagentoClient.commentCall(operation.orderCode, comment),
      send: async (client) => {
        await client.addComment(operation.orderCode, comment);
        return true;
      },
    };
  }
}

function hasMarker(order: MagentoOrder, operationId = ''): boolean {
  return (order.status_histories ?? []).some((entry) => entry.comment?.includes(MARKER + operationId));
}
