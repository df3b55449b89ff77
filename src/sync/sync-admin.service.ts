import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fromMagentoTime } from '../magento/magento-time.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { BadRequestError, ConflictError, NotFoundError } from '../platform/errors/app-error.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { type Actor, type StoreContext, StoresService } from '../stores/stores.service.js';
import { StorePausedError } from '../stores/stores.errors.js';
import { type BackfillRow, BackfillsRepository } from './backfills.repository.js';
import { SyncCursorsRepository } from './sync-cursors.repository.js';
import type { BackfillDto, CreateBackfillDto, ListRunsQueryDto, SyncRunDto } from './dto/sync.dto.js';
import { forgetContent } from './rereads.repository.js';
import { type ListedRun, SyncRunsRepository } from './sync-runs.repository.js';
import { STREAM_NAMES, type StreamName } from './streams.js';
import { placeOf } from './sync.types.js';
import { RUN_STREAM } from './sync.jobs.js';
import { time } from '../platform/time/time.js';

/** Magento's first release. */
const FIRST_ORDERS = '2008-01-01T00:00:00Z';

/** What operators do with polling: look at runs, start one, read a range again. */
@Injectable()
export class SyncAdminService {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly cursors: SyncCursorsRepository,
    private readonly runs: SyncRunsRepository,
    private readonly backfills: BackfillsRepository,
    private readonly jobs: JobsService,
  ) {}

  async listRuns(query: ListRunsQueryDto): Promise<SyncRunDto[]> {
    const { storeCode, stream, before, limit } = query;
    const storeId = storeCode === undefined ? undefined : (await this.stores.byCode(storeCode)).id;
    return (await this.runs.list({ storeId, stream, before, limit })).map(toRunDto);
  }

  /** Starts a stream now. @throws NotFoundError, StorePausedError, ConflictError while it is running */
  async startRun(storeCode: string, stream: string, actor: Actor): Promise<{ runId: string }> {
    const name = STREAM_NAMES.find((known) => known === stream);
    if (!name) throw BadRequestError.field('stream', `must be one of ${STREAM_NAMES.join(', ')}`);
    const store = await this.stores.byCode(storeCode);
    if (store.paused) throw new StorePausedError(storeCode);
    await this.cursors.ensure();
    return { runId: await this.claimAndSend(store, name, actor) };
  }

  /** @throws NotFoundError, BadRequestError */
  async createBackfill(dto: CreateBackfillDto, actor: Actor): Promise<BackfillDto> {
    const from = new Date(dto.from);
    const to = new Date(dto.to);
    if (from >= to) throw BadRequestError.field('from', 'must be earlier than to');
    const store = await this.stores.byCode(dto.storeCode);
    return this.database.transaction(async (manager) => {
      const row = await this.backfills.create(manager, store.id, from, to, dto.pauseMs, actor.clientId);
      const after = { from, to, backfillId: row.id };
      await recordAudit(manager, actor, { action: 'store.backfill', subject: `store:${store.code}`, after });
      return toBackfillDto(row, store.code);
    });
  }

  /**
   * Forgets what the copy of a store's orders holds and reads all of them again. Rows, and with them our own facts
   * (acknowledgements, releases, operations, timeline), stay; only content is written again.
   * @throws NotFoundError, StorePausedError
   */
  async rebuild(storeCode: string, actor: Actor): Promise<BackfillDto> {
    const store = await this.stores.byCode(storeCode);
    if (store.paused) throw new StorePausedError(storeCode);
    return this.database.transaction(async (manager) => {
      await recordAudit(manager, actor, { action: 'store.rebuild', subject: `store:${storeCode}` });
      await forgetContent(manager, store.id);
      const from = new Date(FIRST_ORDERS);
      const row = await this.backfills.create(manager, store.id, from, time.date(), 0, actor.clientId);
      return toBackfillDto(row, storeCode);
    });
  }

  /** @throws NotFoundError */
  async backfill(id: string): Promise<BackfillDto> {
    const row = await this.backfills.byId(id);
    if (!row) throw new NotFoundError('backfillId', `There is no backfill ${id}.`);
    return toBackfillDto(row, (await this.stores.byId(row.storeId)).code);
  }

  private claimAndSend(
    { id: storeId, code }: StoreContext,
    stream: StreamName,
    actor: Actor,
  ): Promise<string> {
    return this.database.transaction(async (manager) => {
      const claim = await this.cursors.claimNow(manager, storeId, stream);
      if (!claim) throw new ConflictError(`${stream} is running already.`, 5);
      const runId = await this.runs.open(manager, 'MANUAL', claim);
      await this.jobs.send(manager, RUN_STREAM, { storeId, stream, token: claim.token });
      await recordAudit(manager, actor, {
        action: 'store.run',
        subject: `store:${code}`,
        after: { stream, runId },
      });
      return runId;
    });
  }
}

function toRunDto({ id: runId, ...run }: ListedRun): SyncRunDto {
  return {
    runId,
    ...run,
    windowFrom: run.windowFrom?.toISOString() ?? null,
    windowTo: run.windowTo?.toISOString() ?? null,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}

function toBackfillDto(row: BackfillRow, storeCode: string): BackfillDto {
  return {
    backfillId: row.id,
    storeCode,
    from: row.createdFrom.toISOString(),
    to: row.createdTo.toISOString(),
    state: row.state,
    reached: fromMagentoTime(placeOf(row.resume)?.time)?.toISOString() ?? null,
    failures: row.failures,
    requestedBy: row.requestedBy,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
