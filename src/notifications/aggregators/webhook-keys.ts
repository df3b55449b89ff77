import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Guesses } from '../../auth/guesses.js';
import { SignInAudit } from '../../auth/sign-in-audit.js';
import { NotFoundError, TooManyRequestsError, UnauthorizedError } from '../../platform/errors/app-error.js';
import { type StoreContext, StoresService } from '../../stores/stores.service.js';
import type { Aggregator } from './aggregator.js';
import { judge, type OpenSignature } from './generic/courier-auth.js';
import { AGGREGATORS } from './registry.js';
import { sameText } from './same-text.js';

/** What couriers that are connected by setting call: `/webhooks/courier/{storeCode}/{courier}`. */
export const COURIER_PATH = 'courier';

export interface OpenWebhook {
  store: StoreContext;
  /** To be judged when the body has been read. */
  signature?: OpenSignature;
}

/** Each aggregator has one shared secret per store. */
@Injectable()
export class WebhookKeys {
  constructor(
    private readonly stores: StoresService,
    private readonly guesses: Guesses,
    private readonly audit: SignInAudit,
  ) {}

  /** @throws UnauthorizedError, alike for a store that is none and a key that is wrong; TooManyRequestsError */
  async open(path: string, request: FastifyRequest): Promise<OpenWebhook> {
    try {
      const opened = await this.look(path, request);
      if (opened) return opened;
    } catch (error) {
      if (error instanceof TooManyRequestsError) this.audit.refused(originOf(request));
      throw error;
    }
    return this.refuse(path, request);
  }

  /** @throws UnauthorizedError, as above */
  async refuse(path: string, request: FastifyRequest): Promise<never> {
    try {
      await this.guesses.countFailure(request.ip);
    } catch (error) {
      if (error instanceof TooManyRequestsError) this.audit.refused(originOf(request));
      throw error;
    }
    this.audit.failed(path, originOf(request));
    throw new UnauthorizedError('The key of this webhook is wrong, or the store has none.');
  }

  /** @returns undefined where the key is wrong */
  private async look(path: string, request: FastifyRequest): Promise<OpenWebhook | undefined> {
    const { params, headers, query, ip } = request;
    this.guesses.refuseBlocked(ip);
    const { storeCode, courier } = params as { storeCode: string; courier?: string };
    const store = await this.stores.byCode(storeCode).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (!store) return undefined;
    const secrets = this.stores.clientSecretsOf(store);
    if (path === COURIER_PATH) {
      const config = store.settings.couriers.find(({ name }) => name === courier);
      const secret = secrets.courierSecrets?.[courier ?? ''];
      const judged = config && secret !== undefined && judge(config.auth, secret, request);
      if (!judged) return undefined;
      return judged === true ? { store } : { store, signature: judged };
    }
    const aggregator = AGGREGATORS.find((one) => one.path === path);
    const secret = aggregator && secrets[aggregator.keyName];
    const given = aggregator ? keysIn(aggregator, headers, query) : [];
    return secret !== undefined && given.some((key) => sameText(key, secret)) ? { store } : undefined;
  }
}

function originOf(request: FastifyRequest): Parameters<SignInAudit['refused']>[0] {
  return { way: 'webhook', address: request.ip, requestId: String(request.id) };
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
