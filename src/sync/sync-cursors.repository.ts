import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Lease, LEASE_GIVEN_BACK, leaseFree } from '../platform/jobs/lease.js';
import { STREAM_NAMES, type StreamName } from './streams.js';
import type { Resume } from './sync.types.js';

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

type Held = Pick<Claim, 'storeId' | 'stream' | 'token'>;

const lease = new Lease<Held>({
  table: 'sync_cursor',
  key: ['store_id', 'stream'],
  seconds: LEASE_SECONDS,
  of: ({ storeId, stream, token }) => [storeId, stream, token],
  called: ({ storeId, stream }) => `${stream} of store ${storeId}`,
});

const IS_DUE = `NOT s.paused AND t.next_run_at <= now() AND ${leaseFree('t.')}`;

/** A stream may be claimed, or a store has none yet. */
export const STREAM_DUE = `EXISTS (SELECT FROM sync_cursor t JOIN store s ON s.id = t.store_id
    WHERE ${IS_DUE} AND t.stream IN (${STREAM_NAMES.map((name) => `'${name}'`).join(', ')}))
  OR EXISTS (SELECT FROM store s WHERE NOT EXISTS (SELECT FROM sync_cursor c WHERE c.store_id = s.id))`;

/** All SQL on sync_cursor. */
@Injectable()
export class SyncCursorsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * A row per store and stream. The sweep comes first after an hour: the others have brought the orders by then, and a
   * version that does not know it has been replaced. So do the pending orders after some minutes: at once, they would be
   * read whole by this stream, too.
   */
  async ensure(): Promise<void> {
    await this.database.query(
      `INSERT INTO sync_cursor (store_id, stream, next_run_at)
       SELECT s.id, t.stream, now() + CASE t.stream WHEN 'orders.sweep' THEN interval '1 hour'
         WHEN 'orders.pending' THEN interval '5 minutes' ELSE interval '0' END
       FROM store s CROSS JOIN unnest($1::text[]) AS t(stream)
       WHERE NOT EXISTS (SELECT 1 FROM sync_cursor c WHERE c.store_id = s.id AND c.stream = t.stream)
       ON CONFLICT DO NOTHING`,
      [[...STREAM_NAMES]],
    );
  }

  /** Takes due streams whose store is not paused. Any number of replicas may do so at once. */
  claimDue(manager: EntityManager, limit: number): Promise<Claim[]> {
    return lease.claim<Claim>(
      manager,
      {
        join: 'JOIN store s ON s.id = t.store_id',
        where: `${IS_DUE} AND t.stream = ANY($3::text[])`,
        first: 'ORDER BY t.next_run_at LIMIT $2',
        returning: CLAIM_COLUMNS,
      },
      [limit, [...STREAM_NAMES]],
    );
  }

  /** Takes one stream whether due or not; undefined while another run holds it. */
  claimNow(manager: EntityManager, storeId: number, stream: StreamName): Promise<Claim | undefined> {
    const claim = { where: leaseFree(), returning: CLAIM_COLUMNS };
    return lease.claimOne<Claim>(manager, [storeId, stream], claim);
  }

  /** The claim as it stands, if the token still holds it. */
  held(storeId: number, stream: StreamName, token: string): Promise<Claim | undefined> {
    const { manager } = this.database;
    return lease.renew<Claim>(manager, { storeId, stream, token }, { returning: CLAIM_COLUMNS });
  }

  /** @throws LeaseLostError */
  async checkpoint(manager: EntityManager, claim: Claim, resume: Resume | null): Promise<void> {
    await lease.write(manager, claim, { set: 'resume = $4', values: [resume && JSON.stringify(resume)] });
  }

  /** @throws LeaseLostError */
  async finish(
    manager: EntityManager,
    claim: Claim,
    position: Date | null,
    nextInSeconds: number,
  ): Promise<void> {
    await lease.write(manager, claim, {
      set: `position = $4, resume = NULL, failures = 0, last_success_at = now(), ${LEASE_GIVEN_BACK},
       next_run_at = now() + make_interval(secs => $5)`,
      values: [position, nextInSeconds],
    });
  }

  /** @throws LeaseLostError */
  async fail(manager: EntityManager, claim: Claim, nextInSeconds: number): Promise<void> {
    await lease.write(manager, claim, {
      set: `failures = failures + 1, ${LEASE_GIVEN_BACK}, next_run_at = now() + make_interval(secs => $4)`,
      values: [nextInSeconds],
    });
  }

  /** Gives the stream back unfinished, at shutdown. */
  release(claim: Claim): Promise<void> {
    return lease.release(this.database.manager, claim);
  }
}
