import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { type CircuitBreakerPolicy, isBrokenCircuitError } from 'cockatiel';
import { MagentoGatewayError } from './magento.errors.js';
import { storeBreaker } from './store-breaker.js';

describe(storeBreaker.name, () => {
  const isOutage = (error: unknown): boolean => error instanceof MagentoGatewayError;

  async function fail(breaker: CircuitBreakerPolicy, subject?: string): Promise<unknown> {
    const error = Object.assign(new MagentoGatewayError('503', 503), { subject });
    return breaker.execute(() => Promise.reject(error)).catch((thrown: unknown) => thrown);
  }

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('stays closed for a few SKUs that fail again and again', async () => {
    const breaker = storeBreaker(isOutage).policy;
    for (let i = 0; i < 200; i++) {
      expect(isBrokenCircuitError(await fail(breaker, `SKU-${i % 5}`))).toBe(false);
    }
    expect(await breaker.execute(() => Promise.resolve(1))).toBe(1);
  });

  it.each([
    ['many SKUs', (i: number) => `SKU-${i}`],
    ['calls that are about the shop', () => undefined],
  ])('opens for %s without a success between them, and stays open', async (_name, subject) => {
    const breaker = storeBreaker(isOutage).policy;
    for (let i = 0; i < 12; i++) expect(isBrokenCircuitError(await fail(breaker, subject(i)))).toBe(false);
    expect(isBrokenCircuitError(await fail(breaker, subject(0)))).toBe(true);
  });

  it.each([
    ['SKUs', (i: number) => `SKU-${i}`],
    ['calls', () => undefined],
  ])('counts %s from the last success on', async (_name, subject) => {
    const breaker = storeBreaker(isOutage).policy;
    for (let i = 0; i < 11; i++) await fail(breaker, subject(i));
    expect(await breaker.execute(() => Promise.resolve(1))).toBe(1);
    for (let i = 0; i < 12; i++) expect(isBrokenCircuitError(await fail(breaker, subject(i)))).toBe(false);
    expect(isBrokenCircuitError(await fail(breaker, 'SKU-99'))).toBe(true);
  });

  it('lets one call in after 15 s, and opens again if it fails, though its SKU failed before', async () => {
    const breaker = storeBreaker(isOutage).policy;
    for (let i = 0; i < 12; i++) await fail(breaker, `SKU-${i}`);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 14_000);
    expect(isBrokenCircuitError(await fail(breaker, 'SKU-1'))).toBe(true);
    now.mockReturnValue(Date.now() + 2000);
    expect(isBrokenCircuitError(await fail(breaker, 'SKU-1'))).toBe(false);
    expect(isBrokenCircuitError(await fail(breaker, 'SKU-1'))).toBe(true);
  });

  it('takes no answer of the shop for an outage', async () => {
    const breaker = storeBreaker(isOutage).policy;
    const refused = () =>
      breaker.execute(() => Promise.reject(new Error('no'))).catch((thrown: unknown) => thrown);
    for (let i = 0; i < 30; i++) expect(isBrokenCircuitError(await refused())).toBe(false);
  });
});
