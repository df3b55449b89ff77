import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/data-source.js';
import { time } from '../time/time.js';

export interface KeyUse {
  clientId: string;
  key: string;
  /** As releases compare that do not know {@link canonical}. */
  fingerprint: string;
  /** Equal for requests that say the same: 64 hexadecimal digits. */
  canonical: string;
  /** Store that the request is for. */
  storeCode: string | null;
}

/** A key that this request has. */
export interface HeldKey extends KeyUse {
  token: string;
}

export interface KeptAnswer {
  status: number;
  contentType: string;
  headers: Record<string, string>;
  body: string;
}

/** A process that is gone for this time has lost its keys; while a request runs, its key is locked again. */
export const LOCK_SECONDS = 60;
const KEPT_HOURS = 72;
const PRUNE_BATCH = 1000;

/** What the key was used for before, and what was answered then. */
export interface KeyRow {
  same: boolean;
  status: number | null;
  content_type: string | null;
  headers: Record<string, string> | null;
  body: string | null;
}

/** When the key was taken, to the microsecond; `canonical` ends with it. */
const takenAt = (time: string): string => `':' || extract(epoch FROM ${time})::text`;

/**
 * Whether `canonical`, `lock_token` and `headers` are of the request that has the key. Replicas of the release before
 * know none of them and leave them as they are when they take a key over, but they do set `created_at`.
 */
const isOfThis = (row: string): string => `right(${row}.canonical, -64) = ${takenAt(`${row}.created_at`)}`;

/** Whether the request that has the key says the same as one of this `canonical` and `fingerprint`. */
const isSame = (row: string, canonical: string, fingerprint: string): string =>
  `CASE WHEN ${isOfThis(row)} THEN left(${row}.canonical, 64) = left(${canonical}, 64)
    ELSE ${row}.fingerprint = ${fingerprint} END`;

const TAKE = `INSERT INTO idempotency_key AS k (client_id, key, fingerprint, canonical, lock_token, locked_until, created_at, store_code)
  VALUES ($1, $2, $3, $4::text || ${takenAt('now()')}, $5, now() + make_interval(secs => $6), now(), $7)
  ON CONFLICT (client_id, key) DO UPDATE
    SET fingerprint = excluded.fingerprint, canonical = excluded.canonical, lock_token = excluded.lock_token,
        locked_until = excluded.locked_until, created_at = now(), store_code = excluded.store_code, status = NULL, content_type = NULL, headers = NULL,
        body = NULL
    WHERE k.created_at < now() - make_interval(hours => ${KEPT_HOURS})
       OR (k.locked_until < now() AND ${isSame('k', 'excluded.canonical', 'excluded.fingerprint')})
  RETURNING key`;

const HELD = `k.client_id = $1 AND k.key = $2 AND k.lock_token = $3 AND ${isOfThis('k')}`;

/** @returns false where another request has the key, or had it */
export async function takeKey(manager: EntityManager, held: HeldKey): Promise<boolean> {
  const { clientId, key, fingerprint, canonical, token, storeCode } = held;
  const rows = await rowsOf<object>(manager, TAKE, [
    ...[clientId, key, fingerprint, canonical, token, time.limitSeconds(LOCK_SECONDS), storeCode],
  ]);
  return rows.length > 0;
}

export async function findKey(
  manager: EntityManager,
  { clientId, key, fingerprint, canonical }: KeyUse,
): Promise<KeyRow | undefined> {
  const [row] = await rowsOf<KeyRow>(
    manager,
    `SELECT ${isSame('k', '$3::text', '$4')} AS same, status, content_type, body,
         CASE WHEN ${isOfThis('k')} THEN headers END AS headers
       FROM idempotency_key k WHERE client_id = $1 AND key = $2`,
    [clientId, key, canonical, fingerprint],
  );
  return row;
}

/** Nothing where another request has the key by now. */
export async function keepAnswer(manager: EntityManager, held: HeldKey, answer: KeptAnswer): Promise<void> {
  const { clientId, key, token } = held;
  const { status, contentType, headers, body } = answer;
  await manager.query(
    `UPDATE idempotency_key k
     SET locked_until = NULL, lock_token = NULL, status = $4, content_type = $5, headers = $6, body = $7
     WHERE ${HELD}`,
    [clientId, key, token, status, contentType, headers, body],
  );
}

/** Nothing where another request has the key by now. */
export async function deleteKey(manager: EntityManager, { clientId, key, token }: HeldKey): Promise<void> {
  await manager.query(`DELETE FROM idempotency_key k WHERE ${HELD}`, [clientId, key, token]);
}

export async function renewKeys(manager: EntityManager, held: HeldKey[]): Promise<void> {
  await manager.query(
    `UPDATE idempotency_key k SET locked_until = now() + make_interval(secs => $2)
     FROM json_to_recordset($1::json) AS h("clientId" text, key text, token uuid)
     WHERE k.client_id = h."clientId" AND k.key = h.key AND k.lock_token = h.token AND ${isOfThis('k')}`,
    [JSON.stringify(held), time.limitSeconds(LOCK_SECONDS)],
  );
}

/** Removes one batch of keys past their time. @returns how many */
export async function pruneKeys(manager: EntityManager): Promise<number> {
  const gone = await rowsOf<object>(
    manager,
    `DELETE FROM idempotency_key WHERE (client_id, key) IN (
       SELECT client_id, key FROM idempotency_key
       WHERE created_at < now() - make_interval(hours => $1) LIMIT $2) RETURNING key`,
    [KEPT_HOURS, PRUNE_BATCH],
  );
  return gone.length;
}
