import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rowsOf } from '../database/data-source.js';
import { ConflictError, IdempotencyKeyReusedError } from '../errors/app-error.js';

export interface KeyUse {
  clientId: string;
  key: string;
  fingerprint: string;
}

export interface KeptAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** Longer than any answer may take (Increff gives up after 45 s). */
const LOCK_SECONDS = 60;
const KEPT_HOURS = 72;
const PRUNE_BATCH = 1000;

interface KeyRow {
  fingerprint: string;
  locked: boolean;
  status: number | null;
  content_type: string | null;
  body: string | null;
}

@Injectable()
export class IdempotencyService {
  constructor(private readonly database: DataSource) {}

  /**
   * Takes the key for this request, or answers what was answered the first time.
   * @throws ConflictError while the first request is running; IdempotencyKeyReusedError for another request
   */
  async begin(use: KeyUse): Promise<KeptAnswer | undefined> {
    const manager = this.database.manager;
    const taken = await rowsOf<object>(
      manager,
      `INSERT INTO idempotency_key (client_id, key, fingerprint, locked_until)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4))
       ON CONFLICT (client_id, key) DO UPDATE
         SET fingerprint = excluded.fingerprint, locked_until = excluded.locked_until, created_at = now(),
             status = NULL, content_type = NULL, body = NULL
         WHERE idempotency_key.created_at < now() - make_interval(hours => $5)
            OR (idempotency_key.locked_until < now() AND idempotency_key.fingerprint = excluded.fingerprint)
       RETURNING key`,
      [use.clientId, use.key, use.fingerprint, LOCK_SECONDS, KEPT_HOURS],
    );
    if (taken.length > 0) return undefined;
    const [row] = await rowsOf<KeyRow>(
      manager,
      `SELECT fingerprint, status, content_type, body, locked_until IS NOT NULL AS locked
         FROM idempotency_key WHERE client_id = $1 AND key = $2`,
      [use.clientId, use.key],
    );
    if (!row) throw new ConflictError('The first request with this Idempotency-Key is just ending.', 1);
    if (row.fingerprint !== use.fingerprint) throw new IdempotencyKeyReusedError();
    if (row.locked) {
      throw new ConflictError('The first request with this Idempotency-Key is still running.', 1);
    }
    return { status: row.status!, contentType: row.content_type!, body: row.body! };
  }

  async keep(use: KeyUse, answer: KeptAnswer): Promise<void> {
    await this.database.query(
      `UPDATE idempotency_key SET locked_until = NULL, status = $3, content_type = $4, body = $5
       WHERE client_id = $1 AND key = $2`,
      [use.clientId, use.key, answer.status, answer.contentType, answer.body],
    );
  }

  /** For answers that a repeat may improve on (5xx, 429): the next request with the key runs anew. */
  async forget(use: KeyUse): Promise<void> {
    await this.database.query(
      'DELETE FROM idempotency_key WHERE client_id = $1 AND key = $2 AND locked_until IS NOT NULL',
      [use.clientId, use.key],
    );
  }

  /** Removes one batch of keys past their time; answers how many. */
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
