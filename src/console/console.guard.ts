import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignInAudit } from '../auth/sign-in-audit.js';
import { ForbiddenError, NotFoundError } from '../platform/errors/app-error.js';
import type { Actor } from '../platform/audit/audit-log.js';
import { StoreMode } from '../platform/outgoing/store-mode.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { ConsoleSessions, SESSION_COOKIE, sessionCookieOf } from './console-sessions.js';
import { needingOf } from '../problems/needing.js';
import { type Problem, problemsOf } from '../problems/problems.read-model.js';
import { may, Right, storesOf, type Visitor } from './rights.js';
import type { Frame } from './views/layout.js';
import { readerOf, ZONE_COOKIE } from './views/reader.js';

/** What the page or action needs; without it, {@link Right.Look}. */
export const Needs = Reflector.createDecorator<Right>({ key: 'console-right' });

/** What is said to who lacks a right. */
const REFUSALS: Record<Right, string> = {
  [Right.Look]: 'You have no role in this store.',
  [Right.Payloads]: 'This needs the role operator, auditor or admin.',
  [Right.Settings]: 'This needs the role operator, auditor or admin; of an API client, the scope admin.',
  [Right.Audit]: 'This needs the role auditor or admin for all stores; of an API client, the scope admin.',
  [Right.Operate]: 'This needs the role operator or admin; of an API client, the scope admin.',
  [Right.Administer]: 'This needs the role admin; of an API client, the scope admin.',
};

/** Nobody has signed in; the filter answers with the way to the sign-in. */
export class SignedOutError extends Error {}

declare module 'fastify' {
  interface FastifyRequest {
    frame?: Frame;
    visitor?: Visitor;
    consoleStore?: StoreContext;
    /** Of that store, as they are now. */
    problems?: Problem[];
  }
}

/** Session, token against forged forms, right and store of every page but the sign-in. */
@Injectable()
export class ConsoleGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: ConsoleSessions,
    private readonly stores: StoresService,
    private readonly audit: SignInAudit,
    private readonly database: DataSource,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const visitor = await this.sessions.visitorOf(request.cookies[SESSION_COOKIE]);
    if (!visitor) throw new SignedOutError();
    request.clientId = visitor.id;
    request.visitor = visitor;
    if (request.method === 'POST') await checkForged(request, reply);
    const stores = storesOf(
      visitor,
      (await this.stores.all()).map(({ code }) => code),
    );
    const store = await this.pickStore(stores, request.query as Record<string, unknown>);
    const needed = this.reflector.getAllAndOverride(Needs, [context.getHandler(), context.getClass()]);
    const allowed = (right: Right): boolean => may(visitor, right, store?.code);
    request.consoleStore = store;
    request.problems = store ? await problemsOf(this.database.manager, store.id) : [];
    request.frame = {
      name: visitor.name,
      may: Object.fromEntries(ALL_RIGHTS.map((right) => [right, allowed(right)])) as Frame['may'],
      store: store?.code ?? '',
      host: store ? new URL(store.row.baseUrl).host : '',
      api: store ? `${store.row.baseUrl}/rest/${store.row.storeView}/V1` : '',
      stores,
      inShadow: store?.settings.mode === StoreMode.Shadow,
      csrf: formToken(request, reply),
      reader: readerOf({
        zone: request.cookies[ZONE_COOKIE],
        languages: request.headers['accept-language'],
      }),
      needing: needingOf(request.problems),
    };
    if (needed !== undefined && !allowed(needed)) {
      await this.audit.denied(request);
      throw new ForbiddenError(REFUSALS[needed]);
    }
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

const ALL_RIGHTS = Object.values(Right).filter((right): right is Right => typeof right === 'number');

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

export function originOf(request: FastifyRequest): { requestId: string; address: string } {
  return { requestId: String(request.id), address: request.ip };
}

/** For the audit log. */
export function actorOf(request: FastifyRequest): Actor {
  return { clientId: request.clientId!, ...originOf(request) };
}
