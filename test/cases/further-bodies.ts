/**
 * Bodies of webhooks of our own, beside those of `webhooks/`: what an aggregator sends, what it becomes, and where that is
 * known from. Sections are those of the specification of aggregators; "idx" is a file of its code index.
 */
export interface FurtherBody {
  what: string;
  source: string;
  path: 'clickpost' | 'st' | 'shipway' | 'eshipz';
  body: Record<string, any>;
  /** The type it is passed on as; null: none. */
  type: string | null;
  state?: 'WAITING' | 'MALFORMED';
  isReturn?: boolean | null;
  /** Null: it is of none that is known. */
  order?: null;
}

export const FURTHER_BODIES: FurtherBody[] = [];

/** Each has a parcel of its own: order 5001 with AWB-5001, and so on. */
const next = (): string => String(5001 + (FURTHER_BODIES.length % 99));
const second = (): string => String(10 + (FURTHER_BODIES.length % 50));

type Half = [label: string | null, number: number | string | null] | null;

function shiprocket(
  what: string,
  source: string,
  [order, shipment]: [Half, Half],
  type: string | null,
  more: Record<string, any> = {},
  expected: Partial<FurtherBody> = {},
): void {
  const code = next();
  const body = {
    awb: `AWB-${code}`,
    ...(order && { current_status: order[0], current_status_id: order[1] }),
    ...(shipment && { shipment_status: shipment[0], shipment_status_id: shipment[1] }),
    current_timestamp: `21 11 2026 10:00:${second()}`,
    order_id: code,
    sr_order_id: Number(`77${code}`),
    is_return: 0,
    ...more,
  };
  FURTHER_BODIES.push({ what, source, path: 'st', body, type, isReturn: false, ...expected });
}

function clickpost(
  what: string,
  source: string,
  [status, event]: [number | string | null, (number | string)?],
  type: string | null,
  { additional = {}, ...more }: Record<string, any> = {},
  expected: Partial<FurtherBody> = {},
): void {
  const code = next();
  const body = {
    waybill: `AWB-${code}`,
    cp_id: 4,
    ...(status === null ? {} : { clickpost_status_code: status }),
    timestamp: `2026-11-21T10:00:${second()}`,
    ...more,
    additional: {
      is_rvp: false,
      order_id: code,
      ...(event === undefined ? {} : { notification_event_id: event }),
      ...additional,
    },
  };
  FURTHER_BODIES.push({ what, source, path: 'clickpost', body, type, isReturn: false, ...expected });
}

/** A reverse pick-up, as ClickPost names it. */
function clickpostReturn(
  what: string,
  source: string,
  status: [number | null, number?],
  type: string | null,
): void {
  const code = next();
  const additional = {
    is_rvp: true,
    order_id: `RET-${code}`,
    forward_order_id: code,
    forward_awb: `AWB-${code}`,
  };
  clickpost(what, source, status, type, { waybill: `RA-${code}`, additional }, { isReturn: true });
}

const both = (label: string, order: number, shipment: number): [Half, Half] => [
  [label, order],
  [label, shipment],
];

const O = '1.1 (vendor, mirror of its Postman collection, idx 68379153879) and 1.2';
shiprocket(
  'ready to ship, by the shipment word for it',
  O,
  [
    ['Ready To Ship', 3],
    ['Label Generated', 2],
  ],
  'READY_TO_SHIP',
);
shiprocket('pick-up scheduled, in both spaces', O, both('PICKUP SCHEDULED', 4, 3), 'PICKUP_SCHEDULED');
shiprocket(
  'pick-up queue, spelt in two ways',
  O,
  [
    ['Pickup Queue', 12],
    ['Pickup Queued', 4],
  ],
  'PICKUP_QUEUE',
);
shiprocket('pick-up rescheduled', O, both('PICKUP RESCHEDULED', 13, 15), 'PICKUP_RESCHEDULED');
shiprocket('pick-up error', O, both('PICKUP ERROR', 14, 13), 'PICKUP_ERROR');
shiprocket('out for pick-up', O, both('OUT FOR PICKUP', 34, 19), 'OUT_FOR_PICKUP');
shiprocket(
  'picked up',
  `${O}; vendor's webhook sample (idx 68327870462)`,
  both('PICKED UP', 51, 42),
  'PICKED_UP',
);
shiprocket('shipped', O, both('SHIPPED', 6, 6), 'SHIPPED');
shiprocket('in transit', O, both('In Transit', 20, 18), 'IN_TRANSIT');
shiprocket('out for delivery', O, both('OUT FOR DELIVERY', 19, 17), 'OUT_FOR_DELIVERY');
shiprocket('delivered', O, both('Delivered', 7, 7), 'DELIVERED');
shiprocket('undelivered', O, both('UNDELIVERED', 36, 21), 'UNDELIVERED');
shiprocket(
  'second attempt',
  '1.3 (labels of exports, idx 70101116429)',
  both('UNDELIVERED-2ND ATTEMPT', 36, 21),
  'UNDELIVERED',
);
shiprocket(
  'third attempt, as a label alone',
  '1.3 (idx 6042720564)',
  [['UNDELIVERED-3rd Attempt', null], null],
  'UNDELIVERED',
);
shiprocket(
  'delayed, the order says delivery delayed',
  O,
  [
    ['Delivery Delayed', 37],
    ['Delayed', 22],
  ],
  'DELAYED',
);
shiprocket('destroyed', O, both('DESTROYED', 39, 24), 'DESTROYED');
shiprocket('damaged', O, both('DAMAGED', 40, 25), 'DAMAGED');
shiprocket('fulfilled: order 41 is, shipment 41 goes back', O, both('FULFILLED', 41, 26), 'FULFILLED');
shiprocket('misrouted', O, both('MISROUTED', 44, 39), 'MISROUTED');
shiprocket('RTO initiated', O, both('RTO INITIATED', 15, 9), 'RTO');
shiprocket('RTO NDR', O, both('RTO_NDR', 46, 40), 'RTO');
shiprocket(
  'RTO in transit, with the hyphen of the order table',
  O,
  [
    ['RTO In-Transit', 55],
    ['RTO IN INTRANSIT', 46],
  ],
  'RTO',
);
shiprocket('RTO acknowledged', O, both('RTO ACKNOWLEDGED', 17, 14), 'RTO_ACKNOWLEDGED');
shiprocket(
  'cancelled, with two l',
  O,
  [
    ['CANCELLED', 5],
    ['Canceled', 8],
  ],
  'CANCELLED',
);
shiprocket('unfulfillable, of the order alone', O, [['Unfulfillable', 11], null], 'UNFULFILLABLE');
shiprocket('invoiced, of the order alone', O, [['Invoiced', 2], null], 'INVOICED');
const NO_TYPE = '1.1 and 1.2: no notification type stands for it';
shiprocket('reached warehouse', NO_TYPE, both('Reached Warehouse', 58, 48), null);
shiprocket('in flight is not in transit', NO_TYPE, both('In Flight', 60, 50), null);
shiprocket('handed over to the courier is not shipped', NO_TYPE, both('Handover to Courier', 61, 51), null);
shiprocket(
  'in transit overseas',
  '1.2: until the customer says so',
  both('In Transit Overseas', 64, 54),
  null,
);
shiprocket(
  'reached the warehouse overseas',
  '1.2: an old list read return pickup generated',
  both('Reached Overseas Warehouse', 66, 56),
  null,
);
shiprocket('FC allocated', '1.2: fulfilment centre', both('FC Allocated', 73, 60), null);
shiprocket('picklist generated', '1.2: fulfilment centre', both('Picklist Generated', 74, 61), null);
shiprocket(
  'processed at the warehouse',
  '1.2: fulfilment centre',
  both('PROCESSED AT WAREHOUSE', 81, 68),
  null,
);
shiprocket(
  'packed exception: the numbers run the other way',
  '1.2 (72 beside order 82)',
  both('PACKED EXCEPTION', 82, 72),
  null,
);
shiprocket('handover exception', '1.2 (71 beside order 83)', both('HANDOVER EXCEPTION', 83, 71), null);
shiprocket(
  'back in the city of the seller is no RTO delivered',
  '1.2: integrators disagree',
  both('REACHED_BACK_AT_SELLER_CITY', 90, 78),
  null,
);
shiprocket(
  'self fulfilled is not fulfilled',
  '1.1: integrators read it as shipped, as delivered',
  both('Self Fulfilled', 52, 43),
  null,
);
shiprocket('archived', '1.1: as a shipment 42 is picked up', [['Archived', 42], null], null);
shiprocket('returned: which way is not said', '1.1', [['Returned', 9], null], null);
shiprocket('unmapped by the vendor itself', '1.1', [['Unmapped', 10], null], null);
shiprocket('new', '1.1', [['New', 1], null], null);
shiprocket('manifest generated', '1.2 (vendor sample)', [null, ['MANIFEST GENERATED', 5]], null);
shiprocket('searching for a rider', '1.2: hyperlocal', [null, ['SEARCHING_FOR_RIDER', 83]], null);
shiprocket('RTO undelivered, a word of exports', '1.3', [['RTO UNDELIVERED', null], null], null);
shiprocket('RTO at the destination hub', '1.3', [['RTO-AT DESTINATION HUB', null], null], null);
shiprocket(
  'the misspelt hub',
  '1.3: REAACHED AT DESTINATION HUB',
  [['REAACHED AT DESTINATION HUB', null], null],
  null,
);
shiprocket('NDR of a panel', '1.3', [['NDR PENDING', null], null], null);
const R2 = '1.4 rule 2';
shiprocket('label and number of the shipment at odds', R2, [null, ['IN TRANSIT', 17]], null);
shiprocket('an order number in the shipment field', R2, [null, ['OUT FOR DELIVERY', 19]], null);
shiprocket('a shipment number alone tells what is not grave', R2, [null, [null, 18]], 'IN_TRANSIT');
shiprocket('an order number alone tells what is not grave', R2, [[null, 20], null], 'IN_TRANSIT');
shiprocket('bare shipment numbers of old lists are void', R2, [null, [null, 3]], null);
shiprocket('but not beside their label', R2, [null, ['Pickup Scheduled', 3]], 'PICKUP_SCHEDULED');
shiprocket(
  'NA is no label',
  `1.2: "NA" in the vendor's sample`,
  [
    ['NA', 20],
    ['NA', 18],
  ],
  'IN_TRANSIT',
);
shiprocket('a label alone', R2, [null, ['Out For Delivery', null]], 'OUT_FOR_DELIVERY');
const R3 = '1.4 rule 3';
shiprocket(
  'the shipment decides, where nothing is grave',
  R3,
  [
    ['Shipped', 6],
    ['Out For Delivery', 17],
  ],
  'OUT_FOR_DELIVERY',
);
shiprocket(
  'a shipment without a type is not made up for by its order',
  R3,
  [
    ['In Transit', 20],
    ['Custom Cleared', 49],
  ],
  null,
);
const R4 = '1.4 rule 4';
shiprocket(
  'delivered by the shipment, in transit by the order',
  R4,
  [
    ['In Transit', 20],
    ['Delivered', 7],
  ],
  null,
);
shiprocket(
  'delivered by the order, out for delivery by the shipment',
  R4,
  [
    ['Delivered', 7],
    ['Out For Delivery', 17],
  ],
  null,
);
shiprocket(
  'delivered beside an order that has no type',
  R4,
  [
    ['Fulfilled by nobody', 52],
    ['Delivered', 7],
  ],
  null,
);
shiprocket('lost by a bare shipment number', R4, [null, [null, 12]], null);
shiprocket('cancelled by a bare order number', R4, [[null, 5], null], null);
shiprocket('7 alone is delivered in both spaces', R4, [[null, 7], null], 'DELIVERED');
shiprocket('7 alone of the shipment', R4, [null, [null, '7']], 'DELIVERED');
shiprocket('cancelled by a label alone', R4, [['CANCELED', null], null], 'CANCELLED');
shiprocket(
  'two kinds of something grave',
  R4,
  [
    ['LOST', 33],
    ['DAMAGED', 25],
  ],
  null,
);
shiprocket(
  'RTO delivered beside RTO',
  R4,
  [
    ['RTO DELIVERED', 16],
    ['RTO OFD', 41],
  ],
  null,
);
const R5 = '1.4 rule 5';
const back = { is_return: true };
shiprocket(
  'a return in transit',
  R5,
  [
    ['RETURN IN TRANSIT', 25],
    ['IN TRANSIT', 18],
  ],
  null,
  back,
  { isReturn: true },
);
shiprocket(
  'a return out for pick-up is not the order out for pick-up',
  R5,
  both('OUT FOR PICKUP', 34, 19),
  null,
  back,
  { isReturn: true },
);
shiprocket(
  'a return that is lost, by forward words',
  R5,
  both('LOST', 33, 12),
  null,
  { is_return: '1' },
  { isReturn: true },
);
shiprocket('a return delivered, the order alone says so', R5, [['RETURN DELIVERED', 26], null], null, back, {
  isReturn: true,
});
shiprocket(
  'a return delivered, by text flags',
  R5,
  [
    ['Return Delivered', '26'],
    ['Delivered', '7'],
  ],
  'DELIVERED',
  { is_return: 'true' },
  { isReturn: true },
);
const R6 = '1.4 rule 6';
shiprocket(
  'RETURN words of what is said to be no return',
  R6,
  [
    ['RETURN DELIVERED', 26],
    ['DELIVERED', 7],
  ],
  null,
);
shiprocket(
  'a return number of what is said to be no return',
  R6,
  [
    [null, 25],
    ['IN TRANSIT', 18],
  ],
  null,
);
shiprocket('an awb as a number of its other name', '1.5: awb_code', both('SHIPPED', 6, 6), 'SHIPPED', {
  awb: undefined,
  awb_code: 990011,
});
shiprocket('the shop number in channel_order_id', '1.5 (idx 59677893017)', both('SHIPPED', 6, 6), 'SHIPPED', {
  awb: undefined,
  order_id: undefined,
  channel_order_id: '5001',
});
shiprocket('a scan is no status', '1.4 rule 7', [null, null], null, {
  scans: [{ 'sr-status': '7', 'sr-status-label': 'DELIVERED' }],
});
shiprocket('a proof of delivery is no delivery', '1.4 rule 8', both('IN TRANSIT', 20, 18), 'IN_TRANSIT', {
  pod: 'https://example.com/pod.jpg',
  pod_status: 'Delivered',
});
shiprocket(
  'an order that is not here',
  '1.5: suffixes of digits only',
  both('SHIPPED', 6, 6),
  'SHIPPED',
  { awb: undefined, order_id: '5001_A1' },
  { state: 'WAITING', order: null },
);

const F = '2.1 (docs.clickpost.ai/docs/tracking-status-codes)';
clickpost('picked up', F, [4], 'PICKED_UP');
clickpost('not serviceable is a failed delivery', F, [7], 'FAILED_DELIVERY');
clickpost('cancelled', F, [10], 'CANCELLED');
clickpost('RTO marked', F, [12], 'RTO');
clickpost('RTO out for delivery', F, [13], 'RTO');
clickpost('RTO failed delivery', F, [15], 'RTO');
clickpost('lost', F, [16], 'LOST');
clickpost('damaged, the code as text', F, ['17'], 'DAMAGED');
clickpost('RTO contact customer care', F, [26], 'RTO');
clickpost('RTO delayed', F, [27], 'RTO');
clickpost('out for pick-up', F, [25], 'OUT_FOR_PICKUP');
for (const [code, name] of [
  [0, 'exception'],
  [1, 'order placed'],
  [2, 'pick-up pending'],
  [18, 'delayed'],
  [19, 'contact customer care'],
  [20, 'held'],
  [23, 'expired is not cancelled'],
  [24, 'aged'],
  [33, 'manifested, of another product'],
  [1005, 'origin city'],
] as const) {
  clickpost(name, `${F}: no type`, [code], null);
}
const N = '2.2 (docs.clickpost.ai/docs/notification-event)';
clickpost('event 1 beside its code', N, [25, 1], 'OUT_FOR_PICKUP');
clickpost('event 2 in transit tells the pick-up', N, [5, 2], 'PICKED_UP');
clickpost('event 2 held tells nothing', N, [20, 2], null);
clickpost('event 5 beside its code, as text', N, ['8', '5'], 'DELIVERED');
clickpost('event 5 beside out for delivery', N, [6, 5], null);
clickpost('event 6 beside RTO', N, [12, 6], 'RTO');
clickpost('event 6 beside a mere request', N, [11, 6], null);
clickpost('event 6 beside RTO delivered', N, [14, 6], null);
clickpost('event 9 of a forward parcel', N, [28, 9], 'AWB_GENERATED');
clickpost('event 9 beside delivered', N, [8, 9], null);
clickpost('event 10 beside its code', N, [10, 10], 'CANCELLED');
clickpost('event 18 beside any code', N, [6, 18], 'SLA_BREACHED');
clickpost('event 19', N, [16, 19], 'LOST');
clickpost('event 20 beside lost', N, [16, 20], null);
clickpost('event 80, expired', N, [23, 80], null);
clickpost('an event that is in no list', N, [8, 99], null);
clickpost('events without a code', N, [null, 5], null);
clickpost('an exchange of a parcel that goes forward', '2.4 rule 3', [32], null);
clickpostReturn('RTO of a return', '2.4 rule 3', [14], null);
clickpostReturn('a return out for pick-up', '2.4 rule 4', [25, 1], 'OUT_FOR_PICKUP');
clickpostReturn('a return that could not be fetched', '2.4 rule 4', [9, 4], 'FAILED_DELIVERY');
clickpostReturn('a return that was lost', '2.4 rule 4', [16], 'LOST');
clickpostReturn('a return in transit, event 2', N, [5, 2], null);
clickpostReturn('an exchange delivered', N, [32, 15], 'EXCHANGE_DELIVERED');
clickpostReturn('a return that was rejected', `${N}: no type`, [null, 23], null);
clickpostReturn('a return that was placed', N, [101, 11], 'RETURN_ORDER_PLACED');
clickpost(
  'code 101 is a return, even if is_rvp denies it',
  '2.3',
  [101],
  'RETURN_ORDER_PLACED',
  { waybill: '', additional: { order_id: 'RET-1', forward_order_id: '5001' } },
  { isReturn: true },
);
clickpost('latest_status in additional only', '2.3 (idx 31938119444)', [null], 'OUT_FOR_DELIVERY', {
  additional: { latest_status: { clickpost_status_code: 6, timestamp: '2026-11-21 11:00:00' } },
});
clickpost('payload that is no object', '2.3', [6], 'OUT_FOR_DELIVERY', { payload: 'none' });
clickpost('a bucket says nothing', '2.1: return requests carry bucket 8', [4], 'PICKED_UP', {
  clickpost_status_bucket: 8,
});
clickpost('NDR code 9 cancels nothing', '2.2', [9, 4], 'FAILED_DELIVERY', {
  additional: { ndr_status_code: 9 },
});
clickpost(
  'a reference that is the order, joined',
  '2.3: order_reference joined by _',
  [6],
  'OUT_FOR_DELIVERY',
  { waybill: '', additional: { order_id: undefined, reference_number: '5001_R77' } },
);
clickpost('a parcel of an order in several', 'issue 20: <parent>-s<shipment>', [6], 'OUT_FOR_DELIVERY', {
  waybill: '',
  additional: { order_id: '5002-s1' },
});
clickpost('our own shipment as the reference', 'issue 20', [8], 'DELIVERED', {
  waybill: '',
  additional: { order_id: undefined, reference_number: 'S5003' },
});
clickpost('an order number of the shop', '2.3', [6], 'OUT_FOR_DELIVERY', {
  waybill: '',
  additional: { order_id: 'M5004' },
});
clickpost(
  'no name at all',
  'aggregators.md, words',
  [8],
  null,
  { waybill: '', additional: { order_id: '' } },
  { state: 'MALFORMED', isReturn: null, order: null },
);

const W = '3.1 (registration calls, idx 66921472923, 70606440304)';
const plain = (
  path: 'shipway' | 'eshipz',
  what: string,
  source: string,
  body: object,
  type: string | null,
  more = {},
): void => void FURTHER_BODIES.push({ what, source, path, body, type, isReturn: false, ...more });
plain(
  'shipway',
  'in transit',
  W,
  { order_id: '5010', current_status: 'INT', status_time: '2026-11-21 10:00:00' },
  'IN_TRANSIT',
);
plain(
  'shipway',
  'undelivered',
  W,
  { order_id: '5011', current_status: 'UND', status_time: '2026-11-21 10:00:00' },
  'UNDELIVERED',
);
plain(
  'shipway',
  'RTO delivered',
  W,
  { order_id: '5012', current_status: 'RTD', status_time: '2026-11-21 10:00:00' },
  'RTO_DELIVERED',
);
plain(
  'shipway',
  'root and registration at odds',
  '3.1',
  { order_id: '5013', current_status: 'DEL', api_input: { current_status: 'OOD' } },
  null,
);
plain('shipway', 'lost is a code of its own', '3.1', { order_id: '5014', current_status: 'LOST' }, null);
plain(
  'shipway',
  'a sentence of the courier',
  '3.1',
  { order_id: '5015', scans_current_status: 'Delivered' },
  null,
  { state: 'MALFORMED', isReturn: null, order: null },
);
plain(
  'shipway',
  'the number of the plug-in',
  '3.1 (idx 61144526914)',
  {
    current_status: 'OOD',
    status_time: '2026-11-21 10:00:00',
    api_input: { extra_fields: { ReferenceNo: '5016' } },
  },
  'OUT_FOR_DELIVERY',
);
plain(
  'eshipz',
  'delivered',
  '3.2: nothing until a map is set',
  { tracking_number: 'AWB-5017', tracking_status: 'Delivered' },
  null,
);
plain(
  'eshipz',
  'a list in data',
  '3.2 (idx 55155050562)',
  { data: [{ tracking_number: 'AWB-5018', tag: 'OutForDelivery' }] },
  null,
);
plain('eshipz', 'no status', '3.2', { tracking_number: 'AWB-5019' }, null, {
  state: 'MALFORMED',
  isReturn: null,
  order: null,
});
