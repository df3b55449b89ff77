import { describe, expect, it } from '@jest/globals';
import { choose, type Hit } from './choose.js';
import { NO_NAMES } from '../notification.types.js';
import { probesOf, Tier } from './probes.js';

const hit = (tier: Tier, orderId: string, more: Partial<Hit> = {}): Hit => ({
  tier,
  kind: tier === Tier.Awb ? 'awb' : 'order',
  value: `${tier}-${orderId}`,
  orderId,
  shipmentId: null,
  returnId: null,
  by: null,
  ...more,
});
const order = (hits: Hit[]): string | undefined => {
  const chosen = choose(hits, 'entityId');
  return typeof chosen === 'object' ? chosen.orderId : chosen;
};

describe('the order of an event', () => {
  it.each<[string, Hit[], string | undefined]>([
    ['nothing known', [], undefined],
    ['an AWB', [hit(Tier.Awb, '1')], '1'],
    ['an AWB and its code', [hit(Tier.Awb, '1'), hit(Tier.Code, '1')], '1'],
    [
      'a number that came back, decided by the code',
      [hit(Tier.Awb, '1'), hit(Tier.Awb, '2'), hit(Tier.Code, '2')],
      '2',
    ],
    ['what is composite, where the whole names none', [hit(Tier.Composite, '3')], '3'],
    ['the whole code before its parts', [hit(Tier.Code, '1'), hit(Tier.Composite, '3')], '1'],
    ['an id learnt, where nothing else is', [hit(Tier.Learnt, '4')], '4'],
    ['not an id learnt, where something else is', [hit(Tier.Code, '1'), hit(Tier.Learnt, '4')], '1'],
  ])('is named by %s', (_what, hits, expected) => {
    expect(order(hits)).toBe(expected);
  });

  it.each<[string, Hit[]]>([
    ['the AWB and the code', [hit(Tier.Awb, '1'), hit(Tier.Code, '2')]],
    ['the AWB and the part of a code', [hit(Tier.Awb, '1'), hit(Tier.Composite, '2')]],
    ['two codes', [hit(Tier.Code, '1'), hit(Tier.Code, '2')]],
    ['two codes beside an AWB', [hit(Tier.Awb, '1'), hit(Tier.Code, '1'), hit(Tier.Code, '2')]],
    ['an AWB that two had', [hit(Tier.Awb, '1'), hit(Tier.Awb, '2')]],
  ])('is in dispute where %s name two', (_what, hits) => {
    expect(order(hits)).toContain('names several orders');
  });

  it('is read by the store’s setting where a code is the entity_id of one and the number of another', () => {
    const hits = [
      hit(Tier.Code, '1', { by: 'entityId', value: '7' }),
      hit(Tier.Code, '2', { by: 'incrementId', value: '7' }),
    ];
    expect(choose(hits, 'entityId')).toMatchObject({ orderId: '1' });
    expect(choose(hits, 'incrementId')).toMatchObject({ orderId: '2' });
  });

  it('has the parcel of the AWB, or the only one that is named', () => {
    const byAwb = hit(Tier.Awb, '1', { shipmentId: '11' });
    const byCode = hit(Tier.Code, '1', { shipmentId: '12', kind: 'shipment' });
    expect(choose([byAwb, byCode], 'entityId')).toMatchObject({ shipmentId: '11', byAwb: true });
    expect(choose([byCode], 'entityId')).toMatchObject({ shipmentId: '12', byAwb: false });
    expect(choose([byCode, { ...byCode, shipmentId: '13' }], 'entityId')).toMatchObject({ shipmentId: null });
  });

  it('knows a return by its AWB, unless the forward parcel has the same', () => {
    const back = hit(Tier.Awb, '1', { kind: 'returnAwb', returnId: '5' });
    expect(choose([back], 'entityId')).toMatchObject({ isReturnParcel: true, returnId: '5' });
    expect(choose([back, hit(Tier.Awb, '1')], 'entityId')).toMatchObject({ isReturnParcel: false });
  });
});

describe('what a name may mean', () => {
  const values = (names: object, isReturn = false, prefixes: string[] = []): string[] =>
    probesOf({ ...NO_NAMES, ...names }, isReturn, prefixes)
      .filter(({ tier }) => tier !== Tier.Code)
      .map(({ tier, kind, value }) => `${tier} ${kind} ${value}`);

  it.each<[string, object, string[]]>([
    ['a composite of digits', { orderCodes: ['A_1_234'] }, ['3 order A_1']],
    ['no composite of letters', { orderCodes: ['A_1_23x'] }, []],
    ['a reference joined to anything', { references: ['7_x'] }, ['3 order 7']],
    ['a parcel of an order in several', { orderCodes: ['7-s2'] }, ['3 order 7', '3 shipment 2']],
  ])('%s', (_what, names, expected) => {
    expect(values(names)).toEqual(expected);
  });

  it('a code with a prefix, by the setting', () => {
    expect(values({ orderCodes: ['#7_12'] }, false, ['#', 'SHOP'])).toEqual([
      '3 order #7',
      '4 order 7_12',
      '4 order 7',
    ]);
  });

  it('of what may be a return’s own code, nothing but the whole', () => {
    expect(values({ orderCodes: ['7_12'], returnCodes: ['7_12'] }, true)).toEqual([]);
  });
});
