import { describe, expect, it } from '@jest/globals';
import { type CircuitBreakerPolicy, isBrokenCircuitError } from 'cockatiel';
import { MagentoGatewayError } from './magento.errors.js';
import { storeBreaker } from './store-breaker.js';

describe(storeBreaker.name, () => {
  const isOutage = (error: unknown): boolean => error instanceof MagentoGatewayError;

  async function fail(breaker: CircuitBreakerPolicy, subject?: string): Promise<unknown> {
    const error = Object.assign(new MagentoGatewayError('503', 503), { subject });
    return breaker.execute(() => Promise.reject(error)).catch((thrown: unknown) => thrown);
  }

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
});
