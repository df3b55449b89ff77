import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { ReturnPushes } from '../returns/return-pushes.service.js';
import type { StoreContext } from '../stores/stores.service.js';
import { record } from '../timeline/timeline.repository.js';
import { changesNotPushed } from './increff.metrics.js';
import { lineOf } from './pushed-order.js';
import { pushOfReturn } from './pushed-return.js';

/** Returns on their way to Increff: what it knows of one is committed with the delivery that says so. */
@Injectable()
export class ReturnPushService {
  constructor(
    private readonly returns: ReturnPushes,
    private readonly deliveries: DeliveriesService,
  ) {}

  /** In a transaction. */
  async step(
    manager: EntityManager,
    store: StoreContext,
    most: number,
  ): Promise<{ taken: number; sent: number }> {
    const due = await this.returns.take(manager, store.id, most);
    if (due.length === 0) return { taken: 0, sent: 0 };
    const pushed = due.map((one) => pushOfReturn(store, one));
    const deliveries = pushed.flatMap(({ delivery }) => delivery ?? []);
    if (deliveries.length > 0) {
      const lines = deliveries.map(({ orderCode }) => lineOf(store, orderCode));
      await this.deliveries.lock(manager, lines);
      await this.deliveries.add(manager, deliveries);
    }
    await this.returns.note(manager, pushed);
    await record(
      manager,
      pushed.flatMap(({ orderId, events, delivery }) => {
        const correlationId = delivery ? `delivery:${delivery.id}` : null;
        return events.map((event) => ({ orderId, source: 'SERVICE' as const, ...event, correlationId }));
      }),
    );
    if (pushed.some(({ withdrawn }) => withdrawn.length > 0)) {
      changesNotPushed.inc({ store: store.code, change: 'returnItems' });
    }
    return { taken: due.length, sent: deliveries.length };
  }
}
