import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RULES_BY_CODE, RULES_BY_ORDER, TEXTS_BY_CODE, TEXTS_BY_ORDER } from './erasure-rules.repository.js';
import { addCounts, type Counts } from './erasures.repository.js';
import {
  add,
  applyRule,
  closeOrder,
  codesOf,
  type OrderRow,
  redact,
  takeOrder,
} from './order-erasure.repository.js';
import { Redaction, valuesOf } from './redaction.js';
import { record } from '../timeline/timeline.repository.js';

/** Removes a customer from one order and all that hangs on it. Money, quantities and what was done with it stay. */
@Injectable()
export class OrderErasure {
  /**
   * In a transaction of its own. While it holds the order, no write or return of it can begin, and no reading changes it.
   * @returns undefined where something is open, or somebody else has the order
   */
  async erase(manager: EntityManager, orderId: string): Promise<Counts | undefined> {
    const order = await takeOrder(manager, orderId);
    if (!order || order.open !== null) return undefined;
    const codes = await codesOf(manager, order);
    const counts: Counts = {};
    for (const rule of RULES_BY_ORDER) await applyRule(manager, rule, [orderId], counts);
    for (const rule of RULES_BY_CODE) await applyRule(manager, rule, [order.store_id, codes], counts);
    const redaction = new Redaction(valuesOf([order]));
    for (const place of TEXTS_BY_ORDER) await redact(manager, place, [orderId], redaction, counts);
    for (const place of TEXTS_BY_CODE) {
      await redact(manager, place, [order.store_id, codes], redaction, counts);
    }
    if (await closeOrder(manager, order, codes)) add(counts, 'order', 1);
    await this.record(manager, order, counts);
    return counts;
  }

  private async record(manager: EntityManager, order: OrderRow, counts: Counts): Promise<void> {
    if (order.first) {
      const asked = order.erasure_id !== null;
      await record(manager, [
        {
          orderId: order.id,
          source: 'SERVICE',
          kind: 'PERSONAL_DATA_ERASED',
          correlationId: asked ? `erasure:${order.erasure_id}` : null,
          summary: { by: asked ? 'request' : 'the time that its store keeps personal data is over' },
        },
      ]);
    }
    if (order.erasure_id !== null) await addCounts(manager, order.erasure_id, counts);
  }
}
