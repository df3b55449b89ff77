import { describe, expect, it } from '@jest/globals';
import { NOTHING_MORE, type NotificationEvent, NotificationSource } from './notification.types.js';
import { dedupeKeyOf, parcelKeyOf, toBody } from './notifications.mapper.js';

const AT = new Date('2026-01-31T10:00:00.900Z');
const forward: NotificationEvent = {
  ...NOTHING_MORE,
  type: 'DELIVERED',
  at: AT,
  forwardOrderCode: '7',
  forwardShipmentCode: 'S1',
  forwardAwb: 'A1',
  courierName: 'C',
  warehouseCode: 'WH1',
  items: [{ itemId: '1', sku: 'A', quantity: 2 }],
  aggregator: { name: 'CLICKPOST', metaData: { a: 1 } },
};
const info = { returnOrderId: 'R1', returnAwb: 'RA', transporter: 'T', returnOrderTime: 5 };
const invoiceData = { invoiceId: '9', documentUrl: null, invoiceStatus: 'CREATED', documentType: 'INVOICE' };

describe('the body of an event', () => {
  it('of a forward parcel has all that is known of it', () => {
    expect(toBody(forward)).toEqual({
      forwardOrderCode: '7',
      forwardShipmentCode: 'S1',
      forwardAwb: 'A1',
      courierName: 'C',
      notificationType: 'DELIVERED',
      notificationUpdateTime: 1769853600,
      logisticAggregatorInfo: { logisticAggregatorName: 'CLICKPOST', logisticAggregatorMetaData: { a: 1 } },
      returnOrderInfo: null,
      warehouseCode: 'WH1',
      items: [{ itemId: '1', sku: 'A', quantity: 2 }],
    });
  });

  it('of a return has no forward AWB', () => {
    expect(toBody({ ...forward, returnOrderInfo: info, aggregator: null })).toMatchObject({
      forwardAwb: null,
      returnOrderInfo: info,
      logisticAggregatorInfo: null,
    });
  });

  it.each(['EXCHANGE_PICKUP', 'EXCHANGE_DELIVERED'])('of %s is of both ways', (type) => {
    const body = toBody({ ...forward, type, returnOrderInfo: info });
    expect(body).toMatchObject({ forwardAwb: 'A1', returnOrderInfo: info });
  });

  it('of an invoice has the members in the order of the document', () => {
    const members = Object.keys(toBody({ ...forward, invoiceData })['invoiceData'] as object);
    expect(members).toEqual(['invoiceId', 'invoiceStatus', 'documentType', 'documentUrl']);
  });

  it('of an invoice has the invoice, and nothing of a parcel', () => {
    expect(toBody({ ...forward, invoiceData })).toEqual({
      forwardOrderCode: '7',
      forwardShipmentCode: 'S1',
      notificationType: 'DELIVERED',
      notificationUpdateTime: 1769853600,
      invoiceData,
    });
  });
});

describe('an event', () => {
  it('is of a parcel, forward or return', () => {
    expect(parcelKeyOf(forward)).toBe('forward|7|S1|A1');
    expect(parcelKeyOf({ ...forward, forwardShipmentCode: null, forwardAwb: null })).toBe('forward|7||');
    expect(parcelKeyOf({ ...forward, returnOrderInfo: info })).toBe('return|7|R1|RA');
    expect(
      parcelKeyOf({ ...forward, returnOrderInfo: { ...info, returnOrderId: null, returnAwb: null } }),
    ).toBe('return|7||');
  });

  it.each<[string, Partial<NotificationEvent>, string]>([
    ['its AWB alone', {}, 'forward|7||A1'],
    ['its shipment, without an AWB', { forwardAwb: null }, 'forward|7|S1|'],
    ['its order, without either', { forwardAwb: null, forwardShipmentCode: null }, 'forward|7||'],
    ['the return AWB alone', { returnOrderInfo: info }, 'return|7||RA'],
    ['the return, without an AWB', { returnOrderInfo: { ...info, returnAwb: null } }, 'return|7|R1|'],
    [
      'the order of a return, without either',
      { returnOrderInfo: { ...info, returnAwb: null, returnOrderId: null } },
      'return|7||',
    ],
  ])('of an aggregator is known by %s', (_what, more, key) => {
    expect(parcelKeyOf({ ...forward, ...more, source: 'CLICKPOST' })).toBe(key);
  });

  it.each([NotificationSource.Api, NotificationSource.Service])(
    'of %s is known by all its codes',
    (source) => {
      expect(parcelKeyOf({ ...forward, source })).toBe('forward|7|S1|A1');
    },
  );

  it('is another one of another invoice, and the same one of its number as text', () => {
    const of = (invoiceId: string | number | null): string =>
      dedupeKeyOf({ ...forward, invoiceData: { ...invoiceData, invoiceId } as never });
    expect(of('9')).toBe(of(9));
    expect(new Set([of('9'), of('10'), of(null)]).size).toBe(3);
  });

  it('is the same one within a second, with any other contents', () => {
    const later = { ...forward, at: new Date('2026-01-31T10:00:00.100Z'), courierName: 'D', items: null };
    expect(dedupeKeyOf(later)).toBe(dedupeKeyOf(forward));
  });

  it.each<[string, Partial<NotificationEvent>]>([
    ['order', { forwardOrderCode: '8' }],
    ['shipment', { forwardShipmentCode: 'S2' }],
    ['AWB', { forwardAwb: 'A2' }],
    ['type', { type: 'RTO' }],
    ['second', { at: new Date('2026-01-31T10:00:01Z') }],
    ['return', { returnOrderInfo: info }],
    ['invoice', { invoiceData }],
  ])('is another one of another %s', (_what, more) => {
    expect(dedupeKeyOf({ ...forward, ...more })).not.toBe(dedupeKeyOf(forward));
  });

  it('is another one of a credit note than of an invoice with the same number', () => {
    const note = { ...forward, invoiceData: { ...invoiceData, documentType: 'CREDIT_NOTE' } };
    expect(dedupeKeyOf(note)).not.toBe(dedupeKeyOf({ ...forward, invoiceData }));
  });
});
