import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { Lease, LEASE_GIVEN_BACK, leaseEnd } from '../platform/jobs/lease.js';
import type { InventoryRunDto, InventoryRunKind } from './dto/inventory.dto.js';
import type { InventoryRunEntity } from './entities/inventory-run.entity.js';
import { DIFFERS } from './inventory.types.js';
import { time } from '../platform/time/time.js';
import { StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { Looked } from './magento-stock.js';
import { holdShop } from './same-shop.repository.js';

/** A process that does not renew its run for this time is taken for dead. */
const LEASE_SECONDS = 30;
/** A run that waits in the queue is queued again after this time. */
const QUEUE_SECONDS = 120;
/** A nightly run that was opened since is the one of this night. */
const NIGHT_HOURS = 20;
/** A run that ends its process each time it is begun is not begun for ever. */
const MOST_STARTS = 3;

/** A run that this process holds. */
export interface HeldRun {
  id: string;
  token: string;
  storeId: number;
  kind: InventoryRunKind;
}

export const runLease = new Lease<HeldRun>({
  table: 'inventory_run',
  key: ['id'],
  seconds: LEASE_SECONDS,
  while: `state = 'RUNNING'`,
  of: ({ id, token }) => [id, token],
  called: ({ id }) => `inventory run ${id}`,
});

/** The hour of the store's nightly full push, which it had not this night. */
const ITS_HOUR = `NOT s.paused
    AND coalesce(s.settings -> 'fullPushHour', '${new StoreSettings().fullPushHour}') = to_jsonb(extract(hour FROM now() AT TIME ZONE 'UTC')::int)
    AND EXISTS (SELECT 1 FROM inventory_level l WHERE l.store_id = s.id)
    AND NOT EXISTS (SELECT 1 FROM inventory_run r WHERE r.store_id = s.id AND r.trigger = 'NIGHTLY'
                    AND r.started_at > now() - make_interval(hours => ${NIGHT_HOURS}))`;
const ABANDONED = `state = 'RUNNING' AND lease_until < now()`;

/** A run is to be opened, or to be taken up again. */
export const INVENTORY_RUN_DUE = `EXISTS (SELECT FROM inventory_run WHERE ${ABANDONED})
  OR EXISTS (SELECT FROM store s WHERE ${ITS_HOUR})`;

/** How a run ended. */
interface End {
  state: 'DONE' | 'FAILED';
  queued: number;
  error?: { code: string; message: string };
}

type Stored = Omit<InventoryRunDto, 'startedAt' | 'finishedAt'> & {
  startedAt: Date;
  finishedAt: Date | null;
};

/** All SQL on inventory_run. Whoever works on a run holds its token, and every write asks for it. */
@Injectable()
export class InventoryRunsRepository {
  constructor(private readonly database: DataSource) {}

  /** @returns undefined while one of the store is running */
  async open(
    manager: EntityManager,
    storeId: number,
    kind: InventoryRunKind,
    trigger: InventoryRunEntity['trigger'],
  ): Promise<string | undefined> {
    const [row] = await rowsOf<{ id: string }>(
      manager,
      `INSERT INTO inventory_run (store_id, kind, trigger, lease_until)
       VALUES ($1, $2, $3, ${leaseEnd('$4')})
       ON CONFLICT (store_id) WHERE state = 'RUNNING' DO NOTHING RETURNING id`,
      [storeId, kind, trigger, time.limitSeconds(QUEUE_SECONDS)],
    );
    return row?.id;
  }

  /** Whose hour it is for the nightly full push; locked, so that one process opens the run. */
  async storesOfTheHour(manager: EntityManager): Promise<number[]> {
    const stores = await rowsOf<{ id: number }>(
      manager,
      `SELECT s.id FROM store s WHERE ${ITS_HOUR} FOR UPDATE OF s SKIP LOCKED`,
    );
    return stores.map(({ id }) => id);
  }

  async runningOf(manager: EntityManager, storeId: number): Promise<string | undefined> {
    const [row] = await rowsOf<{ id: string }>(
      manager,
      `SELECT id FROM inventory_run WHERE store_id = $1 AND state = 'RUNNING'`,
      [storeId],
    );
    return row?.id;
  }

  /** Begins a run, or one again whose process gave it back. @returns undefined when another process has it */
  claim(id: string): Promise<HeldRun | undefined> {
    return runLease.claimOne<HeldRun>(this.database.manager, [id], {
      where: `state = 'RUNNING' AND lease_token IS NULL`,
      set: `starts = starts + 1, checked = 0, drifted = 0, queued = 0, unread = 0, differing = '{}', salable = NULL`,
      returning: 'id, lease_token AS token, store_id AS "storeId", kind',
    });
  }

  /** @returns undefined once the run is another's, or closed */
  async renew(held: HeldRun): Promise<true | undefined> {
    return (await runLease.renew(this.database.manager, held)) && true;
  }

  /**
   * Writes down what Magento showed, unless something newer is known.
   * @param baseUrl of the shop that was read
   * @throws LeaseLostError, ConflictError where the store has another shop by now
   */
  keep(held: HeldRun, baseUrl: string, looked: Looked): Promise<void> {
    return this.database.transaction(async (manager) => {
      await holdShop(manager, held.storeId, baseUrl);
      await this.keepIn(manager, held, looked);
    });
  }

  private async keepIn(
    manager: EntityManager,
    held: HeldRun,
    { readAt, seen, unread }: Looked,
  ): Promise<void> {
    const rows = await rowsOf<object>(
      manager,
      `WITH run AS (
         SELECT id FROM inventory_run WHERE ${runLease.isHeld(4)} FOR UPDATE
       ), r AS (
         SELECT * FROM json_to_recordset($2::json) AS r(id bigint, quantity numeric) WHERE EXISTS (SELECT 1 FROM run)
       ), held AS (
         SELECT l.id FROM inventory_level l JOIN r ON r.id = l.id WHERE l.store_id = $1
         ORDER BY l.source_code, lower(l.sku) FOR UPDATE OF l
       ), kept AS (
         UPDATE inventory_level l SET magento_quantity = r.quantity, magento_checked_at = $3
         FROM r, held WHERE l.id = r.id AND l.id = held.id
           AND (l.magento_checked_at IS NULL OR l.magento_checked_at <= $3) RETURNING l.*
       ), found AS (
         SELECT ${DIFFERS} AS differs FROM kept l JOIN store s ON s.id = l.store_id
       )
       UPDATE inventory_run SET lease_until = ${leaseEnd('$8')},
         checked = checked + (SELECT count(*) FROM r), drifted = drifted + (SELECT count(differs) FROM found),
         unread = unread + $6::int, error_message = coalesce(error_message, $7),
         differing = (SELECT coalesce(jsonb_object_agg(differs, total), '{}') FROM (
           SELECT differs, sum(n) AS total FROM (
             SELECT differs, 1 AS n FROM found WHERE differs IS NOT NULL
             UNION ALL SELECT key, value::int FROM jsonb_each_text(differing)) both_ GROUP BY differs) merged)
       WHERE id IN (SELECT id FROM run) RETURNING id`,
      [
        ...[
          held.storeId,
          JSON.stringify(seen),
          readAt,
          held.id,
          held.token,
          unread.length,
          firstReason(unread),
        ],
        time.limitSeconds(LEASE_SECONDS),
      ],
    );
    if (rows.length === 0) throw runLease.lost(held);
  }

  /** @returns false when another process has it by now */
  async close(held: HeldRun, { state, queued, error }: End): Promise<boolean> {
    const closed = await runLease.writeIfHeld(this.database.manager, held, {
      set: `state = $3, queued = $4, error_code = $5, error_message = coalesce($6, error_message),
       finished_at = now(), ${LEASE_GIVEN_BACK}`,
      values: [state, queued, error?.code ?? null, error?.message ?? null],
    });
    return closed !== undefined;
  }

  /** Unfinished, at shutdown: another process begins it at its next tick. It did not fail, so it does not count as begun. */
  async giveBack(held: HeldRun): Promise<void> {
    const set = 'lease_token = NULL, lease_until = now(), starts = starts - 1';
    await runLease.writeIfHeld(this.database.manager, held, { set });
  }

  /** Takes runs from processes that died, and closes those that it happened to too often. @returns those that are to begin again */
  async takeAbandoned(manager: EntityManager): Promise<{ again: string[]; failed: string[] }> {
    const rows = await rowsOf<{ id: string; state: string }>(
      manager,
      `UPDATE inventory_run SET lease_token = NULL,
         state = CASE WHEN starts >= ${MOST_STARTS} THEN 'FAILED' ELSE state END,
         error_code = CASE WHEN starts >= ${MOST_STARTS} THEN 'PROCESS_ENDED' END,
         error_message = CASE WHEN starts >= ${MOST_STARTS} THEN 'Its process ended ' || starts || ' times before it was done.' END,
         finished_at = CASE WHEN starts >= ${MOST_STARTS} THEN now() END,
         lease_until = CASE WHEN starts < ${MOST_STARTS} THEN ${leaseEnd('$1')} END
       WHERE id IN (SELECT id FROM inventory_run WHERE ${ABANDONED} FOR UPDATE SKIP LOCKED)
       RETURNING id, state`,
      [time.limitSeconds(QUEUE_SECONDS)],
    );
    return {
      again: rows.filter(({ state }) => state === 'RUNNING').map(({ id }) => id),
      failed: rows.filter(({ state }) => state === 'FAILED').map(({ id }) => id),
    };
  }

  /** The latest first. @param id only this one */
  async list(id?: string, limit = 50): Promise<InventoryRunDto[]> {
    const rows = await rowsOf<Stored>(
      this.database.manager,
      `SELECT r.id AS "runId", s.code AS "storeCode", r.kind, r.trigger, r.state, r.checked, r.drifted, r.differing,
         r.unread, r.salable, r.queued, r.error_code AS "errorCode", r.error_message AS "errorMessage",
         r.started_at AS "startedAt", r.finished_at AS "finishedAt"
       FROM inventory_run r JOIN store s ON s.id = r.store_id WHERE $1::bigint IS NULL OR r.id = $1
       ORDER BY r.id DESC LIMIT $2`,
      [id ?? null, limit],
    );
    return rows.map((row) => ({
      ...row,
      startedAt: row.startedAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
    }));
  }
}

function firstReason([first]: Looked['unread']): string | null {
  return first ? `Not every SKU could be read, e.g. ${first.sku}: ${first.reason}` : null;
}
