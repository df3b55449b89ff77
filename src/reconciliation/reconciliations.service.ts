import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { InventoryRuns } from '../inventory/inventory-runs.js';
import type { ActorWord } from '../platform/audit/actor-words.js';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { BadRequestError, ConflictError, NotFoundError } from '../platform/errors/app-error.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { StorePausedError } from '../stores/stores.errors.js';
import { StoresService } from '../stores/stores.service.js';
import type {
  CreateReconciliationDto,
  ReconciliationDetailDto,
  ReconciliationDto,
} from './dto/reconciliation.dto.js';
import {
  daysOf,
  differencesOf,
  findComparison,
  listComparisons,
  noteInventoryRun,
  openComparison,
  openedLately,
  type StoredComparison,
} from './reconciliations.repository.js';
import { RUN_RECONCILIATION } from './reconciliation.jobs.js';
import { severityOf } from './reconciliation.types.js';
import { time } from '../platform/time/time.js';

const NIGHTLY_DAYS = 7;
const SCHEDULE: ActorWord = 'schedule';
const MOST_SHOWN = 1000;

/** Comparisons as operators see them. */
@Injectable()
export class ReconciliationsService {
  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobsService,
    private readonly stores: StoresService,
    private readonly inventory: InventoryRuns,
  ) {}

  /** @throws NotFoundError, BadRequestError, StorePausedError, ConflictError while one of the store is running */
  async create(dto: CreateReconciliationDto, actor: Actor): Promise<ReconciliationDto> {
    if (Date.parse(dto.from) >= Date.parse(dto.to)) {
      throw BadRequestError.field('from', 'must be earlier than to');
    }
    const store = await this.stores.byCode(dto.storeCode);
    if (store.paused) throw new StorePausedError(store.code);
    const id = await this.database.transaction(async (manager) => {
      const opened = await this.open(manager, store.id, new Date(dto.from), new Date(dto.to), actor.clientId);
      if (opened === undefined) return undefined;
      const after = { from: dto.from, to: dto.to, reconciliationId: opened };
      await recordAudit(manager, actor, { action: 'store.reconcile', subject: `store:${store.code}`, after });
      return opened;
    });
    if (id === undefined) {
      throw new ConflictError(`A reconciliation of store ${store.code} is under way.`, 60);
    }
    return this.get(id);
  }

  async list(storeCode?: string): Promise<ReconciliationDto[]> {
    const rows = await listComparisons(this.database.manager, storeCode);
    return rows.map(toDto);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<ReconciliationDetailDto> {
    const counted = await this.counted(id);
    const found = await differencesOf(this.database.manager, id, MOST_SHOWN);
    return { ...counted, found: found.map((one) => ({ ...one, severity: severityOf(one) })) };
  }

  /** Without what it found, which may be much. @throws NotFoundError */
  async counted(id: string): Promise<Omit<ReconciliationDetailDto, 'found'>> {
    const row = await findComparison(this.database.manager, id);
    if (!row) throw new NotFoundError('reconciliationId', `There is no reconciliation ${id}.`);
    const stock = row.inventoryRunId === null ? [] : await this.inventory.list(row.inventoryRunId);
    return { ...toDto(row), days: await daysOf(this.database.manager, id), stock: stock[0] ?? null };
  }

  /** Every store that is polled, over the last days. */
  async nightly(): Promise<void> {
    const to = time.date();
    const from = new Date(to.getTime() - NIGHTLY_DAYS * 86_400_000);
    for (const store of await this.stores.all()) {
      if (store.paused) continue;
      await this.database.transaction(async (manager) => {
        if (await openedLately(manager, store.id, SCHEDULE)) return;
        await this.open(manager, store.id, from, to, SCHEDULE);
      });
    }
  }

  /** @returns undefined while one of the store is under way */
  private async open(
    manager: EntityManager,
    storeId: number,
    from: Date,
    to: Date,
    requestedBy: string,
  ): Promise<string | undefined> {
    const id = await openComparison(manager, { storeId, from, to, requestedBy });
    if (id === undefined) return undefined;
    const inventoryRun = await this.inventory.openFor(manager, storeId);
    if (inventoryRun !== undefined) await noteInventoryRun(manager, id, inventoryRun);
    await this.jobs.send(manager, RUN_RECONCILIATION, { id });
    return id;
  }
}

function toDto({ inventoryRunId: _, ...row }: StoredComparison): ReconciliationDto {
  return {
    ...row,
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
