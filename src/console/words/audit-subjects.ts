import { endpointInWords } from '../../words/kinds.js';
import { inWords } from '../../words/reasons.js';
import { KINDS as PROBLEMS } from '../alerts/alert-words.js';
import { shortened } from '../views/format.js';

/** What an id belongs to: things that people name, and tables that somebody changed by hand. */
export const THING_WORDS: Record<string, string> = {
  aggregator_id: 'Number at a courier’s service',
  'alert-channel': 'Alert channel',
  alert_channel: 'Alert channel',
  alert_message: 'Alert',
  alert_problem: 'Problem that an alert was about',
  api_client: 'API client',
  backfill: 'Reading of older orders',
  cell: 'Database',
  client: 'API client',
  client_address: 'Address of an API client',
  console_person: 'Person',
  console_session: 'Session in the console',
  credit_memo: 'Credit memo',
  deleted_order: 'Deleted order',
  delivery: 'Delivery',
  delivery_attempt: 'Try of a delivery',
  difference: 'Difference',
  endpoint: 'Endpoint',
  erasure: 'Erased customer',
  erasure_key: 'Key of the erased customers',
  handover: 'Handover',
  idempotency_key: 'Request that came more than once',
  increff_push: 'Push to Increff',
  inventory_level: 'Stock',
  inventory_run: 'Run over the stock',
  invoice: 'Invoice',
  manifest: 'Manifest',
  notification: 'Event of a courier',
  operation: 'Write',
  operation_try: 'Try of a write',
  order: 'Order',
  order_event: 'Line of an order’s timeline',
  order_item: 'Item of an order',
  parcel_state: 'State of a parcel',
  parked_order: 'Parked order',
  person: 'Person',
  problem_mark: 'Note about a problem',
  reconciliation: 'Comparison',
  reconciliation_day: 'Day of a comparison',
  return_item: 'Item of a return',
  return_order: 'Return',
  shipment: 'Parcel',
  shipment_label: 'Label of a parcel',
  shipment_track: 'AWB of a parcel',
  sign_in_failure: 'Failed sign-ins',
  store: 'Store',
  store_move: 'Move of a store',
  sync_cursor: 'How far a read has come',
  sync_run: 'Read',
};

/** Lists that are exported or searched; the others are called as in the menu. */
export const LIST_WORDS: Record<string, string> = {
  audit: 'Audit log',
  deliveries: 'Deliveries',
  differences: 'Differences',
  drift: 'Stock',
  events: 'Waiting events',
  operations: 'Writes to Magento',
  orders: 'Orders',
  parked: 'Parked orders',
  reconciliations: 'Comparisons',
  returns: 'Returns',
  runs: 'Reads from Magento',
  search: 'Search',
};

const BY_EMAIL = 'by e-mail';

/** What it was done to; what is not known here is shown as it is. */
export function auditSubjectInWords(subject: string): string {
  if (subject === 'database') return 'The database';
  if (subject === 'sign-in') return 'Sign-in';
  const request = /^[A-Z]+ \/\S*(?: ([A-Z_]+))?$/.exec(subject);
  if (request) return request[1] === undefined ? 'A request' : `A request: ${inWords(request[1])}`;
  const [, kind = '', id = ''] = /^([^:]*):?(.*)$/s.exec(subject) ?? [];
  return ofList(kind, id) ?? ofThing(kind, id) ?? subject;
}

function ofList(path: string, by: string): string | undefined {
  if (!Object.hasOwn(LIST_WORDS, path) || (by !== '' && by !== BY_EMAIL)) return undefined;
  return by === '' ? LIST_WORDS[path] : `${LIST_WORDS[path]}, by an e-mail address`;
}

function ofThing(kind: string, id: string): string | undefined {
  if (kind === 'problem' && Object.hasOwn(PROBLEMS, id)) return PROBLEMS[id as keyof typeof PROBLEMS];
  if (!Object.hasOwn(THING_WORDS, kind)) return undefined;
  const thing = THING_WORDS[kind]!;
  const endpoint = kind === 'endpoint' ? /^([^:]+):(.+)$/.exec(id) : null;
  if (endpoint) return `${thing} “${endpointInWords(endpoint[2]!)}” of store ${endpoint[1]!}`;
  return id === '' ? `${thing}: all rows` : `${thing} ${isUuid(id) ? shortened(id) : id}`;
}

function isUuid(id: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);
}
