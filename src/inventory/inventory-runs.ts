import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoClient } from '../magento/magento.client.js';
import { rowsOf } from '../platform/database/data-source.js';
import { ConflictError, errorWords } from '../platform/errors/app-error.js';
import type { JobKind } from '../platform/jobs/jobs.service.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { InventoryRunDto, InventoryRunKind } from './dto/inventory.dto.js';
import type { InventoryRunEntity } from './entities/inventory-run.entity.js';
import { DRIFTED } from './inventory.queries.js';
import { type SeenStock, stockOf } from './magento-stock.js';

export const RUN_INVENTORY: JobKind<{ id: string }> = { name: 'inventory-run', concurrency: 1 };

const LEASE_SECONDS = 120;
const REQUEUE = 1000;
const NIGHT_HOURS = 20;

interface RunRow {
  id: string;
  storeId: number;
  kind: InventoryRunKind;
}

/** Drift checks and full pushes of stock: rows first, then jobs; a run whose process died is begun anew. */
@Injectable()
export class InventoryRuns {
  private readonly logger = new Logger(InventoryRuns.name);

  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobsService,
    private readonly stores: StoresService,
  ) {
    jobs.handle(RUN_INVENTORY, ({ id }) => this.run(id));
  }

  /** @throws ConflictError while one is running */
  async start(store: StoreContext, kind: InventoryRunKind): Promise<InventoryRunDto> {
    const id = await this.database.transaction((manager) => this.open(manager, store.id, kind, 'MANUAL'));
    if (id === undefined) throw new ConflictError(`A run of store ${store.code} is under way.`, 60);
    return (await this.list(id))[0]!;
  }

  /**
   * Compares the stock as a part of a reconciliation.
   * @returns the run that does so, which may be one that is under way; undefined where no stock is kept
   */
  async openFor(manager: EntityManager, storeId: number): Promise<string | undefined> {
    const [kept] = await rowsOf<object>(
      manager,
      'SELECT 1 FROM inventory_level WHERE store_id = $1 LIMIT 1',
      [storeId],
    );
    if (!kept) return undefined;
    const opened = await this.open(manager, storeId, InventoryRunKind.DriftCheck, 'RECONCILIATION');
    if (opened !== undefined) return opened;
    const [running] = await rowsOf<{ id: string }>(
      manager,
      `SELECT id FROM inventory_run WHERE store_id = $1 AND state = 'RUNNING'`,
      [storeId],
    );
    return running?.id;
  }

  /** Opens the nightly run of each store whose hour it is, and hands on those that a dead process left. */
  tick(): Promise<void> {
    return this.database.transaction(async (manager) => {
      const stores = await rowsOf<{ id: number }>(
        manager,
        `SELECT s.id FROM store s WHERE NOT s.paused
           AND coalesce(s.settings -> 'fullPushHour', '2'::jsonb) = to_jsonb(extract(hour FROM now() AT TIME ZONE 'UTC')::int)
           AND EXISTS (SELECT 1 FROM inventory_level l WHERE l.store_id = s.id)
           AND NOT EXISTS (SELECT 1 FROM inventory_run r WHERE r.store_id = s.id AND r.trigger = 'NIGHTLY'
                           AND r.started_at > now() - make_interval(hours => ${NIGHT_HOURS}))
         FOR UPDATE OF s SKIP LOCKED`,
      );
      for (const { id } of stores) await this.open(manager, id, InventoryRunKind.FullPush, 'NIGHTLY');
      const abandoned = await rowsOf<{ id: string }>(
        manager,
        `UPDATE inventory_run SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
         WHERE state = 'RUNNING' AND lease_until < now() RETURNING id`,
      );
      for (const { id } of abandoned) await this.jobs.send(manager, RUN_INVENTORY, { id });
    });
  }

  /** The latest first. @param id only this one */
  async list(id?: string, limit = 50): Promise<InventoryRunDto[]> {
    const rows = await rowsOf<
      Omit<InventoryRunDto, 'startedAt' | 'finishedAt'> & { startedAt: Date; finishedAt: Date | null }
    >(
      this.database.manager,
      `SELECT r.id AS "runId", s.code AS "storeCode", r.kind, r.trigger, r.state, r.checked, r.drifted, r.queued,
         r.error_code AS "errorCode", r.error_message AS "errorMessage", r.started_at AS "startedAt",
         r.finished_at AS "finishedAt"
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

  private async open(
    manager: EntityManager,
    storeId: number,
    kind: InventoryRunKind,
    trigger: InventoryRunEntity['trigger'],
  ): Promise<string | undefined> {
    const [row] = await rowsOf<{ id: string }>(
      manager,
      `INSERT INTO inventory_run (store_id, kind, trigger, lease_until)
       VALUES ($1, $2, $3, now() + make_interval(secs => ${LEASE_SECONDS}))
       ON CONFLICT (store_id) WHERE state = 'RUNNING' DO NOTHING RETURNING id`,
      [storeId, kind, trigger],
    );
    if (row) await this.jobs.send(manager, RUN_INVENTORY, { id: row.id });
    return row?.id;
  }

  private async run(id: string): Promise<void> {
    const [row] = await rowsOf<RunRow>(
      this.database.manager,
      `UPDATE inventory_run SET checked = 0, drifted = 0, queued = 0, lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
       WHERE id = $1 AND state = 'RUNNING' RETURNING id, store_id AS "storeId", kind`,
      [id],
    );
    if (!row) return;
    const store = await this.stores.byId(row.storeId);
    try {
      await this.compare(row, store, this.stores.magentoOf(store));
      const queued = row.kind === InventoryRunKind.FullPush ? await this.requeue(row) : 0;
      await this.close(id, 'DONE', queued);
      this.logger.log({ store: store.code, run: id, kind: row.kind, queued }, 'inventory run done');
    } catch (error) {
      const words = errorWords(error);
      await this.close(id, 'FAILED', 0, words);
      this.logger.warn({ store: store.code, run: id, kind: row.kind, ...words }, 'inventory run failed');
    }
  }

  private async compare(run: RunRow, store: StoreContext, client: MagentoClient): Promise<void> {
    const { manager } = this.database;
    const sources = await rowsOf<{ source: string }>(
      manager,
      'SELECT DISTINCT source_code AS source FROM inventory_level WHERE store_id = $1',
      [store.id],
    );
    for (const { source } of sources) {
      for await (const page of stockOf(manager, store.id, client, source)) await this.keep(run, source, page);
    }
  }

  private async keep(run: RunRow, source: string, seen: SeenStock[]): Promise<void> {
    await this.database.query(
      `WITH kept AS (
         UPDATE inventory_level l SET magento_quantity = r.quantity, magento_checked_at = now()
         FROM json_to_recordset($3::json) AS r(sku text, quantity numeric)
         WHERE l.store_id = $1 AND l.source_code = $2 AND lower(l.sku) = lower(r.sku)
         RETURNING l.*
       )
       UPDATE inventory_run SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
         checked = checked + (SELECT count(*) FROM kept),
         drifted = drifted + (SELECT count(*) FROM kept l WHERE ${DRIFTED})
       WHERE id = $4`,
      [run.storeId, source, JSON.stringify(seen.map(({ sku, quantity }) => ({ sku, quantity }))), run.id],
    );
  }

  /** In steps, so that no lock lasts. A newer value that waits already is left alone. */
  private async requeue(run: RunRow): Promise<number> {
    let queued = 0;
    for (let after = '0'; ;) {
      const rows = await rowsOf<{ id: string }>(
        this.database.manager,
        `UPDATE inventory_level SET state = 'PENDING', attempts = 0, product_checked_at = NULL,
           next_attempt_at = coalesce(next_attempt_at, now())
         WHERE id IN (SELECT id FROM inventory_level WHERE store_id = $1 AND id > $2 ORDER BY id LIMIT ${REQUEUE} FOR UPDATE)
         RETURNING id`,
        [run.storeId, after],
      );
      if (rows.length === 0) return queued;
      queued += rows.length;
      after = rows.reduce((most, { id }) => (BigInt(id) > BigInt(most) ? id : most), after);
    }
  }

  private async close(
    id: string,
    state: 'DONE' | 'FAILED',
    queued: number,
    error?: { code: string; message: string },
  ): Promise<void> {
    await this.database.query(
      `UPDATE inventory_run SET state = $2, queued = $3, error_code = $4, error_message = $5, finished_at = now(),
         lease_until = NULL WHERE id = $1`,
      [id, state, queued, error?.code ?? null, error?.message ?? null],
    );
  }
}
