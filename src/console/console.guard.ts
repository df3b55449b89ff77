import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignInAudit } from '../auth/sign-in-audit.js';
import { isAdmin } from '../auth/scope.js';
import { ForbiddenError, NotFoundError } from '../platform/errors/app-error.js';
import type { Actor } from '../platform/audit/audit-log.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { ConsoleSessions, SESSION_COOKIE, sessionCookieOf } from './console-sessions.js';
import type { Frame } from './views/layout.js';

const ADMIN_ONLY = 'console-admin';

/** The page or action is for clients of scope `admin`. */
export const AdminOnly = Reflector.createDecorator<true>({ key: ADMIN_ONLY });

/** Nobody has signed in; the filter answers with the way to the sign-in. */
export class SignedOutError extends Error {}

declare module 'fastify' {
  interface FastifyRequest {
    frame?: Frame;
    consoleStore?: StoreContext;
  }
}

/** Session, token against forged forms, scope and store of every page but the sign-in. */
@Injectable()
export class ConsoleGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: ConsoleSessions,
    private readonly stores: StoresService,
    private readonly audit: SignInAudit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const client = await this.sessions.clientOf(request.cookies[SESSION_COOKIE]);
    if (!client) throw new SignedOutError();
    request.clientId = client.id;
    if (request.method === 'POST') await checkForged(request, reply);
    const admin = isAdmin(client);
    if (!admin && this.reflector.getAllAndOverride(AdminOnly, [context.getHandler(), context.getClass()])) {
      await this.audit.denied(request);
      throw new ForbiddenError('This needs the scope admin.');
    }
    const stores = client.storeCodes ?? (await this.stores.all()).map(({ code }) => code);
    const store = await this.pickStore(stores, request.query as Record<string, unknown>);
    request.consoleStore = store;
    request.frame = {
      clientId: client.id,
      admin,
      store: store?.code ?? '',
      stores,
      csrf: formToken(request, reply),
    };
    return true;
  }

  /** @throws NotFoundError for a store of others as for none */
  private async pickStore(
    codes: string[],
    query: Record<string, unknown>,
  ): Promise<StoreContext | undefined> {
    const wanted = typeof query['store'] === 'string' && query['store'] !== '' ? query['store'] : codes[0];
    if (wanted === undefined) return undefined;
    if (!codes.includes(wanted)) throw new NotFoundError('store', 'There is no such store.');
    return this.stores.byCode(wanted);
  }
}

/** For the one form that is sent before anybody has signed in. */
@Injectable()
export class FormGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    await checkForged(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
    return true;
  }
}

/** What a form must send along. */
export function formToken(request: FastifyRequest, reply: FastifyReply): string {
  return reply.generateCsrf({ userInfo: sessionCookieOf(request) });
}

/** @throws a 403 of the plug-in */
function checkForged(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  return new Promise((done, fail) => {
    request.server.csrfProtection(request, reply, (error?: Error) => (error ? fail(error) : done()));
  });
}

/** @throws NotFoundError while there is no store at all */
export function storeOf(request: FastifyRequest): NonNullable<FastifyRequest['consoleStore']> {
  if (!request.consoleStore) throw new NotFoundError('store', 'There is no store yet.');
  return request.consoleStore;
}

/** For the audit log. */
export function actorOf(request: FastifyRequest): Actor {
  return { clientId: request.clientId!, requestId: String(request.id), address: request.ip };
}
