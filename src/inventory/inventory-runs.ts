import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { ConflictError, errorWords } from '../platform/errors/app-error.js';
import { Heartbeat, LeaseLostError, StoppingError } from '../platform/jobs/heartbeat.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { type InventoryRunDto, InventoryRunKind } from './dto/inventory.dto.js';
import type { InventoryRunEntity } from './entities/inventory-run.entity.js';
import { hasLevels, sourcesOf } from './inventory-levels.read-model.js';
import { InventoryLevelsRepository } from './inventory-levels.repository.js';
import { RUN_INVENTORY } from './inventory.jobs.js';
import { stockOf } from './magento-stock.js';
import { type HeldRun, InventoryRunsRepository } from './inventory-runs.repository.js';
import { SalableComparison } from './salable-comparison.js';

/** A comparison that can read none of so many SKUs says nothing. */
const UNREAD_TO_FAIL = 100;

/** Drift checks and full pushes of stock: rows first, then jobs; a run whose process died begins again. */
@Injectable()
export class InventoryRuns implements BeforeApplicationShutdown {
  private readonly logger = new Logger(InventoryRuns.name);
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobsService,
    private readonly stores: StoresService,
    private readonly rows: InventoryRunsRepository,
    private readonly levels: InventoryLevelsRepository,
    private readonly salable: SalableComparison,
  ) {
    jobs.handle(RUN_INVENTORY, ({ id }) => this.run(id));
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** @throws ConflictError while one is running */
  async start(store: StoreContext, kind: InventoryRunKind, actor: Actor): Promise<InventoryRunDto> {
    const id = await this.database.transaction(async (manager) => {
      const opened = await this.open(manager, store.id, kind, 'MANUAL');
      if (opened === undefined) return undefined;
      await recordAudit(manager, actor, {
        action: 'inventory.run',
        subject: `store:${store.code}`,
        after: {
          kind,
          runId: opened,
        },
      });
      return opened;
    });
    if (id === undefined) throw new ConflictError(`A run of store ${store.code} is under way.`, 60);
    return (await this.rows.list(id))[0]!;
  }

  /**
   * Compares the stock as a part of a reconciliation.
   * @returns the run that does so, which may be one that is under way; undefined where no stock is kept
   */
  async openFor(manager: EntityManager, storeId: number): Promise<string | undefined> {
    if (!(await hasLevels(manager, storeId))) return undefined;
    const opened = await this.open(manager, storeId, InventoryRunKind.DriftCheck, 'RECONCILIATION');
    return opened ?? this.rows.runningOf(manager, storeId);
  }

  /** Opens the nightly run of each store whose hour it is, and hands on those that a dead process left. */
  tick(): Promise<void> {
    return this.database.transaction(async (manager) => {
      for (const id of await this.rows.storesOfTheHour(manager)) {
        await this.open(manager, id, InventoryRunKind.FullPush, 'NIGHTLY');
      }
      const { again, failed } = await this.rows.takeAbandoned(manager);
      for (const id of again) await this.jobs.send(manager, RUN_INVENTORY, { id });
      for (const run of failed) this.logger.error({ run }, 'inventory run ended its process each time');
    });
  }

  /** The latest first. @param id only this one */
  list(id?: string): Promise<InventoryRunDto[]> {
    return this.rows.list(id);
  }

  private async open(
    manager: EntityManager,
    storeId: number,
    kind: InventoryRunKind,
    trigger: InventoryRunEntity['trigger'],
  ): Promise<string | undefined> {
    const id = await this.rows.open(manager, storeId, kind, trigger);
    if (id !== undefined) await this.jobs.send(manager, RUN_INVENTORY, { id });
    return id;
  }

  private async run(id: string): Promise<void> {
    const run = await this.rows.claim(id);
    if (!run) return;
    const heartbeat = new Heartbeat(() => this.rows.renew(run));
    const check = (): void => {
      heartbeat.check();
      if (this.stopping) throw new StoppingError('the process is shutting down');
    };
    try {
      const store = await this.stores.byId(run.storeId);
      const failure = await this.compare(run, store, check).then(() => undefined, endedBy);
      if (!failure) await this.compareSalable(run, store, check);
      // What could not be compared is pushed all the same: that is what a full push is for.
      const full = run.kind === InventoryRunKind.FullPush && !store.paused;
      const queued = full ? await this.levels.requeue(store.id, {}, check) : 0;
      if (failure) return await this.closeFailed(run, failure.error, queued);
      if (await this.rows.close(run, { state: 'DONE', queued })) {
        this.logger.log({ store: store.code, run: id, kind: run.kind, queued }, 'inventory run done');
      }
    } catch (error) {
      await this.failed(run, error);
    } finally {
      heartbeat.stop();
    }
  }

  /** It is a report beside the run, and does not fail it. */
  private async compareSalable(run: HeldRun, store: StoreContext, check: () => void): Promise<void> {
    const failure = await this.salable.compare(run, store, check).then(() => undefined, endedBy);
    const words = { store: store.code, run: run.id };
    if (failure) {
      this.logger.warn({ ...words, ...errorWords(failure.error) }, 'salable quantities not compared');
    }
  }

  private async failed(run: HeldRun, error: unknown): Promise<void> {
    if (error instanceof StoppingError) return this.rows.giveBack(run);
    const words = { run: run.id, storeId: run.storeId, kind: run.kind };
    if (error instanceof LeaseLostError) {
      this.logger.warn(words, 'inventory run was taken over by another process');
      return;
    }
    await this.closeFailed(run, error, 0);
  }

  private async closeFailed(run: HeldRun, error: unknown, queued: number): Promise<void> {
    const why = errorWords(error);
    if (!(await this.rows.close(run, { state: 'FAILED', queued, error: why }))) return;
    const words = { run: run.id, storeId: run.storeId, kind: run.kind, queued };
    this.logger.warn({ ...words, ...why }, 'inventory run failed');
  }

  /** @param check throws when this process is to stop here */
  private async compare(run: HeldRun, store: StoreContext, check: () => void): Promise<void> {
    const { manager } = this.database;
    const client = this.stores.magentoOf(store);
    let seen = 0;
    let unread = 0;
    for (const source of await sourcesOf(manager, store.id)) {
      for await (const looked of stockOf(manager, store.id, client, source)) {
        check();
        await this.rows.keep(run, store.row.baseUrl, looked);
        seen += looked.seen.length;
        unread += looked.unread.length;
        if (seen === 0 && unread >= UNREAD_TO_FAIL) {
          throw new Error(`Magento showed none of ${unread} SKUs, the last: ${looked.unread[0]!.reason}`);
        }
      }
    }
  }
}

/** @throws what ends this process's work on the run, and not the run */
function endedBy(error: unknown): { error: unknown } {
  if (error instanceof StoppingError || error instanceof LeaseLostError) throw error;
  return { error };
}
