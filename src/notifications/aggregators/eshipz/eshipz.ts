import type { Aggregator, ReadContext } from '../aggregator.js';
import { NO_NAMES, type Reading } from '../../notification.types.js';
import { isKnown } from '../../notification-types.js';
import { eventTime } from '../event-time.js';
import {
  asFields,
  entriesOf,
  type Fields,
  firstText,
  isTrue,
  labelOf,
  readEach,
  texts,
} from '../webhook-fields.js';

const NAME = 'ESHIPZ';

export const ESHIPZ: Aggregator = {
  name: NAME,
  title: 'Eshipz',
  path: 'eshipz',
  headers: ['x-webhook-secret'],
  keyName: 'eshipzWebhookKey',
  description:
    'The public sources on Eshipz contradict each other, and none is its own. What it sends is kept without a type, until ' +
    'the setting eshipzStatuses says what its statuses mean.',
  types: [],
  returnsNeedInvoice: false,
  read,
};

/** One parcel, a list of them, or either in a wrapper. */
function read(body: unknown, context: ReadContext): Reading[] {
  const fields = asFields(body);
  const entries = entriesOf(fields?.['trackings'] ?? fields?.['data'] ?? body);
  return readEach(entries, (entry) => readOne(entry, context));
}

/** Delivered with the sub-status RTODelivered is no delivery: only both together may have a type. */
function readOne(body: unknown, { receivedAt, settings }: ReadContext): Reading {
  const fields = asFields(body);
  if (!fields) return { malformed: 'not a JSON object' };
  const status = labelOf(fields['tracking_status'] ?? fields['tag']);
  if (status === null) return { malformed: 'no tracking_status and no tag' };
  const names = {
    ...NO_NAMES,
    awbs: texts(fields['tracking_number']),
    orderCodes: texts(fields['order_id']),
  };
  if (names.awbs.length + names.orderCodes.length === 0) {
    return { malformed: 'no tracking_number and no order_id' };
  }
  const both = `${status}|${labelOf(fields['tracking_sub_status'] ?? fields['subtag']) ?? ''}`;
  const type = Object.entries(settings.eshipzStatuses).find(([name]) => keyOf(name) === both)?.[1];
  const stamp = fields['tracking_checkpoint_datetime'] ?? latestCheckpoint(fields);
  return {
    type: type !== undefined && isKnown(type) ? type : null,
    status: `status ${both}`,
    ...eventTime(stamp, { receivedAt, clock: settings.webhookClocks[NAME] }),
    isReturn: isTrue(fields['is_return']),
    overtaken: false,
    names,
    courierName: firstText(fields['slug'], fields['carrier']),
    metaData: {},
    returnOrderTime: null,
    items: null,
    key: [names, both, firstText(stamp)],
  };
}

/** The first stands for the newest in the samples; only one that is there alone is sure. */
function latestCheckpoint(fields: Fields): unknown {
  const checkpoints = fields['checkpoints'];
  return Array.isArray(checkpoints) && checkpoints.length === 1 ? asFields(checkpoints[0])?.['date'] : null;
}

function keyOf(name: string): string {
  const [status = '', sub = ''] = name.split('|');
  return `${labelOf(status) ?? ''}|${labelOf(sub) ?? ''}`;
}
