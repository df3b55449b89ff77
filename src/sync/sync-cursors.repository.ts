import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { type Beside, Lease, LEASE_GIVEN_BACK, leaseFree } from '../platform/jobs/lease.js';
import { toBeLeftOut } from './parked-orders.repository.js';
import { STREAM_NAMES, type StreamName } from './streams.js';
import type { Resume } from './sync.types.js';
import { openRuns } from './sync-runs.repository.js';

/** A stream that this process holds until its lease ends. */
export interface Claim {
  storeId: number;
  stream: StreamName;
  token: string;
  position: Date | null;
  resume: Resume | null;
  failures: number;
  /** Orders that are parked, to be left out of pages. */
  parked: string[];
}

/** Short, and kept alive by a heartbeat: a killed process is replaced within seconds. */
export const LEASE_SECONDS = 10;

const CLAIM_COLUMNS = `store_id AS "storeId", stream, lease_token AS token, position, resume, failures,
  ARRAY(${toBeLeftOut('t.store_id')}) AS parked`;

type Held = Pick<Claim, 'storeId' | 'stream' | 'token'>;

/** With the run that was opened for it. */
export type Begun<T> = T & { runId: string };

const lease = new Lease<Held>({
  table: 'sync_cursor',
  key: ['store_id', 'stream'],
  seconds: LEASE_SECONDS,
  of: ({ storeId, stream, token }) => [storeId, stream, token],
  called: ({ storeId, stream }) => `${stream} of store ${storeId}`,
  prepared: true,
});

const IS_DUE = `NOT s.paused AND t.next_run_at <= now() AND ${leaseFree('t.')}`;

/** Some stream may be claimed. */
export const STREAM_DUE = `EXISTS (SELECT FROM sync_cursor t JOIN store s ON s.id = t.store_id
    WHERE ${IS_DUE} AND t.stream IN (${STREAM_NAMES.map((name) => `'${name}'`).join(', ')}))`;

/** Some store has no stream yet. One that is being set up gets them when it is started: their first times count from there. */
export const STORE_WITHOUT_STREAMS =
  'EXISTS (SELECT FROM store s WHERE NOT s.paused AND NOT EXISTS (SELECT FROM sync_cursor c WHERE c.store_id = s.id))';

/** All SQL on sync_cursor. */
@Injectable()
export class SyncCursorsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * A row per started store and stream. The sweep comes first after an hour: the others have brought the orders by then, and a
   * version that does not know it has been replaced. So do the pending orders after some minutes: at once, they would be
   * read whole by this stream, too.
   * @returns whether there are new ones
   */
  async ensure(): Promise<boolean> {
    const added = await rowsOf<object>(
      this.database.manager,
      `INSERT INTO sync_cursor (store_id, stream, next_run_at)
       SELECT s.id, t.stream, now() + CASE t.stream WHEN 'orders.sweep' THEN interval '1 hour'
         WHEN 'orders.pending' THEN interval '5 minutes' ELSE interval '0' END
       FROM store s CROSS JOIN unnest($1::text[]) AS t(stream)
       WHERE NOT s.paused AND NOT EXISTS (SELECT 1 FROM sync_cursor c WHERE c.store_id = s.id AND c.stream = t.stream)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [[...STREAM_NAMES]],
    );
    return added.length > 0;
  }

  /** Takes due streams whose store is not paused, and opens their runs. Any number of replicas may do so at once. */
  claimDue(manager: EntityManager, limit: number): Promise<Begun<Claim>[]> {
    return lease.claim<Begun<Claim>>(
      manager,
      {
        join: 'JOIN store s ON s.id = t.store_id',
        where: `${IS_DUE} AND t.stream = ANY($3::text[])`,
        first: 'ORDER BY t.next_run_at LIMIT $2',
        returning: CLAIM_COLUMNS,
        then: openRuns('TICK', 'taken.stream'),
      },
      [limit, [...STREAM_NAMES]],
    );
  }

  /** Takes one stream whether due or not; undefined while another run holds it. */
  claimNow(manager: EntityManager, storeId: number, stream: StreamName): Promise<Claim | undefined> {
    const claim = { where: leaseFree(), returning: CLAIM_COLUMNS };
    return lease.claimOne<Claim>(manager, [storeId, stream], claim);
  }

  /** How far `orders.changed`, which reads the whole shop first, is; it is under way also where it is about to begin. */
  async wholeReading(storeId: number): Promise<{ position: Date | null; underWay: boolean } | undefined> {
    const [row] = await rowsOf<{ position: Date | null; underWay: boolean }>(
      this.database.manager,
      `SELECT position, failures = 0 AND (NOT ${leaseFree()} OR (lease_until IS NULL AND next_run_at <= now())) AS "underWay"
       FROM sync_cursor WHERE store_id = $1 AND stream = 'orders.changed'`,
      [storeId],
    );
    return row;
  }

  /** The claim as it stands, if the token still holds it. */
  held(storeId: number, stream: StreamName, token: string): Promise<Claim | undefined> {
    const { manager } = this.database;
    return lease.renew<Claim>(manager, { storeId, stream, token }, { returning: CLAIM_COLUMNS });
  }

  /** @param page what it adds to the run. @throws LeaseLostError */
  async checkpoint(manager: EntityManager, claim: Held, resume: Resume | null, page: Beside): Promise<void> {
    const values = [resume && JSON.stringify(resume)];
    await lease.write(manager, claim, { set: 'resume = $4', values, beside: [page] });
  }

  /** @param end of the run. @throws LeaseLostError */
  async finish(
    manager: EntityManager,
    claim: Held,
    position: Date | null,
    nextInSeconds: number,
    end: Beside,
  ): Promise<void> {
    await lease.write(manager, claim, {
      set: `position = $4, resume = NULL, failures = 0, last_success_at = now(), ${LEASE_GIVEN_BACK},
       next_run_at = now() + make_interval(secs => $5)`,
      values: [position, nextInSeconds],
      beside: [end],
    });
  }

  /** @param end of the run. @throws LeaseLostError */
  async fail(manager: EntityManager, claim: Held, nextInSeconds: number, end: Beside): Promise<void> {
    await lease.write(manager, claim, {
      set: `failures = failures + 1, ${LEASE_GIVEN_BACK}, next_run_at = now() + make_interval(secs => $4)`,
      values: [nextInSeconds],
      beside: [end],
    });
  }

  /** Gives the stream back unfinished, at shutdown. */
  release(claim: Claim): Promise<void> {
    return lease.release(this.database.manager, claim);
  }
}
