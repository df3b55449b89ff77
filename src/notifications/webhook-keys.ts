import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Guesses } from '../auth/guesses.js';
import { NotFoundError, UnauthorizedError } from '../platform/errors/app-error.js';
import type { ClientSecrets } from '../platform/config/app-config.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';

interface Key {
  header: string;
  of(secrets: ClientSecrets): string | undefined;
}

/** By the address that the aggregator calls. */
const KEYS = new Map<string, Key>([
  ['clickpost', { header: 'webhook_key', of: (secrets) => secrets.clickpostWebhookKey }],
  ['st', { header: 'x-api-key', of: (secrets) => secrets.shiprocketWebhookToken }],
]);

/** Each aggregator has one shared secret per store. */
@Injectable()
export class WebhookKeys {
  constructor(
    private readonly stores: StoresService,
    private readonly guesses: Guesses,
  ) {}

  /** @throws UnauthorizedError, alike for a store that is none and a key that is wrong; TooManyRequestsError */
  async storeOf(aggregator: string, { params, headers, ip }: FastifyRequest): Promise<StoreContext> {
    this.guesses.refuseBlocked(ip);
    const { storeCode } = params as { storeCode: string };
    const key = KEYS.get(aggregator);
    const store = await this.stores.byCode(storeCode).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    const secret = store && key?.of(this.stores.clientSecretsOf(store));
    if (!store || !key || secret === undefined || !sameText(String(headers[key.header] ?? ''), secret)) {
      await this.guesses.countFailure(ip);
      throw new UnauthorizedError('The key of this webhook is wrong, or the store has none.');
    }
    return store;
  }
}

/** In a time that does not tell how much of it is right. */
function sameText(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
