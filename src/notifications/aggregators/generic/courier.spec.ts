import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { StatusReading } from '../../notification.types.js';
import { courierOf } from './courier.js';
import { CourierDto } from './courier.dto.js';

const settings = {
  webhookClocks: {},
  clickpostReturnZone: 'INDIA' as const,
  clickpostHubType: null,
  shiprocketReturnPickedUp: false,
  shipwayCodes: false,
  eshipzStatuses: {},
};
const receivedAt = new Date('2026-11-24T00:00:00Z');
const PLAIN = {
  name: 'acme',
  auth: { kind: 'query' },
  status: ['status'],
  map: { delivered: 'DELIVERED', 'in-transit': 'IN_TRANSIT' },
  identity: [{ path: 'awb', kind: 'awb' }],
  time: { path: 'at', format: 'iso', zone: 'Europe/Berlin' },
};
const config = (more: object): CourierDto => plainToInstance(CourierDto, { ...PLAIN, ...more });
const read = (more: object, body: unknown): StatusReading[] =>
  courierOf(config(more)).read(body, { receivedAt, settings }) as StatusReading[];
const body = { awb: 'A', status: 'Delivered', at: '2026-11-23 10:00:00' };
const types = (more: object, given: unknown): unknown[] => read(more, given).map(({ type }) => type);

describe('a courier that is connected by setting', () => {
  it('is read by its paths, map and zone', () => {
    expect(read({ courierName: 'by' }, { ...body, by: 'Blue' })).toMatchObject([
      {
        type: 'DELIVERED',
        at: '2026-11-23T09:00:00.000Z',
        isReturn: false,
        courierName: 'Blue',
        names: { awbs: ['A'] },
      },
    ]);
    expect(read({}, { ...body, at: '2026-07-23 10:00:00' })[0]!.at).toBe('2026-07-23T08:00:00.000Z');
  });

  it.each<[string, object, unknown, unknown[]]>([
    ['an object', { root: 'data' }, { data: body }, ['DELIVERED']],
    ['a list', { root: 'data' }, { data: [body, { ...body, status: 'x' }] }, ['DELIVERED', null]],
    [
      'an object with numbers for keys',
      { root: 'data' },
      { data: { 0: body, 1: { ...body, status: 'IN_TRANSIT' } } },
      ['DELIVERED', 'IN_TRANSIT'],
    ],
    ['nothing', { root: 'data' }, {}, [undefined]],
  ])('has its events in %s', (_what, more, given, expected) => {
    expect(types(more, given)).toEqual(expected);
  });

  it('has each of them read, however many', () => {
    expect(types({ root: 'data' }, { data: Array.from({ length: 510 }, () => body) })).toHaveLength(510);
  });

  it.each<[string, object, object, string | null]>([
    [
      'of two parts',
      { status: ['a', 'b'], map: { 'dl|done': 'DELIVERED' } },
      { a: 'DL', b: 'Done' },
      'DELIVERED',
    ],
    [
      'of two parts, one of another',
      { status: ['a', 'b'], map: { 'dl|done': 'DELIVERED' } },
      { a: 'RT', b: 'Done' },
      null,
    ],
    [
      'of any second part',
      { status: ['a', 'b'], map: { 'ud|*': 'IN_TRANSIT' } },
      { a: 'UD', b: 'hub' },
      'IN_TRANSIT',
    ],
    ['that is a number', { map: { 7: 'DELIVERED' } }, { status: 7 }, 'DELIVERED'],
    ['that another place confirms', { mustAgree: 'again' }, { again: 'DELIVERED' }, 'DELIVERED'],
    ['that another place denies', { mustAgree: 'again' }, { again: 'in transit' }, null],
    ['of an event of another kind', { filter: { path: '$.kind', in: ['track'] } }, { kind: 'batch' }, null],
  ])('has a status %s', (_what, more, fields, expected) => {
    expect(types(more, { ...body, ...fields })).toEqual([expected]);
  });

  it('knows a return by its setting', () => {
    const more = { isReturn: { path: 'way', in: ['true', 'Reverse'] } };
    const of = (way: unknown) => read(more, { ...body, way })[0]!.isReturn;
    expect([of(true), of('reverse'), of('Forward'), of(undefined)]).toEqual([true, true, false, false]);
  });

  it('has no time in the future', () => {
    expect(read({}, { ...body, at: '2026-11-30 10:00:00' })).toMatchObject([
      { at: receivedAt.toISOString(), timed: false },
    ]);
    expect(
      read({ time: { path: 'at', format: 'epoch-seconds' } }, { ...body, at: 1_795_000_000 })[0]!.timed,
    ).toBe(true);
  });

  it.each<[string, object, string]>([
    [
      'a wildcard for something grave',
      { status: ['a', 'b'], map: { 'dl|*': 'DELIVERED' } },
      'needs both parts',
    ],
    ['a wildcard in front', { status: ['a', 'b'], map: { '*|x': 'IN_TRANSIT' } }, 'second part only'],
    ['parts that the status has not', { map: { 'a|b': 'IN_TRANSIT' } }, 'must have 1 part'],
    ['a type in small letters', { map: { a: 'Delivered' } }, 'no notification type'],
    ['a zone that is none', { time: { path: 'at', format: 'iso', zone: 'Mars/Base' } }, 'time zone'],
    ['no proof', { auth: { kind: 'none' } }, 'kind must be one of'],
    [
      'a signature without its header',
      { auth: { kind: 'hmac', algorithm: 'sha256', encoding: 'hex' } },
      'must be the name of a header',
    ],
    ['no names', { identity: [] }, 'identity must contain'],
  ])('is refused with %s', (_what, more, words) => {
    const errors = validateSync(config(more), { whitelist: true, forbidNonWhitelisted: true });
    expect(JSON.stringify(errors)).toContain(words);
  });

  it('is taken as the examples are', () => {
    expect(validateSync(config({}), { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
  });
});
