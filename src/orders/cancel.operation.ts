import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MagentoClient } from '../magento/magento.client.js';
import { MagentoDeclinedError } from '../magento/magento.errors.js';
import {
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import { liveOrder } from '../operations/live-order.js';
import { factsOf } from './order-facts.js';
import { OrderFactsService } from './order-facts.service.js';

/** A cancelled order bears no marker of ours. */
export const ANSWER_LOST =
  'The order is cancelled. The answer was lost, so somebody else may have cancelled it meanwhile.';

/**
 * Cancelling the whole order. What Magento answers means little: `true` comes for a partly invoiced order of which only
 * the rest is cancelled and for shipped goods, `false` also for an order that is cancelled already. Only the order read
 * back counts, and what could not be undone is refused before it is sent.
 */
@Injectable()
export class CancelOperation implements OperationHandler {
  readonly kind = OperationKind.Cancel;

  constructor(private readonly facts: OrderFactsService) {}

  async plan(context: OperationContext): Promise<Step> {
    const { operation } = context;
    const reading = await liveOrder(context);
    const { state, status, invoiced, shipped } = factsOf(reading.value);
    const refuse = (detail: string): Step => ({ settle: { outcome: Outcome.Refused, detail, reading } });
    if (state === 'canceled') {
      return { settle: { outcome: Outcome.Already, detail: 'The order was cancelled before.', reading } };
    }
    if (state === 'complete' || state === 'closed') return refuse(`The order is ${state}.`);
    if (shipped) {
      return refuse(
        'Goods of the order are shipped: Magento would cancel it all the same, and they would be gone.',
      );
    }
    if (invoiced) {
      return refuse('The order is invoiced in whole or in part: it needs a credit memo, not a cancellation.');
    }
    if (state === 'holded') return refuse(`The order is on hold (${status ?? 'no status'}).`);
    const call = MagentoClient.cancelCall(operation.orderCode);
    const send = async (magento: MagentoClient): Promise<true> => {
      if (await magento.cancelOrder(operation.orderCode)) return true;
      throw new MagentoDeclinedError(
        `Magento did not cancel the order: it is ${state || 'without state'} (${status ?? 'no status'}).`,
      );
    };
    return { write: { request: call, send } };
  }

  /** An order that is not cancelled proves nothing by itself: the read may come from a replica that is behind. */
  async readBack(context: OperationContext, answer: unknown): Promise<Settlement | undefined> {
    const reading = await liveOrder(context);
    const { state, cancelled, invoiced } = factsOf(reading.value);
    if (state !== 'canceled') {
      // Planned only for an order without an invoice: one came in between, and Magento cancelled what was left.
      if (!(cancelled && invoiced) || answer instanceof MagentoDeclinedError) return undefined;
      const detail = `The order was invoiced just before: Magento cancelled only the rest, and it is ${state}.`;
      return { outcome: Outcome.Degraded, detail, reading };
    }
    // Magento would not, and it is: somebody else was a moment faster, or a copy of our own call.
    if (answer instanceof MagentoDeclinedError && context.operation.sends === 1) {
      const detail = 'The order was cancelled just before: by somebody else, or by a copy of this call.';
      return { outcome: Outcome.Already, detail, reading };
    }
    return { outcome: Outcome.Applied, reading, ...(answer === true ? {} : { detail: ANSWER_LOST }) };
  }

  apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    return this.facts.record(manager, context, settlement);
  }
}
