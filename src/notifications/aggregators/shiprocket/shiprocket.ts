import type { Aggregator } from '../aggregator.js';
import { NotificationType as T } from '../../notification-types.js';
import type { Reading } from '../../notification.types.js';
import {
  SHIPROCKET_LABELS,
  SHIPROCKET_ORDER_STATUSES,
  SHIPROCKET_SHIPMENT_STATUSES,
  SHIPROCKET_UNTYPED,
} from './shiprocket.mapping.js';
import { asFields, type Fields, firstText, numberOf, textOf, timeOf } from '../webhook-fields.js';

const NAME = 'SHIPROCKET';

export const SHIPROCKET: Aggregator = {
  name: NAME,
  title: 'Shiprocket',
  path: 'st',
  header: 'x-api-key',
  keyName: 'shiprocketWebhookToken',
  description:
    'Shiprocket allows neither its own name nor its initials in an address. 200 for all that is kept.',
  types: [
    T.PaymentFailed,
    T.Unfulfillable,
    T.Invoiced,
    T.ReadyToShip,
    T.PickupQueue,
    T.PickupScheduled,
    T.PickupError,
    T.PickupRescheduled,
    T.OutForPickup,
    T.PickedUp,
    T.Shipped,
    T.Fulfilled,
    T.InTransit,
    T.Delayed,
    T.Misrouted,
    T.ReachedDestinationHub,
    T.OutForDelivery,
    T.Undelivered,
    T.PartialDelivered,
    T.CancellationRequested,
    T.Cancelled,
    T.Rto,
    T.RtoDelivered,
    T.RtoAcknowledged,
    T.Damaged,
    T.Destroyed,
    T.Lost,
    T.Delivered,
  ],
  returnsNeedInvoice: false,
  read,
};

/** It names no SKUs, so items are null. */
function read(body: unknown): Reading {
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
      source: NAME,
      type: isReturn && type === T.PickedUp ? T.ReturnPickedUp : type,
      at,
      forwardOrderCode,
      forwardShipmentCode: null,
      forwardAwb: isReturn ? null : awb,
      courierName,
      returnOrderInfo: isReturn ? info : null,
      aggregator: {
        name: NAME,
        metaData: { 'Shiprocket Order Id': textOf(fields['sr_order_id']) },
      },
      warehouseCode: null,
      items: null,
      invoiceData: null,
    },
  };
}

/** Labels first: the two kinds of numbers overlap. A label that is known to have no type is not looked up by number. */
function typeOf(fields: Fields): T | undefined {
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
