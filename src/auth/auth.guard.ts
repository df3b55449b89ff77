import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ThrottlerStorage } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import {
  ForbiddenError,
  NotFoundError,
  TooManyRequestsError,
  UnauthorizedError,
} from '../platform/errors/app-error.js';
import { PUBLIC } from '../platform/http/public.decorator.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { type Caller, SCOPE } from './auth.decorators.js';
import { ClientsService } from './clients.service.js';
import type { ApiClient } from './entities/api-client.entity.js';
import { Scope } from './scope.js';
import { TokensService } from './tokens.service.js';

const FAILURES_PER_MINUTE = 100;
const MINUTE = 60_000;

/** Sign-in, scope and store of every request that is not public. A route without a scope is refused. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly clients: ClientsService,
    private readonly tokens: TokensService,
    private readonly stores: StoresService,
    @Inject(ThrottlerStorage) private readonly failures: ThrottlerStorage,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const scopes = this.reflector.getAllAndOverride<Scope[] | undefined>(SCOPE, targets) ?? [];
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const client = await this.signIn(request);
    request.clientId = client.id;
    if (!scopes.some((scope) => allows(client.scopes, scope))) {
      throw new ForbiddenError(`This needs the scope ${scopes.join(' or ') || 'none offers'}.`);
    }
    request.caller = toCaller(client, request);
    if (!scopes.includes(Scope.Admin)) request.store = await this.pickStore(request.caller);
    return true;
  }

  private async signIn(request: FastifyRequest): Promise<ApiClient> {
    const client = await this.identify(request);
    if (client) return client;
    await this.countFailure(request.ip);
    throw new UnauthorizedError(
      'Sign in with a Bearer token from POST /auth/token, or with authUsername and authPassword.',
    );
  }

  private async identify(request: FastifyRequest): Promise<ApiClient | null> {
    const { authorization, authusername, authpassword } = request.headers;
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (token !== undefined) {
      const id = this.tokens.verify(token);
      return id === undefined ? null : this.clients.enabled(id);
    }
    if (typeof authusername !== 'string' || typeof authpassword !== 'string') return null;
    return this.clients.authenticate(authusername, authpassword);
  }

  /** Guessing is slowed down per address: after so many failures the address gets 429 until the minute is over. */
  async countFailure(ip: string): Promise<void> {
    const key = `failed-sign-in:${ip}`;
    const { isBlocked, timeToExpire } = await this.failures.increment(
      key,
      MINUTE,
      FAILURES_PER_MINUTE,
      MINUTE,
      key,
    );
    if (isBlocked) throw new TooManyRequestsError(Math.max(1, Math.ceil(timeToExpire)));
  }

  /** Store of the headers, else the client's only one. The same answer for a foreign store and for none. */
  private async pickStore(caller: Caller): Promise<StoreContext> {
    if (caller.storeCode !== undefined) return this.namedStore(caller, caller.storeCode);
    if (caller.storeCodes?.length === 1) return this.stores.byCode(caller.storeCodes[0]!);
    const all = caller.storeCodes === null ? await this.stores.all() : [];
    if (all.length === 1) return all[0]!;
    throw new ForbiddenError('Name a store.', [
      { field: 'X-Store-Code', message: 'is required for a client of several stores (or authDomainName)' },
    ]);
  }

  private async namedStore(caller: Caller, code: string): Promise<StoreContext> {
    if (caller.storeCodes !== null && !caller.storeCodes.includes(code)) throw foreignStore();
    try {
      return await this.stores.byCode(code);
    } catch (error) {
      throw error instanceof NotFoundError ? foreignStore() : error;
    }
  }
}

function foreignStore(): ForbiddenError {
  return new ForbiddenError('This client may not act for that store.', [
    { field: 'X-Store-Code', message: 'names no store of this client (or authDomainName)' },
  ]);
}

function allows(scopes: Scope[], needed: Scope): boolean {
  return scopes.includes(needed) || scopes.includes(Scope.Admin);
}

function toCaller(client: ApiClient, request: FastifyRequest): Caller {
  const named = request.headers['authdomainname'] ?? request.headers['x-store-code'];
  return {
    clientId: client.id,
    scopes: client.scopes,
    storeCodes: client.storeCodes,
    storeCode: typeof named === 'string' && named !== '' ? named : undefined,
    requestId: String(request.id),
  };
}
