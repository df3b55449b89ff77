import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import { type Origin, SignInAudit } from '../auth/sign-in-audit.js';
import { SignInService } from '../auth/sign-in.service.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { AppConfig } from '../platform/config/app-config.js';
import {
  deleteSession,
  findSession,
  insertClientSession,
  insertPersonSession,
  type LiveSession,
  SESSION_SECONDS,
} from './console-sessions.repository.js';
import { grantsOfClient, grantsOfValues, type Visitor } from './rights.js';

export const SESSION_COOKIE = 'bridge_console';

export interface OpenedSession {
  cookie: string;
  seconds: number;
}

/** What the token of a form is bound to. */
export function sessionCookieOf(request: FastifyRequest): string {
  return request.cookies[SESSION_COOKIE] ?? 'signed out';
}

/**
 * Who has signed in to the console. Of the cookie only its hash is kept, in the database, so that any replica knows it. A session
 * ends with its time and by signing out; that of a client also with the secret that opened it, and with the client; that of a
 * person also when another provider is set.
 */
@Injectable()
export class ConsoleSessions {
  constructor(
    private readonly database: DataSource,
    private readonly signIns: SignInService,
    private readonly config: AppConfig,
    private readonly audit: SignInAudit,
  ) {}

  /** Where people sign in, clients do so only if that is set. */
  get clientsMaySignIn(): boolean {
    return this.config.oidc?.clientsToo ?? true;
  }

  /** undefined where id, secret or scope do not fit. @throws TooManyRequestsError */
  async open(
    clientId: string,
    clientSecret: string,
    from: Omit<Origin, 'way'>,
  ): Promise<OpenedSession | undefined> {
    if (!this.clientsMaySignIn) return undefined;
    const origin: Origin = { ...from, way: 'console' };
    const signedIn = await this.signIns.withSecret(clientId, clientSecret, origin);
    if (!signedIn) return undefined;
    const { client, credentialVersion } = signedIn;
    if (grantsOfClient(client).length === 0) {
      this.audit.failed(client.id, origin);
      return undefined;
    }
    const cookie = randomBytes(32).toString('base64url');
    await this.database.transaction(async (manager) => {
      await insertClientSession(manager, idOf(cookie), client.id, credentialVersion);
      const actor = { clientId: client.id, ...from };
      await recordAudit(manager, actor, { action: 'sign-in.console', subject: `client:${client.id}` });
    });
    return { cookie, seconds: SESSION_SECONDS };
  }

  /** @param tokenEnds of the id token, in seconds since 1970: the session ends with it, unless a time is set */
  async openForPerson(
    manager: EntityManager,
    personId: string,
    roleValues: string[],
    tokenEnds: number,
  ): Promise<OpenedSession> {
    const cookie = randomBytes(32).toString('base64url');
    const seconds = await insertPersonSession(manager, {
      id: idOf(cookie),
      personId,
      roleValues,
      minutes: this.config.oidc?.sessionMinutes ?? null,
      tokenEnds,
    });
    return { cookie, seconds: Math.max(0, seconds) };
  }

  async visitorOf(cookie: string | undefined): Promise<Visitor | undefined> {
    if (cookie === undefined) return undefined;
    const session = await findSession(this.database.manager, idOf(cookie));
    const visitor = session && (await this.visitorIn(session));
    return visitor && visitor.grants.length > 0 ? visitor : undefined;
  }

  async close(cookie: string | undefined, from: Omit<Origin, 'way'>): Promise<void> {
    if (cookie === undefined) return;
    await this.database.transaction(async (manager) => {
      const closed = await deleteSession(manager, idOf(cookie));
      if (!closed) return;
      const { clientId, isPerson } = closed;
      const subject = `${isPerson ? 'person' : 'client'}:${clientId}`;
      await recordAudit(manager, { ...from, clientId }, { action: 'sign-out', subject });
    });
  }

  private async visitorIn(session: LiveSession): Promise<Visitor | undefined> {
    const { clientId, roleValues, name, issuer } = session;
    if (roleValues !== null) {
      const { oidc } = this.config;
      if (!oidc || issuer !== oidc.issuer) return undefined;
      return { id: clientId, name: name!, isPerson: true, grants: grantsOfValues(oidc.rules, roleValues) };
    }
    if (!this.clientsMaySignIn) return undefined;
    const signedIn = await this.signIns.withVersion(clientId, session.credentialVersion);
    if (!signedIn) return undefined;
    return { id: clientId, name: clientId, isPerson: false, grants: grantsOfClient(signedIn.client) };
  }
}

function idOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex');
}
