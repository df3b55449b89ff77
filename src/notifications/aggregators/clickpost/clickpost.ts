import type { Aggregator } from '../aggregator.js';
import { CLICKPOST_EVENTS, CLICKPOST_STATUSES } from './clickpost.mapping.js';
import { NotificationType as T } from '../../notification-types.js';
import {
  type NotificationEvent,
  type NotificationItem,
  type Reading,
  type ReturnOrderInfo,
} from '../../notification.types.js';
import { asFields, type Fields, firstText, numberOf, textOf, timeOf } from '../webhook-fields.js';

const NAME = 'CLICKPOST';

export const CLICKPOST: Aggregator = {
  name: NAME,
  title: 'ClickPost',
  path: 'clickpost',
  header: 'webhook_key',
  keyName: 'clickpostWebhookKey',
  description:
    '200 once it is stored. A status without a type, and what is malformed, is kept and answered 200.',
  types: [
    T.ReturnOrderPlaced,
    T.ShippingLabelGenerated,
    T.AwbGenerated,
    T.OutForPickup,
    T.PickedUp,
    T.ReturnPickedUp,
    T.ExchangePickup,
    T.ShipmentStuck,
    T.SlaBreached,
    T.DestinationHubInscan,
    T.OutForDelivery,
    T.FailedDelivery,
    T.PickupCancelled,
    T.Cancelled,
    T.Rto,
    T.RtoDelivered,
    T.Damaged,
    T.Lost,
    T.Delivered,
    T.ExchangeDelivered,
  ],
  returnsNeedInvoice: true,
  read,
};

/** Events of return requests come wrapped in `payload`. */
function read(body: unknown): Reading {
  const fields = asFields(asFields(body)?.['payload']) ?? asFields(body);
  if (!fields) return { malformed: 'not a JSON object' };
  const more = asFields(fields['additional']) ?? {};
  const status = numberOf(fields['clickpost_status_code']) ?? numberOf(more['clickpost_status_code']);
  const eventId = numberOf(more['notification_event_id']);
  if (status === null && eventId === null) {
    return { malformed: 'no clickpost_status_code and no notification_event_id' };
  }
  const forwardOrderCode = firstText(
    more['forward_order_id'],
    more['order_id'],
    fields['order_id'],
    more['reference_number'],
  );
  if (forwardOrderCode === null) return { malformed: 'no order_id' };
  const type =
    (eventId !== null && CLICKPOST_EVENTS[eventId]) ||
    (status !== null && CLICKPOST_STATUSES[status]) ||
    undefined;
  const at = timeOf(fields['timestamp']) ?? timeOf(asFields(more['latest_status'])?.['timestamp']);
  const key = [
    forwardOrderCode,
    textOf(fields['waybill']),
    status,
    eventId,
    at?.getTime() ?? fields['timestamp'] ?? null,
  ];
  if (!type) return { unmapped: `status ${status ?? '-'}, event ${eventId ?? '-'}`, forwardOrderCode, key };
  if (!at) return { malformed: 'no timestamp' };
  return { event: toEvent(fields, more, forwardOrderCode, type, at) };
}

function toEvent(
  fields: Fields,
  more: Fields,
  forwardOrderCode: string,
  type: T,
  at: Date,
): NotificationEvent {
  const isReturn = more['is_rvp'] === true || more['is_rvp'] === 'true' || type === T.ReturnOrderPlaced;
  const waybill = textOf(fields['waybill']);
  const courierName = firstText(fields['courier_name'], fields['cp_name'], more['courier_name']);
  const info: ReturnOrderInfo = {
    returnOrderId: firstText(more['return_reference_number'], more['order_id']),
    returnAwb: waybill,
    transporter: courierName,
    returnOrderTime: null,
  };
  return {
    source: NAME,
    type: isReturn && type === T.PickedUp ? T.ReturnPickedUp : type,
    at,
    forwardOrderCode,
    forwardShipmentCode: firstText(more['forward_reference_number'], more['reference_number']),
    forwardAwb: isReturn ? textOf(more['forward_awb']) : waybill,
    courierName,
    returnOrderInfo: isReturn ? info : null,
    aggregator: { name: NAME, metaData: { 'Account Code': textOf(fields['account_code']) } },
    warehouseCode: null,
    items: itemsOf(more['item_info']),
    invoiceData: null,
  };
}

function itemsOf(value: unknown): NotificationItem[] | null {
  if (!Array.isArray(value)) return null;
  return value.slice(0, 500).map((entry) => {
    const item = asFields(entry) ?? {};
    return {
      itemId: firstText(item['item_id'], item['id']),
      sku: textOf(item['sku']),
      quantity: numberOf(item['quantity']),
    };
  });
}
