import { describe, expect, it } from '@jest/globals';
import type { Reading } from '../../notification.types.js';
import { SHIPROCKET } from './shiprocket.js';
import {
  SHIPROCKET_LABELS,
  SHIPROCKET_ORDER_STATUSES,
  SHIPROCKET_SHIPMENT_STATUSES,
  SHIPROCKET_UNTYPED,
} from './shiprocket.mapping.js';

const typeOf = (reading: Reading): string | undefined =>
  'event' in reading ? reading.event.type : undefined;
const shiprocket = (fields: object) =>
  SHIPROCKET.read({ awb: 'A', order_id: '1', current_timestamp: '23 11 2026 10:00:00', ...fields });

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

it('sends every type that the document lists for it', () => {
  const reached = new Set<string>(Object.values(SHIPROCKET_LABELS));
  expect(SHIPROCKET.types.filter((type) => !reached.has(type))).toEqual([]);
});
