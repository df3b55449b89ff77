import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { ApiClient } from '../auth/entities/api-client.entity.js';
import { Scope } from '../auth/scope.js';
import { SignInService } from '../auth/sign-in.service.js';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';

export const SESSION_COOKIE = 'bridge_console';
export const SESSION_SECONDS = 8 * 3600;

/** What the token of a form is bound to. */
export function sessionCookieOf(request: FastifyRequest): string {
  return request.cookies[SESSION_COOKIE] ?? 'signed out';
}

/**
 * Who has signed in to the console. The cookie is a secret that only its hash is kept of; any replica knows it. A session
 * ends with its time, by signing out, with the secret that opened it, and with its client.
 */
@Injectable()
export class ConsoleSessions {
  constructor(
    private readonly database: DataSource,
    private readonly signIns: SignInService,
  ) {}

  /** The cookie's value; undefined where id, secret or scope do not fit. @throws TooManyRequestsError */
  async open(clientId: string, clientSecret: string, address: string): Promise<string | undefined> {
    const signedIn = await this.signIns.withSecret(clientId, clientSecret, address);
    if (!signedIn || !mayLook(signedIn.client)) return undefined;
    const cookie = randomBytes(32).toString('base64url');
    await this.database.query(
      `WITH ended AS (DELETE FROM console_session WHERE expires_at < now())
       INSERT INTO console_session (id, client_id, credential_version, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
      [idOf(cookie), signedIn.client.id, signedIn.credentialVersion, SESSION_SECONDS],
    );
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

  async close(cookie: string | undefined): Promise<void> {
    if (cookie === undefined) return;
    await rowsOf(this.database.manager, 'DELETE FROM console_session WHERE id = $1', [idOf(cookie)]);
  }
}

function idOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex');
}

function mayLook(client: ApiClient): boolean {
  return client.scopes.includes(Scope.Admin) || client.scopes.includes(Scope.OrdersRead);
}
