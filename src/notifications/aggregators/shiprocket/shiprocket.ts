import type { Aggregator, ReadContext } from '../aggregator.js';
import { NotificationType as T } from '../../notification-types.js';
import { NO_NAMES, type Names, type Reading } from '../../notification.types.js';
import { eventTime } from '../event-time.js';
import {
  asFields,
  entriesOf,
  type Fields,
  firstText,
  isTrue,
  readEach,
  textOf,
  texts,
} from '../webhook-fields.js';
import { type Pair, pairsOf, typeOf } from './shiprocket.rules.js';

const NAME = 'SHIPROCKET';

export const SHIPROCKET: Aggregator = {
  name: NAME,
  title: 'Shiprocket',
  path: 'st',
  // The second name is a misreading of the vendor's page that some have in their set-up.
  headers: ['x-api-key', 'anx-api-key'],
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
  read: (body, context) => readEach(entriesOf(body), (entry) => readOne(entry, context)),
};

/** It names no SKUs, so items are null. A status is never read from `scans`, whose order is not fixed. */
function readOne(body: unknown, { receivedAt, settings }: ReadContext): Reading {
  const fields = asFields(body);
  if (!fields) return { malformed: 'not a JSON object' };
  const isReturn = isTrue(fields['is_return']);
  const names = namesOf(fields, isReturn);
  if (Object.values(names).every((some: string[]) => some.length === 0)) {
    return { malformed: 'no awb, order_id or sr_order_id' };
  }
  const { order, shipment } = pairsOf(fields);
  if (!order && !shipment && !Array.isArray(fields['scans'])) {
    return { malformed: 'no current_status and no shipment_status' };
  }
  const time = eventTime(fields['current_timestamp'], {
    receivedAt,
    clock: settings.webhookClocks[NAME],
  });
  return {
    type: typeOf({ order, shipment }, isReturn, settings.shiprocketReturnPickedUp),
    status: `status ${inWords(order)}, shipment ${inWords(shipment)}`,
    ...time,
    isReturn,
    overtaken: false,
    names,
    courierName: firstText(fields['courier_name'], fields['courier']),
    metaData: { 'Shiprocket Order Id': textOf(fields['sr_order_id']) },
    returnOrderTime: null,
    items: null,
    key: [
      firstText(...awbsOf(fields)) ?? names,
      order && [order.label, order.number],
      shipment && [shipment.label, shipment.number],
      textOf(fields['current_timestamp']),
    ],
  };
}

/** A return's `order_id` may be the forward order's or its own: what it is shows when it is looked up. */
function namesOf(fields: Fields, isReturn: boolean): Names {
  const awbs = awbsOf(fields);
  const codes = texts(fields['order_id'], fields['channel_order_id']);
  return {
    ...NO_NAMES,
    ...(isReturn ? { returnAwbs: awbs, returnCodes: codes } : { awbs }),
    orderCodes: codes,
    aggregatorIds: [
      ...texts(fields['sr_order_id']).map((id) => `${NAME} order ${id}`),
      ...texts(fields['shipment_id']).map((id) => `${NAME} shipment ${id}`),
    ],
  };
}

function awbsOf(fields: Fields): string[] {
  return texts(fields['awb'], fields['awb_code'], fields['awb_number']);
}

function inWords(pair: Pair | null): string {
  return pair ? `${pair.label ?? '-'} (${pair.number ?? '-'})` : '-';
}
