import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { BadRequestError } from '../errors/app-error.js';
import { checkBounds } from './body-bounds.js';

async function fieldOf(request: object): Promise<string | undefined> {
  try {
    await checkBounds({ headers: {}, routeOptions: { config: {} }, ...request } as FastifyRequest);
    return undefined;
  } catch (error) {
    return (error as BadRequestError).errors[0]!.field;
  }
}

describe('a NUL character', () => {
  it.each<[string | undefined, object]>([
    [undefined, { body: { a: ['b', { c: 1, d: null }] }, query: { a: 'b' }, params: { a: '1' } }],
    ['a.1.c', { body: { a: ['b', { c: 'x\0' }] } }],
    ['a', { body: { a: { 'b\0': 1 } } }],
    ['body', { body: 'x\0' }],
    ['body', { body: { '\0': 1 } }],
    ['q', { query: { q: '\0' } }],
    ['orderCode', { params: { orderCode: '1\0' } }],
    ['Idempotency-Key', { headers: { 'idempotency-key': 'k\0' } }],
  ])('is refused, naming %s', async (field, request) => {
    expect(await fieldOf(request)).toBe(field);
  });

  it('is looked for in a hundred levels, and more are refused', async () => {
    const nested = (levels: number): object =>
      Array.from({ length: levels }).reduce<object>((inner) => ({ a: inner }), {});
    expect(await fieldOf({ body: nested(99) })).toBeUndefined();
    expect(await fieldOf({ body: nested(100) })).toBe(Array<string>(100).fill('a').join('.'));
    expect(await fieldOf({ body: nested(5000) })).toBeDefined();
  });
});

describe('JSON that is sent as a form', () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const json = { '{"shipmentCode":"P-1"}': '' };

  it.each<[string | undefined, object]>([
    ['Content-Type', { headers, url: '/orders/1/handover', body: json }],
    ['Content-Type', { headers, url: '/orders/1/handover', body: { ' [1]': '' } }],
    [undefined, { headers, url: '/console/sign-in', body: { clientId: '{', clientSecret: '[' } }],
    [undefined, { headers, url: '/webhooks/clickpost/default', body: json }],
    [undefined, { headers: {}, url: '/orders/1/handover', body: json }],
    [undefined, { headers, url: '/orders/1/handover', body: null }],
  ])('is refused by its Content-Type, or let through: %s', async (field, request) => {
    expect(await fieldOf(request)).toBe(field);
  });
});
