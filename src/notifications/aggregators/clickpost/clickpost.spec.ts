import { describe, expect, it } from '@jest/globals';
import { NotificationType } from '../../notification-types.js';
import type { Reading } from '../../notification.types.js';
import { CLICKPOST } from './clickpost.js';
import { CLICKPOST_EVENTS, CLICKPOST_STATUSES } from './clickpost.mapping.js';

const typeOf = (reading: Reading): string | undefined =>
  'event' in reading ? reading.event.type : undefined;
const clickpost = (fields: object, more: object = {}) =>
  CLICKPOST.read({
    waybill: 'W',
    timestamp: '2026-11-23T10:00:00Z',
    ...fields,
    additional: { order_id: '1', ...more },
  });

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
    expect(CLICKPOST.read({ payload, internal: {} })).toMatchObject({
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
    expect(CLICKPOST.read(body)).toHaveProperty('malformed');
  });
});

it('sends every type that the document lists for it', () => {
  // RETURN_PICKED_UP is PICKED_UP of a return; labels are ours.
  const { ReturnPickedUp, ShippingLabelGenerated } = NotificationType;
  const reached = new Set<string>([...Object.values(CLICKPOST_EVENTS), ...Object.values(CLICKPOST_STATUSES)]);
  const missing = CLICKPOST.types.filter((type) => !reached.has(type));
  expect(missing.sort()).toEqual([ReturnPickedUp, ShippingLabelGenerated].sort());
});
