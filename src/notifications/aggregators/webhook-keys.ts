import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Guesses } from '../../auth/guesses.js';
import { SignInAudit } from '../../auth/sign-in-audit.js';
import { NotFoundError, TooManyRequestsError, UnauthorizedError } from '../../platform/errors/app-error.js';
import { type StoreContext, StoresService } from '../../stores/stores.service.js';
import type { Aggregator } from './aggregator.js';
import { AGGREGATORS } from './registry.js';

/** Each aggregator has one shared secret per store. */
@Injectable()
export class WebhookKeys {
  constructor(
    private readonly stores: StoresService,
    private readonly guesses: Guesses,
    private readonly audit: SignInAudit,
  ) {}

  /** @throws UnauthorizedError, alike for a store that is none and a key that is wrong; TooManyRequestsError */
  async storeOf(path: string, request: FastifyRequest): Promise<StoreContext> {
    const origin = { way: 'webhook', address: request.ip, requestId: String(request.id) } as const;
    try {
      const store = await this.look(path, request);
      if (store) return store;
      await this.guesses.countFailure(request.ip);
    } catch (error) {
      if (error instanceof TooManyRequestsError) this.audit.refused(origin);
      throw error;
    }
    this.audit.failed(path, origin);
    throw new UnauthorizedError('The key of this webhook is wrong, or the store has none.');
  }

  /** @returns undefined where the key is wrong */
  private async look(
    path: string,
    { params, headers, query, ip }: FastifyRequest,
  ): Promise<StoreContext | undefined> {
    this.guesses.refuseBlocked(ip);
    const { storeCode } = params as { storeCode: string };
    const aggregator = AGGREGATORS.find((one) => one.path === path);
    const store = await this.stores.byCode(storeCode).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    const secret = store && aggregator && this.stores.clientSecretsOf(store)[aggregator.keyName];
    const given = aggregator ? keysIn(aggregator, headers, query) : [];
    return secret !== undefined && given.some((key) => sameText(key, secret)) ? store : undefined;
  }
}

/** Every place is looked at, so that an alias is worth no more guesses than the header itself. */
function keysIn(
  { headers: names, keyInQuery }: Aggregator,
  headers: IncomingHttpHeaders,
  query: unknown,
): string[] {
  const inQuery = keyInQuery ? [(query as Record<string, unknown> | undefined)?.['key']] : [];
  return [...names.map((name) => headers[name]), ...inQuery].filter((key) => typeof key === 'string');
}

/** In a time that does not tell how much of it is right. */
function sameText(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
