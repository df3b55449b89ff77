import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import {
  BadRequestError,
  ForbiddenError,
  NotFoundError,
  UnauthorizedError,
} from '../platform/errors/app-error.js';
import { PUBLIC } from '../platform/http/public.decorator.js';
import { StoreMode } from '../platform/outgoing/store-mode.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { type Caller, SCOPE } from '../platform/access/access.decorators.js';
import type { ApiClient } from './entities/api-client.entity.js';
import { isAdmin, Scope } from '../platform/access/scope.js';
import { SignInAudit } from './sign-in-audit.js';
import { type SignedIn, SignInService } from './sign-in.service.js';

/** What these open is of no single store. */
const OF_NO_STORE = new Set([Scope.Admin, Scope.AuditRead]);

/** Sign-in, scope and store of every request that is not public. A route without a scope is refused. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIns: SignInService,
    private readonly stores: StoresService,
    private readonly audit: SignInAudit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const scopes = this.reflector.getAllAndOverride<Scope[] | undefined>(SCOPE, targets) ?? [];
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const signedIn = await this.signIn(request);
    request.clientId = signedIn.client.id;
    try {
      await this.admit(request, signedIn, scopes);
    } catch (error) {
      if (error instanceof ForbiddenError) await this.audit.denied(request);
      throw error;
    }
    return true;
  }

  /** @throws ForbiddenError, BadRequestError */
  private async admit(request: FastifyRequest, signedIn: SignedIn, scopes: Scope[]): Promise<void> {
    const { client } = signedIn;
    if (!scopes.some((scope) => allows(client, scope))) {
      throw new ForbiddenError(`This needs the scope ${scopes.join(' or ') || 'none offers'}.`);
    }
    request.caller = toCaller(signedIn, request);
    if (!scopes.some((scope) => OF_NO_STORE.has(scope))) {
      mustNameOneStore(request);
      request.store = await this.pickStore(request.caller);
      request.answersInShadow = request.store.settings.mode === StoreMode.Shadow;
    }
  }

  private async signIn(request: FastifyRequest): Promise<SignedIn> {
    const signedIn = await this.identify(request);
    if (signedIn) return signedIn;
    throw new UnauthorizedError(
      'Sign in with a Bearer token from POST /auth/token, or with authUsername and authPassword.',
    );
  }

  private async identify(request: FastifyRequest): Promise<SignedIn | undefined> {
    const { authusername, authpassword } = request.headers;
    const token = bearerTokenOf(request);
    if (token !== undefined) return this.signIns.withToken(token);
    if (typeof authusername !== 'string' || typeof authpassword !== 'string') return undefined;
    return this.signIns.withSecret(authusername, authpassword, {
      way: 'header',
      address: request.ip,
      requestId: String(request.id),
    });
  }

  /** Store of the headers, else the client's only one. The same answer for a foreign store and for none. */
  private async pickStore(caller: Caller): Promise<StoreContext> {
    if (caller.storeCode !== undefined) return this.namedStore(caller, caller.storeCode);
    if (caller.storeCodes?.length === 1) return this.stores.byCode(caller.storeCodes[0]!);
    const all = caller.storeCodes === null ? await this.stores.all() : [];
    if (all.length === 1) return this.stores.byCode(all[0]!.code);
    throw BadRequestError.field(
      'X-Store-Code',
      'is required for a client of several stores (or authDomainName)',
    );
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

/** Refuses two different stores: either may be the one that is meant. */
function mustNameOneStore({ headers }: FastifyRequest): void {
  const [one, other] = [headers['authdomainname'], headers['x-store-code']];
  if (one && other && one !== other) {
    throw BadRequestError.field(
      'X-Store-Code',
      'names another store than authDomainName does; send one of the two',
    );
  }
}

function foreignStore(): ForbiddenError {
  return new ForbiddenError('This client may not act for that store.', [
    { field: 'X-Store-Code', message: 'names no store of this client (or authDomainName)' },
  ]);
}

/** Of `Authorization`; undefined where the request is signed in another way. */
export function bearerTokenOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Administration is for all stores: the scope admin of a client of some stores covers the other scopes only. */
function allows(client: ApiClient, needed: Scope): boolean {
  if (needed === Scope.Admin) return isAdmin(client);
  return client.scopes.includes(needed) || client.scopes.includes(Scope.Admin);
}

function toCaller({ client, credentialVersion }: SignedIn, request: FastifyRequest): Caller {
  const named = request.headers['authdomainname'] ?? request.headers['x-store-code'];
  return {
    clientId: client.id,
    credentialVersion,
    scopes: client.scopes,
    storeCodes: client.storeCodes,
    storeCode: typeof named === 'string' && named !== '' ? named : undefined,
    requestId: String(request.id),
    address: request.ip,
  };
}
