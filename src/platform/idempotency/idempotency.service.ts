import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rowsOf } from '../database/data-source.js';
import { ConflictError, IdempotencyKeyReusedError } from '../errors/app-error.js';
import { time } from '../../platform/time/time.js';

export interface KeyUse {
  clientId: string;
  key: string;
  /** As releases compare that do not know {@link canonical}. */
  fingerprint: string;
  /** Equal for requests that say the same: 64 hexadecimal digits. */
  canonical: string;
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
const LOCK_SECONDS = 60;
const KEPT_HOURS = 72;
const PRUNE_BATCH = 1000;

interface KeyRow {
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

const TAKE = `INSERT INTO idempotency_key AS k (client_id, key, fingerprint, canonical, lock_token, locked_until, created_at)
  VALUES ($1, $2, $3, $4::text || ${takenAt('now()')}, $5, now() + make_interval(secs => $6), now())
  ON CONFLICT (client_id, key) DO UPDATE
    SET fingerprint = excluded.fingerprint, canonical = excluded.canonical, lock_token = excluded.lock_token,
        locked_until = excluded.locked_until, created_at = now(), status = NULL, content_type = NULL, headers = NULL,
        body = NULL
    WHERE k.created_at < now() - make_interval(hours => ${KEPT_HOURS})
       OR (k.locked_until < now() AND ${isSame('k', 'excluded.canonical', 'excluded.fingerprint')})
  RETURNING key`;

const HELD = `k.client_id = $1 AND k.key = $2 AND k.lock_token = $3 AND ${isOfThis('k')}`;

/** Who runs a request under an Idempotency-Key, and what was answered. */
@Injectable()
export class IdempotencyService {
  private readonly logger = new Logger(IdempotencyService.name);
  /** Keys of requests that this process is at, by token. */
  private readonly held = new Map<string, HeldKey>();

  constructor(private readonly database: DataSource) {}

  /**
   * Takes the key for this request.
   * @returns the key, or the answer to the first request with it
   * @throws ConflictError while the first request is running; IdempotencyKeyReusedError for another request
   */
  async begin(use: KeyUse): Promise<{ held: HeldKey } | { kept: KeptAnswer }> {
    const began = time.instant();
    const held = { ...use, token: randomUUID() };
    const { clientId, key, fingerprint, canonical } = use;
    const rows = await rowsOf<object>(this.database.manager, TAKE, [
      ...[clientId, key, fingerprint, canonical, held.token, time.limitSeconds(LOCK_SECONDS)],
    ]);
    if (rows.length === 0) return { kept: await this.keptAnswer(use) };
    // Frozen since: somebody else may be at it by now.
    if (time.elapsedMs(began) > time.limitMs(LOCK_SECONDS * 1000)) throw stillRunning();
    this.held.set(held.token, held);
    return { held };
  }

  private async keptAnswer({ clientId, key, fingerprint, canonical }: KeyUse): Promise<KeptAnswer> {
    const [row] = await rowsOf<KeyRow>(
      this.database.manager,
      `SELECT ${isSame('k', '$3::text', '$4')} AS same, status, content_type, body,
           CASE WHEN ${isOfThis('k')} THEN headers END AS headers
         FROM idempotency_key k WHERE client_id = $1 AND key = $2`,
      [clientId, key, canonical, fingerprint],
    );
    if (!row) throw new ConflictError('The first request with this Idempotency-Key is just ending.', 1);
    if (!row.same) throw new IdempotencyKeyReusedError();
    const { status, content_type: contentType, headers, body } = row;
    if (status === null || contentType === null || body === null) throw stillRunning();
    return { status, contentType, headers: headers ?? {}, body };
  }

  /** The answer goes out in any case: where it cannot be kept, a repeat runs again once the key's lock is over. */
  async keep(held: HeldKey, answer: KeptAnswer): Promise<void> {
    await this.end(
      held,
      `UPDATE idempotency_key k
       SET locked_until = NULL, lock_token = NULL, status = $4, content_type = $5, headers = $6, body = $7
       WHERE ${HELD}`,
      [answer.status, answer.contentType, answer.headers, answer.body],
    );
  }

  /** For answers that a repeat may improve on (5xx, 429): the next request with the key runs. */
  async forget(held: HeldKey): Promise<void> {
    await this.end(held, `DELETE FROM idempotency_key k WHERE ${HELD}`, []);
  }

  private async end(held: HeldKey, sql: string, values: unknown[]): Promise<void> {
    this.held.delete(held.token);
    try {
      await this.database.query(sql, [held.clientId, held.key, held.token, ...values]);
    } catch (error) {
      this.logger.warn({ err: error }, 'the answer of a request with an Idempotency-Key could not be kept');
    }
  }

  /** A request that takes longer than the lock keeps its key. */
  async renew(): Promise<void> {
    if (this.held.size === 0) return;
    await this.database.query(
      `UPDATE idempotency_key k SET locked_until = now() + make_interval(secs => $2)
       FROM json_to_recordset($1::json) AS h("clientId" text, key text, token uuid)
       WHERE k.client_id = h."clientId" AND k.key = h.key AND k.lock_token = h.token AND ${isOfThis('k')}`,
      [JSON.stringify([...this.held.values()]), time.limitSeconds(LOCK_SECONDS)],
    );
  }

  /** Removes one batch of keys past their time. @returns how many */
  async prune(): Promise<number> {
    const gone = await rowsOf<object>(
      this.database.manager,
      `DELETE FROM idempotency_key WHERE (client_id, key) IN (
         SELECT client_id, key FROM idempotency_key
         WHERE created_at < now() - make_interval(hours => $1) LIMIT $2) RETURNING key`,
      [KEPT_HOURS, PRUNE_BATCH],
    );
    return gone.length;
  }
}

function stillRunning(): ConflictError {
  return new ConflictError('The first request with this Idempotency-Key is still running.', 1);
}
