import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { LeaseLostError } from '../platform/jobs/heartbeat.js';
import { STREAM_NAMES, type StreamName } from './streams.js';
import type { Resume } from './sync.types.js';
import { time } from '../platform/time/time.js';

/** A stream that this process holds until its lease ends. */
export interface Claim {
  storeId: number;
  stream: StreamName;
  token: string;
  position: Date | null;
  resume: Resume | null;
  failures: number;
}

/** Short, and kept alive by a heartbeat: a killed process is replaced within seconds. */
export const LEASE_SECONDS = 10;

const CLAIM_COLUMNS = `store_id AS "storeId", stream, lease_token AS token, position, resume, failures`;

/** All SQL on sync_cursor. */
@Injectable()
export class Cursors {
  constructor(private readonly database: DataSource) {}

  /**
   * A row per store and stream. The sweep comes first after an hour: the others have brought the orders by then, and a
   * version that does not know it has been replaced.
   */
  async ensure(): Promise<void> {
    await this.database.query(
      `INSERT INTO sync_cursor (store_id, stream, next_run_at)
       SELECT s.id, t.stream, now() + CASE t.stream WHEN 'orders.sweep' THEN interval '1 hour' ELSE interval '0' END
       FROM store s CROSS JOIN unnest($1::text[]) AS t(stream)
       WHERE NOT EXISTS (SELECT 1 FROM sync_cursor c WHERE c.store_id = s.id AND c.stream = t.stream)
       ON CONFLICT DO NOTHING`,
      [[...STREAM_NAMES]],
    );
  }

  /** Takes due streams whose store is not paused. Any number of replicas may do so at once. */
  claimDue(manager: EntityManager, limit: number): Promise<Claim[]> {
    return rowsOf<Claim>(
      manager,
      `WITH due AS (
         SELECT c.store_id, c.stream FROM sync_cursor c JOIN store s ON s.id = c.store_id
         WHERE NOT s.paused AND c.next_run_at <= now() AND (c.lease_until IS NULL OR c.lease_until < now())
           AND c.stream = ANY($3::text[])
         ORDER BY c.next_run_at LIMIT $1 FOR UPDATE OF c SKIP LOCKED)
       UPDATE sync_cursor c SET lease_token = gen_random_uuid(), lease_until = now() + make_interval(secs => $2)
       FROM due WHERE c.store_id = due.store_id AND c.stream = due.stream
       RETURNING c.${CLAIM_COLUMNS.replaceAll(', ', ', c.')}`,
      [limit, time.limitSeconds(LEASE_SECONDS), [...STREAM_NAMES]],
    );
  }

  /** Takes one stream whether due or not; undefined while another run holds it. */
  async claimNow(manager: EntityManager, storeId: number, stream: StreamName): Promise<Claim | undefined> {
    const [claim] = await rowsOf<Claim>(
      manager,
      `UPDATE sync_cursor SET lease_token = gen_random_uuid(), lease_until = now() + make_interval(secs => $3)
       WHERE store_id = $1 AND stream = $2 AND (lease_until IS NULL OR lease_until < now())
       RETURNING ${CLAIM_COLUMNS}`,
      [storeId, stream, time.limitSeconds(LEASE_SECONDS)],
    );
    return claim;
  }

  /** The claim as it stands, if the token still holds it. */
  async held(storeId: number, stream: StreamName, token: string): Promise<Claim | undefined> {
    const [claim] = await rowsOf<Claim>(
      this.database.manager,
      `UPDATE sync_cursor SET lease_until = now() + make_interval(secs => $4)
       WHERE store_id = $1 AND stream = $2 AND lease_token = $3 RETURNING ${CLAIM_COLUMNS}`,
      [storeId, stream, token, time.limitSeconds(LEASE_SECONDS)],
    );
    return claim;
  }

  /** @throws LeaseLostError */
  async checkpoint(manager: EntityManager, claim: Claim, resume: Resume | null): Promise<void> {
    await this.guarded(manager, claim, 'resume = $4', [resume && JSON.stringify(resume)]);
  }

  /** @throws LeaseLostError */
  async finish(
    manager: EntityManager,
    claim: Claim,
    position: Date | null,
    nextInSeconds: number,
  ): Promise<void> {
    await this.guarded(
      manager,
      claim,
      `position = $4, resume = NULL, failures = 0, last_success_at = now(), lease_token = NULL, lease_until = NULL,
       next_run_at = now() + make_interval(secs => $5)`,
      [position, nextInSeconds],
    );
  }

  async fail(manager: EntityManager, claim: Claim, nextInSeconds: number): Promise<void> {
    await this.guarded(
      manager,
      claim,
      `failures = failures + 1, lease_token = NULL, lease_until = NULL,
       next_run_at = now() + make_interval(secs => $4)`,
      [nextInSeconds],
    );
  }

  /** Gives the stream back unfinished, at shutdown. */
  async release(claim: Claim): Promise<void> {
    await this.database.query(
      `UPDATE sync_cursor SET lease_token = NULL, lease_until = NULL
       WHERE store_id = $1 AND stream = $2 AND lease_token = $3`,
      [claim.storeId, claim.stream, claim.token],
    );
  }

  private async guarded(manager: EntityManager, claim: Claim, set: string, values: unknown[]): Promise<void> {
    const rows = await rowsOf<object>(
      manager,
      `UPDATE sync_cursor SET ${set} WHERE store_id = $1 AND stream = $2 AND lease_token = $3 RETURNING stream`,
      [claim.storeId, claim.stream, claim.token, ...values],
    );
    if (rows.length === 0) {
      throw new LeaseLostError(`${claim.stream} of store ${claim.storeId} was taken over`);
    }
  }
}
