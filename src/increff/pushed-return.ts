import { randomUUID } from 'node:crypto';
import type { NewDelivery } from '../deliveries/delivery-queue.repository.js';
import { ReturnItemState, ReturnState } from '../returns/return.types.js';
import type { DueItem, DueReturn } from '../returns/return-pushes.service.js';
import type { StoreContext } from '../stores/stores.service.js';
import { IncreffEvent } from './increff.endpoint.js';
import { lineOf } from './pushed-order.js';

/** What Increff is to hear of a return now, and what it knows of it then. */
export interface PushedReturn {
  id: string;
  orderId: string;
  sent: boolean;
  /** All units that it expects. */
  expected: string[];
  delivery?: NewDelivery;
  events: { kind: string; summary: object }[];
  /** Units that it expects in vain: it has no public form for that. */
  withdrawn: string[];
}

/** Pure, but for the id of the delivery. */
export function pushOfReturn(store: StoreContext, due: DueReturn): PushedReturn {
  const open = due.items.filter(({ state }) => state === ReturnItemState.Expected);
  if (due.body['erased'] === true) return nothing(due);
  if (!due.sent) {
    return due.state === ReturnState.Created && open.length > 0 ? whole(store, due, open) : nothing(due);
  }
  const added = open.filter(({ sent }) => !sent);
  const cancelled = due.items.filter(({ state, sent }) => sent && state === ReturnItemState.Cancelled);
  const withdrawn = cancelled.map(({ itemCode }) => itemCode);
  const { returnOrderCode } = due;
  const events = [
    ...(added.length > 0
      ? [{ kind: 'RETURN_ITEMS_PUSHED', summary: { returnOrderCode, items: added.length } }]
      : []),
    ...(withdrawn.length > 0
      ? [
          {
            kind: 'CHANGE_NOT_PUSHED',
            summary: { changes: ['returnItems'], returnOrderCode, cancelled: withdrawn },
          },
        ]
      : []),
  ];
  return {
    ...nothing(due),
    expected: due.items
      .filter((item) => (item.sent || added.includes(item)) && !cancelled.includes(item))
      .map(({ itemCode }) => itemCode),
    ...(added.length > 0
      ? { delivery: newDelivery(store, due, IncreffEvent.ReturnItems, toItemsForm(due, added)) }
      : {}),
    events,
    withdrawn,
  };
}

function whole(store: StoreContext, due: DueReturn, open: DueItem[]): PushedReturn {
  const summary = { returnOrderCode: due.returnOrderCode, items: open.length };
  return {
    ...nothing(due),
    sent: true,
    expected: open.map(({ itemCode }) => itemCode),
    delivery: newDelivery(store, due, IncreffEvent.Return, toReturnForm(due, open)),
    events: [{ kind: 'RETURN_PUSHED', summary }],
  };
}

/** It was looked at, and Increff hears nothing. */
function nothing(due: DueReturn): PushedReturn {
  const expected = due.items.filter(({ sent }) => sent).map(({ itemCode }) => itemCode);
  return { id: due.id, orderId: due.orderId, sent: due.sent, expected, events: [], withdrawn: [] };
}

/**
 * Body of `POST /return/return-orders`, https://increff.atlassian.net/wiki/spaces/IOSA/pages/318537946: as it was announced,
 * with the code under which Increff has the order, and the units that still come.
 */
function toReturnForm(due: DueReturn, items: DueItem[]): object {
  const given = Array.isArray(due.body['orderItems'])
    ? (due.body['orderItems'] as Record<string, unknown>[])
    : [];
  const announced = new Map(given.map((item) => [item['itemCode'], item]));
  return {
    ...due.body,
    forwardOrderCode: due.orderCode,
    orderType: due.orderType,
    orderItems: items.map(({ itemCode, sku, reason, details }) => {
      const item = { itemCode, channelSkuCode: sku, reason, ...details, ...announced.get(itemCode) };
      // Its type in the form is text.
      return { ...item, enableDoorStepQc: String(announced.get(itemCode)?.['enableDoorStepQc'] === true) };
    }),
  };
}

/** Body of `PUT /return/update-return-order/item`, https://increff.atlassian.net/wiki/spaces/IOSA/pages/804618286. */
function toItemsForm(due: DueReturn, items: DueItem[]): object {
  return {
    locationCode: due.locationCode,
    orderCode: due.orderCode,
    returnOrderCode: due.returnOrderCode,
    returnLineItems: items.map(({ itemCode, sku, reason, details }) => ({
      channelReturnItemCode: itemCode,
      channelSkuCode: sku,
      reasonForReturn: reason,
      ...details,
    })),
  };
}

/** In the line of its order: it never overtakes it. */
function newDelivery(store: StoreContext, due: DueReturn, event: IncreffEvent, body: object): NewDelivery {
  return { ...lineOf(store, due.orderCode), id: randomUUID(), eventType: event, body: JSON.stringify(body) };
}
