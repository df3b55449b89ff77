import type { Aggregator, ReadContext } from '../aggregator.js';
import { NO_NAMES, type Names, type Reading } from '../../notification.types.js';
import { eventTime } from '../event-time.js';
import { asFields, entriesOf, type Fields, firstText, labelOf, readEach, texts } from '../webhook-fields.js';
import { SHIPWAY_CODES, SHIPWAY_RETURN_CODES } from './shipway.mapping.js';

const NAME = 'SHIPWAY';

export const SHIPWAY: Aggregator = {
  name: NAME,
  title: 'Shipway',
  path: 'shipway',
  headers: ['x-api-key'],
  keyInQuery: true,
  keyName: 'shipwayWebhookKey',
  description:
    'Shipway publishes no description of its webhook. What it sends is kept without a type, until the setting shipwayCodes ' +
    'turns on the six codes of its registration.',
  types: [...new Set(Object.values(SHIPWAY_CODES))],
  returnsNeedInvoice: false,
  read,
};

/** The classic feed has a list of parcels; the panel sends one, and its own registration beside it. */
function read(body: unknown, context: ReadContext): Reading[] {
  const feed = asFields(body)?.['status_feed'];
  const entries = feed === undefined ? [body] : entriesOf(feed);
  if (entries.length === 0) return [{ malformed: 'status_feed without entries' }];
  return readEach(entries, (entry) => readOne(entry, context));
}

function readOne(body: unknown, { receivedAt, settings }: ReadContext): Reading {
  const fields = asFields(body);
  if (!fields) return { malformed: 'not a JSON object' };
  const input = asFields(fields['api_input']) ?? {};
  const codes = [fields['current_status'], input['current_status']]
    .map(labelOf)
    .filter((code) => code !== null);
  if (codes.length === 0) return { malformed: 'no current_status' };
  const isReturn = codes.some((code) => SHIPWAY_RETURN_CODES.has(code));
  const names = namesOf(fields, input, isReturn);
  if (Object.values(names).every((some: string[]) => some.length === 0)) {
    return { malformed: 'no awbno and no order_id' };
  }
  const stamp = fields['status_time'] ?? input['status_time'];
  // The sentence of the courier (scans_current_status) says in many words what the code says, or something else.
  const code = new Set(codes).size === 1 && settings.shipwayCodes ? codes[0]! : '';
  return {
    type: Object.hasOwn(SHIPWAY_CODES, code) ? SHIPWAY_CODES[code]! : null,
    status: `status ${[...new Set(codes)].join(' and ')}`,
    ...eventTime(stamp, { receivedAt, clock: settings.webhookClocks[NAME] }),
    isReturn,
    overtaken: false,
    names,
    courierName: firstText(fields['carrier']),
    metaData: {},
    returnOrderTime: null,
    items: null,
    key: [names, codes, firstText(stamp)],
  };
}

function namesOf(fields: Fields, input: Fields, isReturn: boolean): Names {
  const awbs = texts(fields['awbno'], input['awbno']);
  const references = texts(asFields(input['extra_fields'])?.['ReferenceNo']);
  const codes = texts(fields['order_id'], input['order_id']);
  const names = { ...NO_NAMES, orderCodes: codes, references };
  return isReturn ? { ...names, returnAwbs: awbs, returnCodes: codes } : { ...names, awbs };
}
