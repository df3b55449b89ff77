import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { ClaimedLevel, LevelResult, LevelState, WantedLevel } from './inventory.types.js';

/** A worker that does not renew its rows for so long is taken for dead. */
const LEASE_SECONDS = 15;

/** A request without a location stands for all of them; one with a location only for itself. */
const MERGED = `CASE WHEN excluded.locations ? '' THEN excluded.locations
  ELSE (l.locations - '') || excluded.locations END`;

export interface Accepted {
  id: string;
  sku: string;
  sourceCode: string;
  version: string;
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
export class Levels {
  constructor(private readonly database: DataSource) {}

  /** Stores wanted values; each gets a version. One that waits already keeps its place in the queue. */
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
         in_stock = excluded.in_stock, version = excluded.version, state = 'PENDING', attempts = 0,
         next_attempt_at = CASE WHEN l.lease_token IS NULL THEN least(l.next_attempt_at, now()) ELSE l.next_attempt_at END,
         error_code = NULL, error_message = NULL, requested_by = excluded.requested_by,
         request_id = excluded.request_id, requested_at = now()
       RETURNING l.id, l.sku, l.source_code AS "sourceCode", l.version`,
      [storeId, JSON.stringify(wanted), by.clientId, by.requestId],
    );
  }

  /** Stores that have rows due, paused ones left out. */
  async storesWithWork(): Promise<number[]> {
    const rows = await rowsOf<{ id: number }>(
      this.database.manager,
      `SELECT s.id FROM store s WHERE NOT s.paused AND EXISTS (
         SELECT 1 FROM inventory_level l WHERE l.store_id = s.id AND l.next_attempt_at <= now())`,
    );
    return rows.map(({ id }) => id);
  }

  /** Takes due rows, the longest waiting first. A row whose worker died may have been written: it is in doubt. */
  claim(storeId: number, token: string, limit: number, graceSeconds: number): Promise<ClaimedLevel[]> {
    return rowsOf<ClaimedLevel>(
      this.database.manager,
      `UPDATE inventory_level l SET lease_token = $2, next_attempt_at = now() + make_interval(secs => ${LEASE_SECONDS}),
         doubt_until = CASE WHEN l.lease_token IS NULL THEN l.doubt_until
           ELSE greatest(l.doubt_until, now() + make_interval(secs => $4)) END
       WHERE id IN (SELECT id FROM inventory_level WHERE store_id = $1 AND next_attempt_at <= now()
                    ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING l.id, l.sku, l.source_code AS "sourceCode", l.quantity::float8 AS quantity, l.in_stock AS "inStock",
         l.version, l.item_id AS "itemId", l.attempts, l.doubt_until IS NOT NULL AS "inDoubt",
         l.product_checked_at > now() - interval '1 day' AS "checkedProduct"`,
      [storeId, token, limit, graceSeconds],
    );
  }

  async renew(token: string): Promise<unknown> {
    const rows = await rowsOf<object>(
      this.database.manager,
      `UPDATE inventory_level SET next_attempt_at = now() + make_interval(secs => ${LEASE_SECONDS})
       WHERE id IN (SELECT id FROM inventory_level WHERE lease_token = $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [token],
    );
    return rows;
  }

  /** Rows that were taken and not tried: nothing was sent of them. */
  async release(token: string, ids: string[], seconds: number): Promise<void> {
    await this.database.query(
      `UPDATE inventory_level SET lease_token = NULL, next_attempt_at = now() + make_interval(secs => $3)
       WHERE id IN (SELECT id FROM inventory_level WHERE id = ANY($2::bigint[]) AND lease_token = $1
                    ORDER BY source_code, lower(sku) FOR UPDATE)`,
      [token, ids, seconds],
    );
  }

  async markChecked(token: string, ids: string[]): Promise<void> {
    await this.database.query(
      `UPDATE inventory_level SET product_checked_at = now()
       WHERE id IN (SELECT id FROM inventory_level WHERE id = ANY($2::bigint[]) AND lease_token = $1
                    ORDER BY source_code, lower(sku) FOR UPDATE)`,
      [token, ids],
    );
  }

  /**
   * Writes down what became of claimed rows. A value that came meanwhile keeps the row due; while a write may still land,
   * the row is looked at again when that is over.
   */
  async settle(token: string, results: LevelResult[], graceSeconds: number): Promise<void> {
    await this.database.query(
      `WITH r AS (
         SELECT * FROM json_to_recordset($2::json) AS r(id bigint, version bigint, state text, quantity numeric,
           in_stock boolean, wrote boolean, item_id bigint, in_doubt boolean, code text, message text, retry float8)
       ), held AS (
         SELECT l.id FROM inventory_level l JOIN r ON r.id = l.id WHERE l.lease_token = $1
         ORDER BY l.source_code, lower(l.sku) FOR UPDATE OF l
       )
       UPDATE inventory_level l SET
         state = CASE WHEN l.version > r.version THEN 'PENDING' ELSE r.state END,
         next_attempt_at = CASE
           WHEN l.version > r.version THEN now()
           WHEN r.state = 'PENDING' THEN now() + make_interval(secs => coalesce(r.retry, 0))
           WHEN r.state = 'PUSHED' AND l.doubt_until > now() THEN l.doubt_until END,
         doubt_until = CASE
           WHEN r.in_doubt THEN now() + make_interval(secs => $3)
           WHEN r.state = 'PUSHED' AND l.doubt_until <= now() THEN NULL ELSE l.doubt_until END,
         lease_token = NULL,
         attempts = CASE WHEN r.state = 'PUSHED' THEN 0 ELSE l.attempts + 1 END,
         pushed_version = CASE WHEN r.state = 'PUSHED' THEN r.version ELSE l.pushed_version END,
         pushed_quantity = CASE WHEN r.state = 'PUSHED' THEN r.quantity ELSE l.pushed_quantity END,
         pushed_in_stock = CASE WHEN r.state = 'PUSHED' THEN r.in_stock ELSE l.pushed_in_stock END,
         pushed_at = CASE WHEN r.state = 'PUSHED' THEN now() ELSE l.pushed_at END,
         writes = l.writes + r.wrote::int, item_id = coalesce(r.item_id, l.item_id),
         error_code = r.code, error_message = r.message
       FROM r, held WHERE l.id = r.id AND l.id = held.id`,
      [token, JSON.stringify(results.map(toRow)), graceSeconds],
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
    code: result.error?.code,
    message: result.error?.message,
    retry: result.retrySeconds,
  };
}
