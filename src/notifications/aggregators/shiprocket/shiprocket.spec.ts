import { describe, expect, it } from '@jest/globals';
import { isGrave } from '../grave-types.js';
import type { StatusReading } from '../../notification.types.js';
import { SHIPROCKET } from './shiprocket.js';
import {
  type Meaning,
  SHIPROCKET_LABELS,
  SHIPROCKET_ORDER_STATUSES,
  SHIPROCKET_SHIPMENT_STATUSES,
  SHIPROCKET_UNSURE,
} from './shiprocket.mapping.js';

const settings = {
  webhookClocks: {},
  clickpostReturnZone: 'INDIA' as const,
  clickpostHubType: null,
  shiprocketReturnPickedUp: false,
  shipwayCodes: false,
  eshipzStatuses: {},
};
const receivedAt = new Date('2026-11-24T00:00:00Z');
const shiprocket = (fields: object, more: object = {}): StatusReading =>
  SHIPROCKET.read(
    { awb: 'A', order_id: '1', current_timestamp: '23 11 2026 10:00:00', ...fields },
    { receivedAt, settings: { ...settings, ...more } },
  )[0] as StatusReading;
const typeOf = (meaning: Meaning): string | null => (meaning?.startsWith('RETURN ') ? null : meaning);

describe('Shiprocket', () => {
  it.each(Object.entries(SHIPROCKET_LABELS))('the label %s alone is %s', (label, type) => {
    expect(shiprocket({ current_status: label.toLowerCase().replaceAll(' ', '-') }).type).toBe(typeOf(type));
  });

  it.each(Object.entries(SHIPROCKET_ORDER_STATUSES))('order status %s, in both fields, is %s', (id, type) => {
    const label = Object.entries(SHIPROCKET_LABELS).find(([, one]) => one === type)![0];
    expect(shiprocket({ current_status: label, current_status_id: id }).type).toBe(typeOf(type));
    const bare = shiprocket({ current_status_id: id }).type;
    expect(bare).toBe(type !== null && isGrave(type) && id !== '7' ? null : typeOf(type));
  });

  it.each(Object.entries(SHIPROCKET_SHIPMENT_STATUSES))(
    'shipment status %s, in both fields, is %s',
    (id, type) => {
      const label = Object.entries(SHIPROCKET_LABELS).find(([, one]) => one === type)![0];
      expect(shiprocket({ shipment_status: label, shipment_status_id: Number(id) }).type).toBe(type);
      const bare = shiprocket({ shipment_status_id: id }).type;
      const isVoid = SHIPROCKET_UNSURE.has(Number(id)) || (isGrave(type!) && id !== '7');
      expect(bare).toBe(isVoid ? null : type);
    },
  );

  it('a label and a number at odds say nothing', () => {
    const labels = Object.entries(SHIPROCKET_LABELS);
    const numbers = Object.entries(SHIPROCKET_SHIPMENT_STATUSES);
    const wrong = labels.flatMap(([label, byLabel]) =>
      numbers.filter(([, byNumber]) => byNumber !== byLabel).map(([id]) => [label, id]),
    );
    expect(wrong.length).toBeGreaterThan(1000);
    for (const [shipment_status, shipment_status_id] of wrong) {
      expect(shiprocket({ shipment_status, shipment_status_id }).type).toBeNull();
    }
  });

  it('tells RETURN_PICKED_UP by a setting', () => {
    const body = {
      is_return: 1,
      current_status: 'RETURN PICKED UP',
      current_status_id: 32,
      shipment_status: 'PICKED UP',
      shipment_status_id: 42,
    };
    expect(shiprocket(body).type).toBeNull();
    expect(shiprocket(body, { shiprocketReturnPickedUp: true }).type).toBe('RETURN_PICKED_UP');
  });

  it('reads each entry of a list as a body of its own', () => {
    const entries = ['SHIPPED', 'IN TRANSIT'].map((shipment_status) => ({ awb: 'A', shipment_status }));
    const readings = SHIPROCKET.read(entries, { receivedAt, settings });
    expect(readings).toMatchObject([{ type: 'SHIPPED' }, { type: 'IN_TRANSIT' }]);
  });
});

it('sends every type that the document lists for it', () => {
  const reached = new Set<string | null>(Object.values(SHIPROCKET_LABELS));
  expect(SHIPROCKET.types.filter((type) => !reached.has(type))).toEqual([]);
});
