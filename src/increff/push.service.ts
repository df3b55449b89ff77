import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import type { DeliveryLine, NewDelivery } from '../deliveries/delivery-queue.repository.js';
import type { OrderDto } from '../orders/dto/order.dto.js';
import { SyncState } from '../orders/order-sync-state.js';
import { OrdersService } from '../orders/orders.service.js';
import type { StoreContext } from '../stores/stores.service.js';
import { INCREFF, IncreffEvent } from './increff.endpoint.js';
import {
  cancelledSince,
  pushedLines,
  toCustomerCancellation,
  toOutwardOrder,
} from './outward-order.mapper.js';
import {
  type ChangedOrder,
  markPushed,
  noteChanged,
  takeChanged,
  takeUnpushed,
} from './increff-pushes.repository.js';
import { time } from '../platform/time/time.js';
import { record } from '../timeline/timeline.repository.js';

/** Orders per transaction. */
const BATCH = 100;
const CANCEL_WAIT_SECONDS = 15;

interface Pushed {
  orderId: string;
  lines: ChangedOrder['lines'];
  waitSeconds?: number;
  delivery?: NewDelivery;
  event?: { kind: string; summary: object };
}

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
  ) {
    deliveries.register(INCREFF);
  }

  /** @returns how many deliveries were added */
  async push(store: StoreContext): Promise<number> {
    let total = 0;
    for (const step of [this.pushOrders.bind(this), this.pushCancellations.bind(this)]) {
      for (let taken = BATCH; taken === BATCH;) {
        const done = await this.database.transaction((manager) => step(manager, store));
        taken = done.taken;
        total += done.sent;
      }
    }
    if (total > 0) {
      this.logger.log({ store: store.code, deliveries: total }, 'handed to the outbox for Increff');
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
      orders.map(({ id, order }) => ({ orderId: id, lines: pushedLines(order) })),
    );
    const pushed = orders
      .filter(({ id }) => mine.has(id))
      .map(({ id, order }) => pushOfNew(store, id, order));
    return { taken: orders.length, sent: await this.send(manager, pushed) };
  }

  private async pushCancellations(manager: EntityManager, store: StoreContext): Promise<Done> {
    const changed = await takeChanged(manager, store.id, BATCH);
    if (changed.length === 0) return { taken: 0, sent: 0 };
    await this.deliveries.lock(
      manager,
      changed.map((order) => lineOf(store, order.orderCode)),
    );
    const pushed = changed.map((order) => pushOf(store, order));
    await noteChanged(manager, pushed);
    return { taken: changed.length, sent: await this.send(manager, pushed) };
  }

  private async send(manager: EntityManager, pushed: Pushed[]): Promise<number> {
    const deliveries = pushed.flatMap(({ delivery }) => delivery ?? []);
    if (deliveries.length > 0) await this.deliveries.add(manager, deliveries);
    const events = pushed.flatMap(({ orderId, event, delivery }) => {
      const correlationId = delivery ? `delivery:${delivery.id}` : null;
      return event ? [{ orderId, source: 'SERVICE' as const, ...event, correlationId }] : [];
    });
    await record(manager, events);
    return deliveries.length;
  }
}

interface Done {
  taken: number;
  sent: number;
}

function pushOfNew(store: StoreContext, orderId: string, order: OrderDto): Pushed {
  const body = toOutwardOrder(order, store.settings);
  const lines = pushedLines(order);
  if (body.orderItems.length === 0) {
    const summary = { reason: 'nothing is left to fulfil' };
    return { orderId, lines, event: { kind: 'ORDER_NOT_PUSHED', summary } };
  }
  const delivery = newDelivery(store, order.orderCode, IncreffEvent.Order, body);
  return { orderId, lines, delivery, event: { kind: 'ORDER_PUSHED', summary: {} } };
}

/** Increff gets what the customer cancelled; what was cancelled through this API, it has cancelled itself. */
function pushOf(store: StoreContext, order: ChangedOrder): Pushed {
  const { orderId } = order;
  if (order.cancelUnderWay) {
    return { orderId, lines: order.lines, waitSeconds: time.waitSeconds(CANCEL_WAIT_SECONDS) };
  }
  const lines = cancelledSince(order.lines, order.items, order.syncState === SyncState.Cancelled);
  const more = Object.entries(lines).some(
    ([itemId, line]) => line.cancelledQuantity > order.lines[itemId]!.cancelledQuantity,
  );
  if (!more) return { orderId, lines };
  if (order.cancelledBy !== null) {
    const summary = { reason: 'cancelled through this API', cancelledBy: order.cancelledBy };
    return { orderId, lines, event: { kind: 'CANCELLATION_NOT_PUSHED', summary } };
  }
  const body = toCustomerCancellation(lines);
  const delivery = newDelivery(store, order.orderCode, IncreffEvent.OrderCancellation, body);
  return { orderId, lines, delivery, event: { kind: 'CANCELLATION_PUSHED', summary: {} } };
}

function newDelivery(store: StoreContext, orderCode: string, event: IncreffEvent, body: object): NewDelivery {
  return { ...lineOf(store, orderCode), id: randomUUID(), eventType: event, body: JSON.stringify(body) };
}

/** One line for both: a cancellation never overtakes its order. */
function lineOf(store: StoreContext, orderCode: string): DeliveryLine {
  return { storeId: store.id, kind: INCREFF.kind, orderCode };
}
