import { describe, expect, it } from '@jest/globals';
import type { Reading, StatusReading } from '../../notification.types.js';
import type { AggregatorSettings } from '../aggregator.js';
import { CLICKPOST } from './clickpost.js';
import { CLICKPOST_EVENTS, CLICKPOST_STATUSES, REVERSE_ONLY } from './clickpost.mapping.js';
import { NotificationType } from '../../notification-types.js';

const settings: AggregatorSettings = {
  webhookClocks: {},
  clickpostReturnZone: 'INDIA',
  clickpostHubType: null,
  shiprocketReturnPickedUp: false,
  shipwayCodes: false,
  eshipzStatuses: {},
};
const receivedAt = new Date('2026-11-24T00:00:00Z');
const read = (body: unknown, more: Partial<AggregatorSettings> = {}): Reading =>
  CLICKPOST.read(body, { receivedAt, settings: { ...settings, ...more } })[0]!;
const clickpost = (fields: object, additional: object = {}, more: Partial<AggregatorSettings> = {}) =>
  read(
    {
      waybill: 'W',
      timestamp: '2026-11-23T10:00:00Z',
      ...fields,
      additional: { order_id: '1', ...additional },
    },
    more,
  ) as StatusReading;

describe('ClickPost', () => {
  it.each(Object.entries(CLICKPOST_STATUSES))('status %s is %s', (code, type) => {
    const isReturn = REVERSE_ONLY.has(Number(code));
    expect(clickpost({ clickpost_status_code: Number(code) }, { is_rvp: isReturn }).type).toBe(type);
  });

  it.each(Object.entries(CLICKPOST_EVENTS))(
    'event %s is passed on with its codes only',
    (id, { type, codes }) => {
      const tell = (code: number) =>
        clickpost(
          { clickpost_status_code: code },
          { notification_event_id: Number(id), is_rvp: REVERSE_ONLY.has(code) },
        ).type;
      const all = [...Array(34).keys(), 101, 102, 1004];
      const passed = all.filter((code) => tell(code) === type);
      if (codes === 'ANY') expect(passed).toEqual(all);
      else if (codes === 'UNTYPED') {
        expect(passed).toEqual([0, 1, 2, 3, 5, 11, 18, 19, 20, 22, 23, 24, 28, 29, 33, 102, 1004]);
      } else expect(passed).toEqual([...codes].sort((a, b) => a - b));
      expect(all.filter((code) => ![type, null].includes(tell(code) as never))).toEqual([]);
    },
  );

  it('names a return by its forward order, and never by its own code', () => {
    const reading = clickpost(
      { clickpost_status_code: 4 },
      { is_rvp: 'True', order_id: 'RET', reference_number: 'REF', forward_order_id: '7', forward_awb: 'F' },
    );
    expect(reading).toMatchObject({
      type: 'RETURN_PICKED_UP',
      isReturn: true,
      names: {
        awbs: ['F'],
        returnAwbs: ['W'],
        orderCodes: ['7'],
        references: [],
        returnCodes: ['RET', 'REF'],
      },
    });
  });

  it('looks into wrapped events of return requests', () => {
    const payload = {
      waybill: '',
      clickpost_status_code: 101,
      timestamp: 1_700_000_000,
      additional: { forward_order_id: '1', item_info: [{ sku: 'S', quantity: 1 }] },
    };
    expect(read({ payload, internal: {} })).toMatchObject({
      type: 'RETURN_ORDER_PLACED',
      returnOrderTime: 1_700_000_000,
      items: [{ itemId: null, sku: 'S', quantity: 1 }],
    });
  });

  it('tells the scan, and says when the parcel stands further on', () => {
    const latest = { clickpost_status_code: 8, timestamp: '2026-11-23T12:00:00Z' };
    const scan = { clickpost_status_code: 6, timestamp: '2026-11-23T10:00:00Z' };
    expect(clickpost(scan, { latest_status: latest })).toMatchObject({
      type: 'OUT_FOR_DELIVERY',
      at: '2026-11-23T10:00:00.000Z',
      overtaken: true,
    });
    expect(clickpost(scan, { latest_status: scan })).toMatchObject({ overtaken: false });
  });

  it('tells a scan at the last hub by a setting', () => {
    const hub = { clickpost_status_code: 1004 };
    expect(clickpost(hub).type).toBeNull();
    expect(clickpost(hub, { notification_event_id: 13 }, { clickpostHubType: 'HUB' }).type).toBe('HUB');
    expect(clickpost(hub, { notification_event_id: 5 }, { clickpostHubType: 'HUB' }).type).toBeNull();
  });

  it('reads a return without a zone as the setting says', () => {
    const stamp = { clickpost_status_code: 4, timestamp: '2026-11-23 10:00:00' };
    const at = (zone: 'INDIA' | 'UTC') =>
      clickpost(stamp, { is_rvp: true }, { clickpostReturnZone: zone }).at;
    expect([at('INDIA'), at('UTC')]).toEqual(['2026-11-23T04:30:00.000Z', '2026-11-23T10:00:00.000Z']);
  });

  it.each([
    null,
    [],
    'x',
    {},
    { clickpost_status_code: 4 },
    { clickpost_status_code: 'x', additional: null },
  ])('%j is malformed', (body) => {
    expect(read(body)).toHaveProperty('malformed');
  });
});

it('sends every type that the document lists for it', () => {
  // RETURN_PICKED_UP is PICKED_UP of a return; labels are ours; the hub's type is a setting.
  const { ReturnPickedUp, ShippingLabelGenerated, DestinationHubInscan } = NotificationType;
  const events = Object.values(CLICKPOST_EVENTS).map(({ type }) => type);
  const reached = new Set<string>([...events, ...Object.values(CLICKPOST_STATUSES)]);
  const missing = CLICKPOST.types.filter((type) => !reached.has(type));
  expect(missing.sort()).toEqual([ReturnPickedUp, ShippingLabelGenerated, DestinationHubInscan].sort());
});
