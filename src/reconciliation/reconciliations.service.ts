import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { InventoryRuns } from '../inventory/inventory-runs.js';
import type { ActorWord } from '../platform/audit/actor-words.js';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { rowsOf } from '../platform/database/data-source.js';
import { BadRequestError, ConflictError, NotFoundError } from '../platform/errors/app-error.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { StorePausedError } from '../stores/stores.errors.js';
import { StoresService } from '../stores/stores.service.js';
import type {
  CreateReconciliationDto,
  DifferenceDto,
  ReconciliationDetailDto,
  ReconciliationDto,
} from './dto/reconciliation.dto.js';
import { daysOf } from './reconciliations.repository.js';
import { RUN_RECONCILIATION } from './reconciliation-runner.js';
import { severityOf } from './reconciliation.types.js';
import { time } from '../platform/time/time.js';

const NIGHTLY_DAYS = 7;
const SCHEDULE: ActorWord = 'schedule';
const MOST_SHOWN = 1000;

const SELECT = `SELECT r.id AS "reconciliationId", s.code AS "storeCode", r.created_from AS "from", r.created_to AS "to", r.state,
  r.orders_magento AS "ordersMagento", r.orders_here AS "ordersHere", r.differences, r.repaired,
  r.inventory_run_id AS "inventoryRunId", r.error_message AS "errorMessage", r.requested_by AS "requestedBy",
  r.started_at AS "startedAt", r.finished_at AS "finishedAt"
  FROM reconciliation r JOIN store s ON s.id = r.store_id`;

type Stored = Omit<ReconciliationDto, 'from' | 'to' | 'startedAt' | 'finishedAt'> &
  Record<'from' | 'to' | 'startedAt', Date> & { finishedAt: Date | null; inventoryRunId: string | null };

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
      await recordAudit(manager, actor, 'store.reconcile', `store:${store.code}`, null, after);
      return opened;
    });
    if (id === undefined) {
      throw new ConflictError(`A reconciliation of store ${store.code} is under way.`, 60);
    }
    return this.get(id);
  }

  async list(storeCode?: string): Promise<ReconciliationDto[]> {
    const rows = await rowsOf<Stored>(
      this.database.manager,
      `${SELECT} WHERE $1::text IS NULL OR s.code = $1 ORDER BY r.started_at DESC LIMIT 100`,
      [storeCode ?? null],
    );
    return rows.map(toDto);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<ReconciliationDetailDto> {
    const counted = await this.counted(id);
    const found = await rowsOf<Omit<DifferenceDto, 'severity'>>(
      this.database.manager,
      `SELECT id AS "differenceId", order_code AS "orderCode", kind, ours, theirs, reason, repaired FROM difference
       WHERE reconciliation_id = $1 ORDER BY id LIMIT ${MOST_SHOWN}`,
      [id],
    );
    return { ...counted, found: found.map((one) => ({ ...one, severity: severityOf(one) })) };
  }

  /** Without what it found, which may be much. @throws NotFoundError */
  async counted(id: string): Promise<Omit<ReconciliationDetailDto, 'found'>> {
    const [row] = await rowsOf<Stored>(this.database.manager, `${SELECT} WHERE r.id = $1`, [id]);
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
        const [already] = await rowsOf<object>(
          manager,
          `SELECT 1 FROM reconciliation WHERE store_id = $1 AND requested_by = $2 AND started_at > now() - interval '12 hours'`,
          [store.id, SCHEDULE],
        );
        if (!already) await this.open(manager, store.id, from, to, SCHEDULE);
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
    await manager.query('SELECT 1 FROM store WHERE id = $1 FOR UPDATE', [storeId]);
    const [row] = await rowsOf<{ id: string }>(
      manager,
      `INSERT INTO reconciliation (store_id, created_from, created_to, requested_by)
       SELECT $1, $2, $3, $4
       WHERE NOT EXISTS (SELECT 1 FROM reconciliation WHERE store_id = $1 AND state = 'RUNNING') RETURNING id`,
      [storeId, from, to, requestedBy],
    );
    if (!row) return undefined;
    const inventoryRun = await this.inventory.openFor(manager, storeId);
    if (inventoryRun !== undefined) {
      await manager.query('UPDATE reconciliation SET inventory_run_id = $2 WHERE id = $1', [
        row.id,
        inventoryRun,
      ]);
    }
    await this.jobs.send(manager, RUN_RECONCILIATION, { id: row.id });
    return row.id;
  }
}

function toDto({ inventoryRunId: _, ...row }: Stored): ReconciliationDto {
  return {
    ...row,
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
