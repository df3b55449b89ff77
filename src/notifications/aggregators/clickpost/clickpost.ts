import type { Aggregator, ReadContext } from '../aggregator.js';
import { RETURN_CODES, RETURN_EVENTS } from './clickpost.mapping.js';
import { NotificationType as T } from '../../notification-types.js';
import { NO_NAMES, type Names, type NotificationItem, type Reading } from '../../notification.types.js';
import { eventTime, timeOf } from '../event-time.js';
import { asFields, type Fields, firstText, isTrue, numberOf, textOf, texts } from '../webhook-fields.js';
import { type ClickpostStatus, typeOf } from './clickpost.rules.js';

const NAME = 'CLICKPOST';

export const CLICKPOST: Aggregator = {
  name: NAME,
  title: 'ClickPost',
  path: 'clickpost',
  // Newer pages of the vendor allow the second one, with the value as it was typed in the dashboard.
  headers: ['webhook_key', 'authorization'],
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
  read: (body, context) => [readOne(body, context)],
};

/** A body of any of its shapes: aggregators.md 2.3. */
interface Parts {
  fields: Fields;
  additional: Fields;
  /** Where the parcel stands now, which may be further than what is reported. */
  latest: Fields;
  /** The part that tells the status and its time: the outer one, unless it has none. */
  shown: Fields;
}

/** Events of return requests come wrapped in `payload`. */
function readOne(body: unknown, context: ReadContext): Reading {
  const outer = asFields(body);
  const fields = asFields(outer?.['payload']) ?? outer;
  if (!fields) return { malformed: 'not a JSON object' };
  const additional = asFields(fields['additional']) ?? {};
  const latest = asFields(additional['latest_status']) ?? asFields(fields['latest_status']) ?? {};
  const shown = fields['clickpost_status_code'] == null ? latest : fields;
  const parts = { fields, additional, latest, shown };
  const code = numberOf(shown['clickpost_status_code']);
  const event = numberOf(additional['notification_event_id']) ?? numberOf(fields['notification_event']);
  if (code === null && event === null) {
    return { malformed: 'no clickpost_status_code and no notification_event_id' };
  }
  const isReturn = speaksOfReturn(additional, code, event);
  const names = namesOf(parts, isReturn);
  if (Object.values(names).every((some: string[]) => some.length === 0)) {
    return { malformed: 'no waybill, order_id or reference_number' };
  }
  return toReading(parts, { code, event, isReturn }, names, context);
}

function toReading(
  { fields, additional, latest, shown }: Parts,
  status: ClickpostStatus,
  names: Names,
  { receivedAt, settings }: ReadContext,
): Reading {
  const { code, event, isReturn } = status;
  const zone = isReturn ? settings.clickpostReturnZone : 'INDIA';
  const stamp = shown['timestamp'] ?? latest['timestamp'];
  const time = eventTime(stamp, { receivedAt, clock: settings.webhookClocks[NAME], zone });
  const type = typeOf(status, settings.clickpostHubType);
  const isPlaced = type === T.ReturnOrderPlaced && time.timed;
  return {
    type,
    status: `status ${code ?? '-'}, event ${event ?? '-'}`,
    ...time,
    isReturn,
    overtaken: shown !== latest && isOvertaken(shown, latest),
    names,
    courierName: firstText(fields['courier_name'], fields['cp_name'], additional['courier_name']),
    metaData: { 'Account Code': textOf(fields['account_code']) },
    returnOrderTime: isPlaced ? Math.floor(Date.parse(time.at) / 1000) : null,
    items: itemsOf(additional['item_info']),
    key: [
      textOf(fields['waybill']) ?? [...names.awbs, ...names.returnCodes, ...names.orderCodes],
      code,
      event,
      textOf(stamp),
    ],
  };
}

function speaksOfReturn(additional: Fields, code: number | null, event: number | null): boolean {
  return (
    isTrue(additional['is_rvp']) ||
    (code !== null && RETURN_CODES.has(code)) ||
    (event !== null && RETURN_EVENTS.has(event)) ||
    textOf(additional['forward_awb']) !== null
  );
}

/** Of a return, `order_id` and `reference_number` are its own and never the forward order's. */
function namesOf({ fields, additional, latest }: Parts, isReturn: boolean): Names {
  const waybills = texts(fields['waybill']);
  const references = texts(additional['reference_number'], latest['reference_number']);
  const codes = texts(additional['order_id'], fields['order_id']);
  if (!isReturn) return { ...NO_NAMES, awbs: waybills, orderCodes: codes, references };
  return {
    ...NO_NAMES,
    awbs: texts(additional['forward_awb']),
    returnAwbs: waybills,
    orderCodes: texts(additional['forward_order_id']),
    references: texts(additional['forward_reference_number']),
    returnCodes: texts(additional['return_reference_number'], ...codes, ...references),
  };
}

function isOvertaken(shown: Fields, latest: Fields): boolean {
  const [then, now] = [timeOf(shown['timestamp']), timeOf(latest['timestamp'])];
  const differs =
    numberOf(latest['clickpost_status_code']) !== null &&
    numberOf(latest['clickpost_status_code']) !== numberOf(shown['clickpost_status_code']);
  return differs && then !== null && now !== null && now > then;
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
