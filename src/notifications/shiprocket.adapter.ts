import { Aggregator, NotificationType } from './notification-types.js';
import { NotificationSource, type Reading } from './notification.types.js';
import {
  SHIPROCKET_LABELS,
  SHIPROCKET_ORDER_STATUSES,
  SHIPROCKET_SHIPMENT_STATUSES,
  SHIPROCKET_UNTYPED,
} from './shiprocket.mapping.js';
import { asFields, type Fields, firstText, numberOf, textOf, timeOf } from './webhook-fields.js';

/** Shiprocket's webhook. It names no SKUs, so items are null. */
export function readShiprocket(body: unknown): Reading {
  const fields = asFields(body);
  if (!fields) return { malformed: 'not a JSON object' };
  const forwardOrderCode = firstText(fields['order_id'], fields['sr_order_id']);
  if (forwardOrderCode === null) return { malformed: 'no order_id' };
  const awb = textOf(fields['awb']);
  const label = firstText(fields['current_status'], fields['shipment_status']);
  const at = timeOf(fields['current_timestamp']);
  const key = [
    forwardOrderCode,
    awb,
    label,
    fields['current_status_id'] ?? null,
    at?.getTime() ?? fields['current_timestamp'] ?? null,
  ];
  const type = typeOf(fields);
  if (!type) return { unmapped: `status ${label ?? '-'}`, forwardOrderCode, key };
  if (!at) return { malformed: 'no current_timestamp' };
  const isReturn = numberOf(fields['is_return']) === 1 || fields['is_return'] === true;
  const courierName = textOf(fields['courier_name']);
  const info = {
    returnOrderId: forwardOrderCode,
    returnAwb: awb,
    transporter: courierName,
    returnOrderTime: null,
  };
  return {
    event: {
      source: NotificationSource.Shiprocket,
      type: isReturn && type === NotificationType.PickedUp ? NotificationType.ReturnPickedUp : type,
      at,
      forwardOrderCode,
      forwardShipmentCode: null,
      forwardAwb: isReturn ? null : awb,
      courierName,
      returnOrderInfo: isReturn ? info : null,
      aggregator: {
        name: Aggregator.Shiprocket,
        metaData: { 'Shiprocket Order Id': textOf(fields['sr_order_id']) },
      },
      warehouseCode: null,
      items: null,
      invoiceData: null,
    },
  };
}

/** Labels first: the two kinds of numbers overlap. A label that is known to have no type is not looked up by number. */
function typeOf(fields: Fields): NotificationType | undefined {
  const labels = [normal(fields['current_status']), normal(fields['shipment_status'])];
  for (const label of labels) {
    const type = SHIPROCKET_LABELS[label];
    if (type) return type;
  }
  if (labels.some((label) => SHIPROCKET_UNTYPED.has(label))) return undefined;
  const order = numberOf(fields['current_status_id']);
  const shipment = numberOf(fields['shipment_status_id']);
  return (
    (order === null ? undefined : SHIPROCKET_ORDER_STATUSES[order]) ??
    (shipment === null ? undefined : SHIPROCKET_SHIPMENT_STATUSES[shipment])
  );
}

function normal(value: unknown): string {
  return (textOf(value) ?? '').toUpperCase().replace(/[\s_-]+/g, ' ');
}
