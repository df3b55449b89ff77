import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { leaseEnd } from '../platform/jobs/lease.js';
import type { ClaimedLevel, LevelResult, LevelState, WantedLevel } from './inventory.types.js';
import { time } from '../platform/time/time.js';

/** A worker that does not renew its rows for this time is taken for dead. */
export const LEASE_SECONDS = 15;
/** A value that waits for a shop that is down for longer than this is given up until a new value, a retry or the nightly push. */
const GIVE_UP_HOURS = 24;
const STEP = 1000;

/** A request without a location stands for all of them; one with a location only for itself. */
const MERGED = `CASE WHEN excluded.locations ? '' THEN excluded.locations
  ELSE (l.locations - '') || excluded.locations END`;

/** The row's state after a try. A value that came meanwhile has not been tried. */
const OUTCOME = `CASE WHEN l.version <> r.version THEN 'PENDING'
  WHEN r.state = 'PENDING' AND l.queued_at < now() - interval '${GIVE_UP_HOURS} hours' THEN 'FAILED' ELSE r.state END`;

/** True for a row that is released untried because the shop is down, and has waited too long. */
const WAITED_LONG = `($4::text IS NOT NULL AND state = 'PENDING' AND queued_at < now() - interval '${GIVE_UP_HOURS} hours')`;

/** Rows of $2 that the worker with the token $1 still has. */
const HELD = `SELECT id FROM inventory_level WHERE id = ANY($2::bigint[]) AND lease_token = $1
  ORDER BY source_code, lower(sku) FOR UPDATE`;

const HAS_DUE_LEVEL = `NOT s.paused AND EXISTS (
  SELECT FROM inventory_level l WHERE l.store_id = s.id AND l.next_attempt_at <= now())`;

/** Some store has a value to be pushed. */
export const STOCK_PUSH_DUE = `EXISTS (SELECT FROM store s WHERE ${HAS_DUE_LEVEL})`;

export interface Accepted {
  id: string;
  sku: string;
  sourceCode: string;
  version: string;
}

/** Rows to be queued again; left out: in any state but SHADOWED, which a person must name. */
export interface Requeued {
  state?: LevelState;
  sku?: string;
  errorCode?: string;
}

/** How far a value has come. */
export interface Progress {
  id: string;
  state: LevelState;
  version: string;
  pushedVersion: string | null;
  errorCode: string | null;
  errorMessage: string | null;
}

interface Requester {
  clientId: string;
  requestId: string;
}

/**
 * All SQL on wanted and pushed stock. `next_attempt_at` is both the queue and the lease: a row is due when it has come,
 * and claiming it moves it on. Rows are locked in the order of (source, sku) wherever several are.
 */
@Injectable()
export class InventoryLevelsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Stores wanted values; each gets a version. One that waits already keeps its place in the queue. The version of a row
   * that is there is drawn under its lock: of requests at the same time, the last to get the lock has the highest.
   */
  accept(manager: EntityManager, storeId: number, wanted: WantedLevel[], by: Requester): Promise<Accepted[]> {
    return rowsOf<Accepted>(
      manager,
      `INSERT INTO inventory_level AS l (store_id, sku, source_code, locations, quantity, in_stock, version,
                                         next_attempt_at, requested_by, request_id)
       SELECT $1, r.sku, r."sourceCode", r.locations, r.quantity, r."inStock",
              nextval('inventory_version'), now(), $3, $4
       FROM json_to_recordset($2::json) AS r(sku text, "sourceCode" text, locations jsonb, quantity numeric, "inStock" boolean)
       ORDER BY r."sourceCode", lower(r.sku)
       ON CONFLICT (store_id, source_code, lower(sku)) DO UPDATE SET
         locations = ${MERGED},
         quantity = (SELECT sum(value::numeric) FROM jsonb_each_text(${MERGED})),
         in_stock = excluded.in_stock, version = nextval('inventory_version'), state = 'PENDING', attempts = 0,
         queued_at = clock_timestamp(),
         next_attempt_at = CASE WHEN l.lease_token IS NULL THEN least(l.next_attempt_at, now()) ELSE l.next_attempt_at END,
         error_code = NULL, error_message = NULL, requested_by = excluded.requested_by,
         request_id = excluded.request_id, requested_at = clock_timestamp()
       RETURNING l.id, l.sku, l.source_code AS "sourceCode", l.version`,
      [storeId, JSON.stringify(wanted), by.clientId, by.requestId],
    );
  }

  /** Stores that have rows due, paused stores left out. */
  async storesWithWork(): Promise<number[]> {
    const rows = await rowsOf<{ id: number }>(
      this.database.manager,
      `SELECT s.id FROM store s WHERE ${HAS_DUE_LEVEL}`,
    );
    return rows.map(({ id }) => id);
  }

  /** Takes due rows, the longest waiting first. A row whose worker died may have been written: it is in doubt. */
  claim(storeId: number, token: string, limit: number, graceSeconds: number): Promise<ClaimedLevel[]> {
    return rowsOf<ClaimedLevel>(
      this.database.manager,
      `UPDATE inventory_level l SET lease_token = $2, next_attempt_at = ${leaseEnd('$5')},
         doubt_until = CASE WHEN l.lease_token IS NULL THEN l.doubt_until
           ELSE greatest(l.doubt_until, now() + make_interval(secs => $4)) END
       WHERE id IN (SELECT id FROM inventory_level WHERE store_id = $1 AND next_attempt_at <= now()
                    ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING l.id, l.sku, l.source_code AS "sourceCode", l.quantity::float8 AS quantity, l.in_stock AS "inStock",
         l.version, l.item_id AS "itemId", l.attempts, l.doubt_until IS NOT NULL AS "inDoubt",
         coalesce(l.doubt_until <= now(), false) AS "doubtOver",
         l.product_checked_at > now() - interval '1 day' AS "checkedProduct"`,
      [storeId, token, limit, graceSeconds, time.limitSeconds(LEASE_SECONDS)],
    );
  }

  /** Keeps rows of a worker that it still has. @returns the ids of these: the others are another's, or nobody's */
  async renew(token: string, ids: string[]): Promise<string[]> {
    const rows = await rowsOf<{ id: string }>(
      this.database.manager,
      `UPDATE inventory_level SET next_attempt_at = ${leaseEnd('$3')}
       WHERE id IN (${HELD}) RETURNING id`,
      [token, ids, time.limitSeconds(LEASE_SECONDS)],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Rows that were taken and not tried: nothing was sent of them.
   * @param why what the shop was down with
   */
  async release(
    token: string,
    ids: string[],
    seconds: number,
    why?: { code: string; message: string },
  ): Promise<void> {
    await this.database.query(
      `UPDATE inventory_level SET lease_token = NULL,
         state = CASE WHEN ${WAITED_LONG} THEN 'FAILED' ELSE state END,
         next_attempt_at = CASE WHEN ${WAITED_LONG} THEN NULL ELSE now() + make_interval(secs => $3) END,
         error_code = coalesce($4, error_code), error_message = coalesce($5, error_message)
       WHERE id IN (${HELD})`,
      [token, ids, seconds, why?.code ?? null, why?.message ?? null],
    );
  }

  async markChecked(token: string, ids: string[]): Promise<void> {
    await this.database.query(
      `UPDATE inventory_level SET product_checked_at = now()
       WHERE id IN (${HELD})`,
      [token, ids],
    );
  }

  /**
   * Writes down what became of claimed rows. A value that came meanwhile keeps the row due; while a write may still land,
   * the row is written again when that is over.
   * @returns the ids of the rows that were still the worker's
   */
  async settle(token: string, results: LevelResult[], graceSeconds: number): Promise<string[]> {
    const rows = await rowsOf<{ id: string }>(
      this.database.manager,
      `WITH r AS (
         SELECT * FROM json_to_recordset($2::json) AS r(id bigint, version bigint, state text, quantity numeric,
           in_stock boolean, wrote boolean, item_id bigint, in_doubt boolean, doubt_over boolean, code text, message text,
           retry float8, counts boolean)
       ), held AS (
         SELECT l.id FROM inventory_level l JOIN r ON r.id = l.id WHERE l.lease_token = $1
         ORDER BY l.source_code, lower(l.sku) FOR UPDATE OF l
       )
       UPDATE inventory_level l SET
         state = ${OUTCOME},
         next_attempt_at = CASE
           WHEN l.version <> r.version THEN now()
           WHEN ${OUTCOME} = 'PENDING' THEN now() + make_interval(secs => coalesce(r.retry, 0))
           WHEN r.state = 'PUSHED' AND r.in_doubt THEN now() + make_interval(secs => $3)
           WHEN r.state = 'PUSHED' AND l.doubt_until IS NOT NULL AND NOT r.doubt_over THEN greatest(l.doubt_until, now()) END,
         doubt_until = CASE
           WHEN r.in_doubt THEN now() + make_interval(secs => $3)
           WHEN r.state = 'PUSHED' AND r.doubt_over THEN NULL ELSE l.doubt_until END,
         lease_token = NULL,
         attempts = CASE WHEN r.state = 'PUSHED' OR l.version <> r.version THEN 0
           ELSE l.attempts + coalesce(r.counts, true)::int END,
         pushed_version = CASE WHEN r.state = 'PUSHED' THEN r.version ELSE l.pushed_version END,
         pushed_quantity = CASE WHEN r.state = 'PUSHED' THEN r.quantity ELSE l.pushed_quantity END,
         pushed_in_stock = CASE WHEN r.state = 'PUSHED' THEN r.in_stock ELSE l.pushed_in_stock END,
         pushed_at = CASE WHEN r.state = 'PUSHED' THEN now() ELSE l.pushed_at END,
         writes = l.writes + r.wrote::int, item_id = coalesce(r.item_id, l.item_id),
         error_code = CASE WHEN l.version = r.version THEN r.code END,
         error_message = CASE WHEN l.version = r.version THEN r.message END
       FROM r, held WHERE l.id = r.id AND l.id = held.id RETURNING l.id`,
      [token, JSON.stringify(results.map(toRow)), graceSeconds],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Queues settled rows again, in steps, so that no lock lasts. A value that waits already is left alone.
   * @param between called before each step; what it throws ends the work
   */
  async requeue(storeId: number, which: Requeued, between: () => void = () => undefined): Promise<number> {
    let queued = 0;
    for (let last: { source: string; sku: string } | undefined; ;) {
      between();
      const [step] = await rowsOf<{ source: string; sku: string; rows: number }>(
        this.database.manager,
        `WITH step AS (
           SELECT id, source_code, lower(sku) AS sku FROM inventory_level
           WHERE store_id = $1 AND CASE WHEN $2::text IS NULL THEN state <> 'SHADOWED' ELSE state = $2 END AND ($3::text IS NULL OR lower(sku) = lower($3))
             AND ($4::text IS NULL OR error_code = $4) AND ($5::text IS NULL OR (source_code, lower(sku)) > ($5, $6))
           ORDER BY source_code, lower(sku) LIMIT ${STEP} FOR UPDATE
         ), done AS (
           UPDATE inventory_level l SET state = 'PENDING', attempts = 0, product_checked_at = NULL,
             queued_at = now(), next_attempt_at = coalesce(l.next_attempt_at, now())
           FROM step WHERE l.id = step.id
         )
         SELECT source_code AS source, sku, count(*) OVER ()::int AS rows FROM step
         ORDER BY source_code DESC, sku DESC LIMIT 1`,
        [storeId, which.state, which.sku, which.errorCode, last?.source, last?.sku].map((one) => one ?? null),
      );
      if (!step) return queued;
      queued += step.rows;
      last = step;
    }
  }

  /** Writes down what Magento showed of a SKU, unless something newer is known. */
  async keepShown(
    storeId: number,
    shown: { sku: string; sourceCode: string; quantity: number | null; readAt: string },
  ): Promise<void> {
    await this.database.query(
      `UPDATE inventory_level SET magento_quantity = $3, magento_checked_at = $5
       WHERE store_id = $1 AND lower(sku) = lower($2) AND source_code = $4
         AND (magento_checked_at IS NULL OR magento_checked_at <= $5)`,
      [storeId, shown.sku, shown.quantity, shown.sourceCode, shown.readAt],
    );
  }

  progress(ids: string[]): Promise<Progress[]> {
    return rowsOf<Progress>(
      this.database.manager,
      `SELECT id, state, version, pushed_version AS "pushedVersion", error_code AS "errorCode",
         error_message AS "errorMessage" FROM inventory_level WHERE id = ANY($1::bigint[])`,
      [ids],
    );
  }
}

function toRow({ level, target, ...result }: LevelResult): object {
  return {
    id: level.id,
    version: level.version,
    state: result.state,
    quantity: target.quantity,
    in_stock: target.inStock,
    wrote: result.wrote,
    item_id: result.itemId,
    in_doubt: result.inDoubt,
    doubt_over: level.doubtOver,
    code: result.error?.code,
    message: result.error?.message,
    retry: result.retrySeconds,
    counts: result.counts,
  };
}
