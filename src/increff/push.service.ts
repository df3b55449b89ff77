import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { OrdersService } from '../orders/orders.service.js';
import type { StoreContext } from '../stores/stores.service.js';
import { INCREFF } from './increff.endpoint.js';
import { changesNotPushed } from './increff.metrics.js';
import { markPushed, noteChanged, takeChanged, takeUnpushed } from './increff-pushes.repository.js';
import { UNPUSHED_CHANGES } from './sent-details.js';
import { knownOf, lineOf, type Pushed, pushOfChange, pushOfNew } from './pushed-order.js';
import { ReturnPushService } from './return-push.service.js';
import { record } from '../timeline/timeline.repository.js';

/** Orders per transaction. */
const BATCH = 100;

/**
 * For stores that push: a new order and its delivery to Increff are committed together, so that none is sent for nobody
 * and none is forgotten. What is to be sent follows from the stored orders, not from the poll that brought them: orders
 * that were there before the store began to push, or were released, go the same way.
 */
@Injectable()
export class PushService {
  private readonly logger = new Logger(PushService.name);

  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
    private readonly deliveries: DeliveriesService,
    private readonly returns: ReturnPushService,
  ) {
    deliveries.register(INCREFF);
  }

  /** Orders first: a return stands behind its order. */
  private readonly steps: ((manager: EntityManager, store: StoreContext) => Promise<Done>)[] = [
    this.pushOrders.bind(this),
    this.pushChanges.bind(this),
    (manager, store) => this.returns.step(manager, store, BATCH),
  ];

  /** @returns how many deliveries were added */
  async push(store: StoreContext): Promise<number> {
    // So that a rule on their increase sees the first one.
    for (const change of [...UNPUSHED_CHANGES, 'returnItems']) {
      changesNotPushed.inc({ store: store.code, change }, 0);
    }
    let total = 0;
    for (const step of this.steps) {
      for (let taken = BATCH; taken === BATCH;) {
        const done = await this.database.transaction((manager) => step(manager, store));
        taken = done.taken;
        total += done.sent;
      }
    }
    if (total > 0) {
      this.logger.log({ store: store.code, deliveries: total }, 'queued for Increff');
      this.deliveries.dispatchNow();
    }
    return total;
  }

  private async pushOrders(manager: EntityManager, store: StoreContext): Promise<Done> {
    const ids = await takeUnpushed(manager, store.id, BATCH);
    if (ids.length === 0) return { taken: 0, sent: 0 };
    const orders = await this.orders.described(manager, store, ids);
    await this.deliveries.lock(
      manager,
      orders.map(({ order }) => lineOf(store, order.orderCode)),
    );
    const mine = await markPushed(
      manager,
      store.id,
      orders.map(({ id, order }) => knownOf(id, order)),
    );
    const pushed = orders
      .filter(({ id }) => mine.has(id))
      .map(({ id, order }) => pushOfNew(store, id, order));
    return { taken: orders.length, sent: await this.send(manager, pushed) };
  }

  private async pushChanges(manager: EntityManager, store: StoreContext): Promise<Done> {
    const changed = await takeChanged(manager, store.id, BATCH);
    if (changed.length === 0) return { taken: 0, sent: 0 };
    await this.deliveries.lock(
      manager,
      changed.map((order) => lineOf(store, order.orderCode)),
    );
    const ids = changed.map(({ orderId }) => orderId);
    const described = await this.orders.described(manager, store, ids);
    const orders = new Map(described.map(({ id, order }) => [id, order]));
    const pushed = changed.map((change) => pushOfChange(store, change, orders.get(change.orderId)!));
    await noteChanged(manager, pushed);
    const sent = await this.send(manager, pushed);
    for (const change of pushed.flatMap(({ unpushed = [] }) => unpushed)) {
      changesNotPushed.inc({ store: store.code, change });
    }
    return { taken: changed.length, sent };
  }

  private async send(manager: EntityManager, pushed: Pushed[]): Promise<number> {
    const deliveries = pushed.flatMap(({ delivery }) => delivery ?? []);
    if (deliveries.length > 0) await this.deliveries.add(manager, deliveries);
    const events = pushed.flatMap(({ orderId, events: ofOrder, delivery }) => {
      const correlationId = delivery ? `delivery:${delivery.id}` : null;
      return ofOrder.map((event) => ({ orderId, source: 'SERVICE' as const, ...event, correlationId }));
    });
    await record(manager, events);
    return deliveries.length;
  }
}

interface Done {
  taken: number;
  sent: number;
}
