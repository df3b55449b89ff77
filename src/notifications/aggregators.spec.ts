import { describe, expect, it } from '@jest/globals';
import { readClickpost } from './clickpost.adapter.js';
import { CLICKPOST_EVENTS, CLICKPOST_STATUSES } from './clickpost.mapping.js';
import { Aggregator, MEANINGS, NotificationType } from './notification-types.js';
import type { Reading } from './notification.types.js';
import { readShiprocket } from './shiprocket.adapter.js';
import {
  SHIPROCKET_LABELS,
  SHIPROCKET_ORDER_STATUSES,
  SHIPROCKET_SHIPMENT_STATUSES,
  SHIPROCKET_UNTYPED,
} from './shiprocket.mapping.js';
import { timeOf } from './webhook-fields.js';

const typeOf = (reading: Reading): string | undefined =>
  'event' in reading ? reading.event.type : undefined;
const clickpost = (fields: object, more: object = {}) =>
  readClickpost({
    waybill: 'W',
    timestamp: '2026-11-23T10:00:00Z',
    ...fields,
    additional: { order_id: '1', ...more },
  });
const shiprocket = (fields: object) =>
  readShiprocket({ awb: 'A', order_id: '1', current_timestamp: '23 11 2026 10:00:00', ...fields });

describe('ClickPost', () => {
  it.each(Object.entries(CLICKPOST_STATUSES))('status %s is %s', (code, type) => {
    expect(typeOf(clickpost({ clickpost_status_code: Number(code) }))).toBe(type);
  });

  it.each(Object.entries(CLICKPOST_EVENTS))('event %s is %s, whatever the status', (id, type) => {
    expect(typeOf(clickpost({ clickpost_status_code: 5 }, { notification_event_id: Number(id) }))).toBe(type);
  });

  it.each([1, 2, 5, 18, 19, 20, 23, 102, 999])('status %d has no type, and is kept', (code) => {
    expect(clickpost({ clickpost_status_code: code })).toHaveProperty('unmapped');
  });

  it('tells returns from forward parcels', () => {
    const reading = clickpost(
      { clickpost_status_code: 4 },
      { is_rvp: true, forward_order_id: '7', forward_awb: 'F', return_reference_number: 'R' },
    );
    expect(reading).toMatchObject({
      event: {
        type: 'RETURN_PICKED_UP',
        forwardOrderCode: '7',
        forwardAwb: 'F',
        returnOrderInfo: { returnOrderId: 'R', returnAwb: 'W' },
      },
    });
  });

  it('looks into wrapped events of return requests', () => {
    const payload = {
      waybill: '',
      clickpost_status_code: 101,
      timestamp: 1_700_000_000,
      additional: { order_id: '1', item_info: [{ sku: 'S', quantity: 1 }] },
    };
    expect(readClickpost({ payload, internal: {} })).toMatchObject({
      event: { type: 'RETURN_ORDER_PLACED', items: [{ itemId: null, sku: 'S', quantity: 1 }] },
    });
  });

  it.each([
    null,
    [],
    'x',
    {},
    { clickpost_status_code: 4 },
    { clickpost_status_code: 'x', additional: null },
  ])('%j is malformed', (body) => {
    expect(readClickpost(body)).toHaveProperty('malformed');
  });
});

describe('Shiprocket', () => {
  it.each(Object.entries(SHIPROCKET_LABELS))('label %s is %s, whatever the numbers', (label, type) => {
    expect(
      typeOf(
        shiprocket({
          current_status: label.toLowerCase().replaceAll(' ', '-'),
          current_status_id: 7,
          shipment_status_id: 7,
        }),
      ),
    ).toBe(type);
  });

  it.each([...SHIPROCKET_UNTYPED])('label %s has no type, whatever the numbers', (label) => {
    expect(
      shiprocket({ current_status: label, current_status_id: 7, shipment_status_id: 22 }),
    ).toHaveProperty('unmapped');
  });

  it.each(Object.entries(SHIPROCKET_ORDER_STATUSES))(
    'order status %s without a known label is %s',
    (id, type) => {
      expect(typeOf(shiprocket({ current_status: 'Something new', current_status_id: Number(id) }))).toBe(
        type,
      );
    },
  );

  it.each(Object.entries(SHIPROCKET_SHIPMENT_STATUSES))(
    'shipment status %s without anything else is %s',
    (id, type) => {
      expect(typeOf(shiprocket({ shipment_status_id: id }))).toBe(type);
    },
  );

  it('tells returns from forward parcels', () => {
    expect(shiprocket({ current_status: 'PICKED UP', is_return: 1 })).toMatchObject({
      event: { type: 'RETURN_PICKED_UP', forwardAwb: null, returnOrderInfo: { returnAwb: 'A' } },
    });
  });
});

it('every type of the list is reached by an aggregator that sends it, or is our own', () => {
  const reached: Record<Aggregator, Set<string>> = {
    CLICKPOST: new Set([...Object.values(CLICKPOST_EVENTS), ...Object.values(CLICKPOST_STATUSES)]),
    SHIPROCKET: new Set(Object.values(SHIPROCKET_LABELS)),
  };
  // RETURN_PICKED_UP is PICKED_UP of a return; labels are ours.
  const ours = new Set<string>([
    NotificationType.ReturnPickedUp,
    NotificationType.ShippingLabelGenerated,
    NotificationType.InvoiceGenerated,
  ]);
  const missing = Object.entries(MEANINGS).filter(
    ([type, { of }]) => !ours.has(type) && of.some((one) => !reached[one].has(type)),
  );
  expect(missing.map(([type]) => type)).toEqual([]);
});

it.each([
  ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
  ['2026-11-23 10:00:00', '2026-11-23T04:30:00.000Z'],
  ['23 11 2026 10:00:00', '2026-11-23T04:30:00.000Z'],
  [1_700_000_000, '2023-11-14T22:13:20.000Z'],
  ['1700000000000', '2023-11-14T22:13:20.000Z'],
  ['yesterday', undefined],
  [{}, undefined],
])('the time %j is %s', (value, expected) => {
  expect(timeOf(value)?.toISOString()).toBe(expected);
});
