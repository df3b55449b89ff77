import { randomUUID } from 'node:crypto';
import type { Wishes } from '../deliveries/endpoints.repository.js';
import type { DeliveryLine, NewDelivery } from '../deliveries/delivery-queue.repository.js';
import type { EventSource } from '../timeline/entities/order-event.entity.js';
import type { NewEvent } from '../timeline/timeline.repository.js';
import { NOTIFICATION } from './notification.endpoint.js';
import { isKnown, stageOf } from './notification-types.js';
import { type Incoming, NotificationSource, NotificationState } from './notification.types.js';
import { dedupeKeyOf, parcelKeyOf, toBody } from './notifications.mapper.js';
import type { NewNotification } from './notifications.repository.js';
import { statusTextOf } from './status-texts/status-text.js';

const NOT_WANTED = 'no endpoint wants it';

/** Own invoices have a line of their own, written with the invoice. */
export function timelineOf(
  { event, orderId, requestId, back }: Incoming,
  notificationId: string,
  reason: string | null,
): NewEvent[] {
  if (orderId === undefined || (event.source === NotificationSource.Service && event.invoiceData)) return [];
  const summary = {
    notificationId,
    source: event.source,
    at: event.at.toISOString(),
    awb: event.forwardAwb ?? event.returnOrderInfo?.returnAwb ?? null,
    returnOrderCode: event.returnOrderInfo?.returnOrderId ?? back?.returnOrderId ?? null,
    shipmentCode: event.forwardShipmentCode,
    ...(reason === null ? {} : { note: reason }),
  };
  return [
    { orderId, source: timelineSource(event.source), kind: event.type, correlationId: requestId, summary },
  ];
}

function timelineSource(source: string): EventSource {
  if (source === NotificationSource.Api) return 'INCREFF';
  return source === NotificationSource.Service ? 'SERVICE' : 'AGGREGATOR';
}

export type EventRow = NewNotification & { type: string; forwardOrderCode: string };

/** @param wishes of the store's endpoint; undefined while it has none: deliveries wait for it */
export function toRow(incoming: Incoming, wishes: Wishes | undefined): EventRow {
  const { storeId, event, requestId, key, overtaken = false, reason = null, back } = incoming;
  const body = toBody(back ? { ...event, returnOrderInfo: back } : event);
  const isWanted = wants(wishes, event.type);
  return {
    storeId,
    source: event.source,
    state: isWanted ? NotificationState.Accepted : NotificationState.Unwanted,
    dedupeKey: key ?? dedupeKeyOf(event),
    forwardOrderCode: event.forwardOrderCode,
    type: event.type,
    known: isKnown(event.type),
    at: event.at.toISOString(),
    parcelKey: parcelKeyOf(event),
    stage: stageOf(event.type),
    deliveryId: isWanted ? randomUUID() : null,
    body: wishes?.language ? { ...body, statusText: statusTextOf(event.type, wishes.language) } : body,
    raw: null,
    reason: isWanted ? reason : [reason, NOT_WANTED].filter((one) => one !== null).join('; '),
    requestId,
    isReturn: event.invoiceData ? null : event.returnOrderInfo !== null,
    overtaken,
    names: null,
    reading: null,
  };
}

/** The set of types is open: what has no meaning here cannot be chosen, and is sent. */
function wants(wishes: Wishes | undefined, type: string): boolean {
  return !wishes?.types || !isKnown(type) || wishes.types.includes(type);
}

/** Its delivery; none where the endpoint does not receive its type. */
export function deliveriesOf(row: EventRow): NewDelivery[] {
  const { deliveryId: id, type: eventType, body } = row;
  return id === null ? [] : [{ ...lineOf(row), id, eventType, body: JSON.stringify(body) }];
}

export function lineOf(row: EventRow): DeliveryLine {
  return { storeId: row.storeId, kind: NOTIFICATION.kind, orderCode: row.forwardOrderCode };
}
