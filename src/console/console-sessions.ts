import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import { type Origin, SignInAudit } from '../auth/sign-in-audit.js';
import { SignInService } from '../auth/sign-in.service.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { AppConfig } from '../platform/config/app-config.js';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';
import { grantsOfClient, grantsOfValues, type Visitor } from './rights.js';

export const SESSION_COOKIE = 'bridge_console';
const SESSION_SECONDS = 8 * 3600;

export interface OpenedSession {
  cookie: string;
  seconds: number;
}

interface SessionRow {
  clientId: string;
  credentialVersion: string;
  roleValues: string[] | null;
  name: string | null;
  issuer: string | null;
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
      await manager.query(
        `WITH ended AS (DELETE FROM console_session WHERE expires_at < now())
         INSERT INTO console_session (id, client_id, credential_version, expires_at)
         VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
        [idOf(cookie), client.id, credentialVersion, SESSION_SECONDS],
      );
      const actor = { clientId: client.id, ...from };
      await recordAudit(manager, actor, 'sign-in.console', `client:${client.id}`, null, null);
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
    const minutes = this.config.oidc?.sessionMinutes;
    const [opened] = await rowsOf<{ seconds: number }>(
      manager,
      `WITH ended AS (DELETE FROM console_session WHERE expires_at < now())
       INSERT INTO console_session (id, client_id, person_id, role_values, credential_version, expires_at)
       VALUES ($1, $2, $2, $3, gen_random_uuid(),
         now() + coalesce(make_interval(mins => $4::int),
           least(to_timestamp($5::double precision) - now(), make_interval(secs => ${SESSION_SECONDS}))))
       RETURNING ceil(extract(epoch FROM expires_at - now()))::int AS seconds`,
      [idOf(cookie), personId, roleValues, minutes ?? null, tokenEnds],
    );
    return { cookie, seconds: Math.max(0, opened!.seconds) };
  }

  async visitorOf(cookie: string | undefined): Promise<Visitor | undefined> {
    if (cookie === undefined) return undefined;
    const [session] = await preparedRows<SessionRow>(
      this.database.manager,
      `SELECT s.client_id AS "clientId", s.credential_version AS "credentialVersion", s.role_values AS "roleValues",
         p.name, p.issuer
       FROM console_session s LEFT JOIN console_person p ON p.id = s.person_id
       WHERE s.id = $1 AND s.expires_at > now()`,
      [idOf(cookie)],
    );
    const visitor = session && (await this.visitorIn(session));
    return visitor && visitor.grants.length > 0 ? visitor : undefined;
  }

  async close(cookie: string | undefined, from: Omit<Origin, 'way'>): Promise<void> {
    if (cookie === undefined) return;
    await this.database.transaction(async (manager) => {
      const [closed] = await rowsOf<{ clientId: string; isPerson: boolean }>(
        manager,
        `DELETE FROM console_session WHERE id = $1
         RETURNING client_id AS "clientId", person_id IS NOT NULL AS "isPerson"`,
        [idOf(cookie)],
      );
      if (!closed) return;
      const { clientId, isPerson } = closed;
      const subject = `${isPerson ? 'person' : 'client'}:${clientId}`;
      await recordAudit(manager, { ...from, clientId }, 'sign-out', subject, null, null);
    });
  }

  private async visitorIn(session: SessionRow): Promise<Visitor | undefined> {
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
