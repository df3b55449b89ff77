import { canonical, isKnown, MEANINGS } from '../notifications/notification-types.js';
import { inWords } from './reasons.js';

const said = (words: Record<string, string>, code: string): string =>
  Object.hasOwn(words, code) ? words[code]! : inWords(code);

/** What a write does, as a heading: with "order 4711" behind it. */
const WRITES: Record<string, string> = {
  ACKNOWLEDGE: 'Acknowledge',
  CANCEL: 'Cancel',
  INVOICE: 'Invoice',
  SHIPMENT: 'Ship',
  HANDOVER: 'Hand over',
  TRACK: 'Add an AWB to',
  REMOVE_TRACK: 'Remove an AWB from',
  REPACK: 'Pack again',
  VOID: 'Void a parcel of',
  REFUND: 'Refund',
};

/** The same, of several: "3 invoices". */
const WRITES_OF_MANY: Record<string, string> = {
  ACKNOWLEDGE: 'acknowledgements',
  CANCEL: 'cancellations',
  INVOICE: 'invoices',
  SHIPMENT: 'shipments',
  HANDOVER: 'handovers',
  TRACK: 'AWBs',
  REMOVE_TRACK: 'removals of an AWB',
  REPACK: 'repacked parcels',
  VOID: 'voided parcels',
  REFUND: 'refunds',
};

export const WRITE_KINDS = Object.keys(WRITES);

export function writeInWords(kind: string): string {
  return said(WRITES, kind);
}

/** As the name of one, e.g. in a list. */
export function writeName(kind: string): string {
  const names: Record<string, string> = { TRACK: 'Add AWB', REMOVE_TRACK: 'Remove AWB', VOID: 'Void parcel' };
  return Object.hasOwn(names, kind) ? names[kind]! : writeInWords(kind);
}

/** e.g. "3 shipments", "1 shipment". */
export function writesInWords(kind: string, count: number): string {
  const many = Object.hasOwn(WRITES_OF_MANY, kind) ? WRITES_OF_MANY[kind]! : 'writes';
  return `${count} ${count === 1 ? many.replace(/^(\w+?)s\b/, '$1') : many}`;
}

const STREAMS: Record<string, string> = {
  'orders.new': 'New orders',
  'orders.pending': 'Orders that wait',
  'orders.changed': 'Changed orders',
  'orders.cancelled': 'Cancelled orders',
  'orders.sweep': 'All orders, once a day',
};

export function streamInWords(stream: string): string {
  return said(STREAMS, stream);
}

const DELIVERIES: Record<string, string> = {
  NOTIFICATION: 'Courier events',
  RETURN_ACK: 'Results of returns',
  INCREFF: 'Increff',
};

export function endpointInWords(kind: string): string {
  return said(DELIVERIES, kind);
}

const EVENTS: Record<string, string> = {
  RETURN_PROCESSED: 'The return was taken back',
  ORDER: 'The order',
  ORDER_CANCELLATION: 'The cancellation',
  ORDER_ATTRIBUTES: 'The changed address or hold',
  RETURN_ORDER: 'The return',
  RETURN_ITEMS: 'More items of the return',
  TEST: 'A test',
};

/** What a courier or the warehouse says happened, as a sentence without its full stop. */
export function eventInWords(type: string): string {
  const known = canonical(type);
  if (!isKnown(known)) return said(EVENTS, type);
  const { means } = MEANINGS[known];
  return means.charAt(0).toUpperCase() + means.slice(1);
}

/** The same as a name, e.g. of a delivery: "Collected at the warehouse". */
export function eventTitle(type: string): string {
  const words = eventInWords(type).replace(/^It (was|is) /, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const DIFFERENCES: Record<string, string> = {
  ORDER_MISSING_HERE: 'Only in Magento',
  ORDER_MISSING_IN_MAGENTO: 'Only here: Magento does not have the order',
  ORDER_CONTENT: 'The order differs from Magento',
  INVOICE_MISSING_IN_MAGENTO: 'Invoice missing in Magento',
  SHIPMENT_MISSING_IN_MAGENTO: 'Shipment missing in Magento',
  CREDIT_MEMO_MISSING_IN_MAGENTO: 'Credit memo missing in Magento',
  INVOICE_MADE_ELSEWHERE: 'Invoice made outside the bridge',
  SHIPMENT_MADE_ELSEWHERE: 'Shipment made outside the bridge',
  CREDIT_MEMO_MADE_ELSEWHERE: 'Credit memo made outside the bridge',
  INVOICE_DOUBLED: 'Two invoices of one write',
  SHIPMENT_DOUBLED: 'Two shipments of one write',
  COMMENT_DOUBLED: 'Two comments of one write',
  CREDIT_MEMO_DOUBLED: 'Two credit memos of one write',
  INVOICE_NOT_RECORDED: 'Our invoice, not in our books',
  SHIPMENT_NOT_RECORDED: 'Our shipment, not in our books',
  CREDIT_MEMO_NOT_RECORDED: 'Our credit memo, not in our books',
};

export function differenceInWords(kind: string): string {
  return said(DIFFERENCES, kind);
}

const PAYMENTS: Record<string, string> = { COD: 'On delivery', NCOD: 'Prepaid' };

export function paymentInWords(method: string): string {
  return said(PAYMENTS, method);
}

/** Who stands behind an event or a write. */
const ACTORS: Record<string, string> = {
  MAGENTO: 'Magento',
  INCREFF: 'Increff',
  OPERATOR: 'An operator',
  SERVICE: 'The bridge',
  AGGREGATOR: 'The courier',
  API: 'The API',
  CLIENT: 'The bridge',
  increff: 'Increff',
  schedule: 'The bridge, by its schedule',
};

export function actorInWords(code: string): string {
  return Object.hasOwn(ACTORS, code) ? ACTORS[code]! : code;
}

/** "1 order", "12 orders". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
