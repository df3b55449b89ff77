import type { EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';

export const SESSION_SECONDS = 8 * 3600;

/** A session that has not ended. */
export interface LiveSession {
  clientId: string;
  credentialVersion: string;
  roleValues: string[] | null;
  name: string | null;
  issuer: string | null;
}

/** A session of a client. Those that have ended go on the way. @param id hash of the cookie */
export async function insertClientSession(
  manager: EntityManager,
  id: string,
  clientId: string,
  credentialVersion: string,
): Promise<void> {
  await manager.query(
    `WITH ended AS (DELETE FROM console_session WHERE expires_at < now())
     INSERT INTO console_session (id, client_id, credential_version, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
    [id, clientId, credentialVersion, SESSION_SECONDS],
  );
}

export interface PersonSession {
  id: string;
  personId: string;
  roleValues: string[];
  /** Null: it ends with the token. */
  minutes: number | null;
  /** Seconds since 1970. */
  tokenEnds: number;
}

/** @returns for how many seconds it lasts */
export async function insertPersonSession(manager: EntityManager, session: PersonSession): Promise<number> {
  const { id, personId, roleValues, minutes, tokenEnds } = session;
  const [opened] = await rowsOf<{ seconds: number }>(
    manager,
    `WITH ended AS (DELETE FROM console_session WHERE expires_at < now())
     INSERT INTO console_session (id, client_id, person_id, role_values, credential_version, expires_at)
     VALUES ($1, $2, $2, $3, gen_random_uuid(),
       now() + coalesce(make_interval(mins => $4::int),
         least(to_timestamp($5::double precision) - now(), make_interval(secs => ${SESSION_SECONDS}))))
     RETURNING ceil(extract(epoch FROM expires_at - now()))::int AS seconds`,
    [id, personId, roleValues, minutes, tokenEnds],
  );
  return opened!.seconds;
}

export async function findSession(manager: EntityManager, id: string): Promise<LiveSession | undefined> {
  const [session] = await preparedRows<LiveSession>(
    manager,
    `SELECT s.client_id AS "clientId", s.credential_version AS "credentialVersion", s.role_values AS "roleValues",
       p.name, p.issuer
     FROM console_session s LEFT JOIN console_person p ON p.id = s.person_id
     WHERE s.id = $1 AND s.expires_at > now()`,
    [id],
  );
  return session;
}

export async function deleteSession(
  manager: EntityManager,
  id: string,
): Promise<{ clientId: string; isPerson: boolean } | undefined> {
  const [closed] = await rowsOf<{ clientId: string; isPerson: boolean }>(
    manager,
    `DELETE FROM console_session WHERE id = $1
     RETURNING client_id AS "clientId", person_id IS NOT NULL AS "isPerson"`,
    [id],
  );
  return closed;
}
