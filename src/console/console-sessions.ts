import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { ApiClient } from '../auth/entities/api-client.entity.js';
import { Scope } from '../auth/scope.js';
import { type Origin, SignInAudit } from '../auth/sign-in-audit.js';
import { SignInService } from '../auth/sign-in.service.js';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';

export const SESSION_COOKIE = 'bridge_console';
export const SESSION_SECONDS = 8 * 3600;

/** What the token of a form is bound to. */
export function sessionCookieOf(request: FastifyRequest): string {
  return request.cookies[SESSION_COOKIE] ?? 'signed out';
}

/**
 * Who has signed in to the console. Of the cookie only its hash is kept, in the database, so that any replica knows it. A session
 * ends with its time, by signing out, with the secret that opened it, and with its client.
 */
@Injectable()
export class ConsoleSessions {
  constructor(
    private readonly database: DataSource,
    private readonly signIns: SignInService,
    private readonly audit: SignInAudit,
  ) {}

  /** The cookie's value; undefined where id, secret or scope do not fit. @throws TooManyRequestsError */
  async open(clientId: string, clientSecret: string, from: Omit<Origin, 'way'>): Promise<string | undefined> {
    const origin: Origin = { ...from, way: 'console' };
    const signedIn = await this.signIns.withSecret(clientId, clientSecret, origin);
    if (!signedIn) return undefined;
    const { client, credentialVersion } = signedIn;
    if (!mayLook(client)) {
      this.audit.failed(client.id, origin);
      return undefined;
    }
    const cookie = randomBytes(32).toString('base64url');
    await this.database.transaction(async (manager) => {
      await manager.query(
        `WITH ended AS (DELETE FROM console_session WHERE expires_at < now())
         INSERT INTO console_session (id, client_id, credential_version, expires_at)
         VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
        [idOf(cookie), client.id, credentialVersion, SESSION_SECONDS],
      );
      const actor = { clientId: client.id, ...from };
      await recordAudit(manager, actor, 'sign-in.console', `client:${client.id}`, null, null);
    });
    return cookie;
  }

  async clientOf(cookie: string | undefined): Promise<ApiClient | undefined> {
    if (cookie === undefined) return undefined;
    const [session] = await preparedRows<{ clientId: string; credentialVersion: string }>(
      this.database.manager,
      `SELECT client_id AS "clientId", credential_version AS "credentialVersion" FROM console_session
       WHERE id = $1 AND expires_at > now()`,
      [idOf(cookie)],
    );
    const signedIn = session && (await this.signIns.withVersion(session.clientId, session.credentialVersion));
    return signedIn && mayLook(signedIn.client) ? signedIn.client : undefined;
  }

  async close(cookie: string | undefined, actor: Actor): Promise<void> {
    if (cookie === undefined) return;
    await this.database.transaction(async (manager) => {
      const closed = 'DELETE FROM console_session WHERE id = $1 RETURNING id';
      if ((await rowsOf(manager, closed, [idOf(cookie)])).length === 0) return;
      await recordAudit(manager, actor, 'sign-out', `client:${actor.clientId}`, null, null);
    });
  }
}

function idOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex');
}

function mayLook(client: ApiClient): boolean {
  return client.scopes.includes(Scope.Admin) || client.scopes.includes(Scope.OrdersRead);
}
