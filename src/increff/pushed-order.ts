import { randomUUID } from 'node:crypto';
import type { DeliveryLine, NewDelivery } from '../deliveries/delivery-queue.repository.js';
import type { OrderDto } from '../orders/dto/order.dto.js';
import { SyncState } from '../orders/order-sync-state.js';
import { time } from '../platform/time/time.js';
import type { StoreContext } from '../stores/stores.service.js';
import { toAttributesUpdate } from './custom-attributes.js';
import type { SentDetails } from './entities/increff-push.entity.js';
import { INCREFF, IncreffEvent } from './increff.endpoint.js';
import {
  cancelledSince,
  pushedLines,
  toCustomerCancellation,
  toOutwardOrder,
} from './outward-order.mapper.js';
import type { ChangedOrder } from './increff-pushes.repository.js';
import { detailsOf, type UnpushedChange, unpushedChanges } from './sent-details.js';

const CANCEL_WAIT_SECONDS = 15;

/** What Increff knows of an order, and what it is sent now: one delivery at a time. */
export interface Pushed {
  orderId: string;
  lines: ChangedOrder['lines'];
  sent: SentDetails | null;
  /** It is looked at again then. */
  waitSeconds?: number;
  delivery?: NewDelivery;
  events: { kind: string; summary: object }[];
  unpushed?: UnpushedChange[];
}

export function knownOf(
  orderId: string,
  order: OrderDto,
): { orderId: string; lines: Pushed['lines']; sent: SentDetails } {
  const lines = pushedLines(order);
  return { orderId, lines, sent: detailsOf(order, lines) };
}

export function pushOfNew(store: StoreContext, orderId: string, order: OrderDto): Pushed {
  const body = toOutwardOrder(order, store.settings);
  const known = knownOf(orderId, order);
  if (body.orderItems.length === 0) {
    const summary = { reason: 'nothing is left to fulfil' };
    return { ...known, events: [{ kind: 'ORDER_NOT_PUSHED', summary }] };
  }
  const delivery = newDelivery(store, order.orderCode, IncreffEvent.Order, body);
  return { ...known, delivery, events: [{ kind: 'ORDER_PUSHED', summary: {} }] };
}

/** Cancellations first: what else changed is sent once they have gone. */
export function pushOfChange(store: StoreContext, change: ChangedOrder, order: OrderDto): Pushed {
  const { orderId, sent } = change;
  if (change.cancelUnderWay) {
    const waitSeconds = time.waitSeconds(CANCEL_WAIT_SECONDS);
    return { orderId, lines: change.lines, sent, waitSeconds, events: [] };
  }
  const isCancelled = change.syncState === SyncState.Cancelled;
  const lines = cancelledSince(change.lines, order.orderItems, isCancelled);
  const more = Object.entries(lines).some(
    ([itemId, line]) => line.cancelledQuantity > change.lines[itemId]!.cancelledQuantity,
  );
  if (more) return pushOfCancellation(store, change, lines);
  if (isCancelled) return { orderId, lines, sent, events: [] };
  return { ...pushOfDetails(store, change, order), orderId, lines };
}

/** Increff gets what the customer cancelled; what was cancelled through this API, it has cancelled itself. */
function pushOfCancellation(
  store: StoreContext,
  { orderId, orderCode, cancelledBy, sent }: ChangedOrder,
  lines: Pushed['lines'],
): Pushed {
  const known = { orderId, lines, sent };
  if (cancelledBy !== null) {
    const summary = { reason: 'cancelled through this API', cancelledBy };
    return { ...known, events: [{ kind: 'CANCELLATION_NOT_PUSHED', summary }] };
  }
  const delivery = newDelivery(
    store,
    orderCode,
    IncreffEvent.OrderCancellation,
    toCustomerCancellation(lines),
  );
  return { ...known, waitSeconds: 0, delivery, events: [{ kind: 'CANCELLATION_PUSHED', summary: {} }] };
}

/** Increff has a form for custom attributes, and none for an address, a hold, or more units. */
function pushOfDetails(
  store: StoreContext,
  { sent, lines }: ChangedOrder,
  order: OrderDto,
): Pick<Pushed, 'sent' | 'delivery' | 'events' | 'unpushed'> {
  const now = detailsOf(order, lines);
  if (!sent) return { sent: now, events: [] };
  const unpushed = unpushedChanges(sent, now);
  const events =
    unpushed.length === 0
      ? []
      : [{ kind: 'CHANGE_NOT_PUSHED', summary: { changes: unpushed, onHold: order.onHold } }];
  if (sent.attributes === now.attributes || !isAtIncreff(lines)) return { sent: now, events, unpushed };
  const body = toAttributesUpdate(order, lines, store.settings);
  const delivery = newDelivery(store, order.orderCode, IncreffEvent.OrderAttributes, body);
  return { sent: now, delivery, events: [...events, { kind: 'ATTRIBUTES_PUSHED', summary: {} }], unpushed };
}

/** It has units that were sent, and not cancelled since: of any other order it refuses attributes. */
function isAtIncreff(lines: Pushed['lines']): boolean {
  return Object.values(lines).some(({ quantity, cancelledQuantity }) => quantity > cancelledQuantity);
}

function newDelivery(store: StoreContext, orderCode: string, event: IncreffEvent, body: object): NewDelivery {
  return { ...lineOf(store, orderCode), id: randomUUID(), eventType: event, body: JSON.stringify(body) };
}

/** One line for all of an order: a change never overtakes it. */
export function lineOf(store: StoreContext, orderCode: string): DeliveryLine {
  return { storeId: store.id, kind: INCREFF.kind, orderCode };
}
