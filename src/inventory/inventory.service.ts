import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { pathPart } from '../magento/auth/signed-path.js';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import { errorWords, NotFoundError } from '../platform/errors/app-error.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import type {
  InventoryDto,
  InventoryFailureDto,
  InventoryItemDto,
  InventoryOutcomeDto,
  InventoryPageDto,
  InventoryResultDto,
  ListInventoryQueryDto,
  PutInventoriesDto,
  PutInventoryDto,
  RetriedInventoryDto,
  RetryInventoryDto,
  StockPlanDto,
} from './dto/inventory.dto.js';
import { InventoryPusher } from './inventory.pusher.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { type ShownStock, stockOfLevels } from './magento-stock.js';
import {
  clockOf,
  levelsOfSku,
  listLevels,
  type ShadowedLevel,
  shadowedLevels,
} from './inventory-levels.read-model.js';
import {
  InventoryFailure,
  InventoryRefusedError,
  LevelState,
  targetOf,
  type WantedLevel,
} from './inventory.types.js';
import { DEFAULT_SOURCE } from '../magento/stock.client.js';
import { bySource } from '../stores/stock-writing.js';
import { levelKey, negative, readBatch, toWanted } from './wanted-levels.js';
import { type Accepted, InventoryLevelsRepository, type Progress } from './inventory-levels.repository.js';
import { time } from '../platform/time/time.js';

/** Increff gives up after 45 s. */
const WAIT_MS = 40_000;
const LOOK_EVERY_MS = 500;

/** Wanted stock: stored at once, pushed by workers, and waited for. */
@Injectable()
export class InventoryService {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly levels: InventoryLevelsRepository,
    private readonly pusher: InventoryPusher,
  ) {}

  /** @throws BadRequestError, InventoryRefusedError */
  async put(
    store: StoreContext,
    sku: string,
    dto: PutInventoryDto,
    caller: Caller,
    wait: boolean,
  ): Promise<InventoryOutcomeDto> {
    const item = { ...dto, channelSkuCode: sku };
    refuseNegative(item);
    const [accepted] = await this.accept(store, [toWanted(store, item, 'locationCode')], caller);
    const [progress] = wait
      ? await this.waitFor(store, [accepted!])
      : await this.levels.progress([accepted!.id]);
    const failure = failureOf(accepted!, progress!);
    if (failure) throw new InventoryRefusedError(failure.code, sku, failure.message);
    const outcome = outcomeOf(accepted!, progress!);
    return { outcome, channelSkuCode: sku, levels: await this.levelsOf(store, sku) };
  }

  /** Each SKU stands for itself. @throws BadRequestError */
  async putAll(
    store: StoreContext,
    dto: PutInventoriesDto,
    caller: Caller,
    wait: boolean,
  ): Promise<InventoryResultDto> {
    const { levels, refused } = readBatch(store, dto);
    const asked = [...levels.values()].map(({ wanted }) => wanted);
    const accepted = await this.accept(store, asked, caller);
    const progress = wait
      ? await this.waitFor(store, accepted)
      : await this.levels.progress(accepted.map(({ id }) => id));
    const byId = new Map(progress.map((row) => [row.id, row]));
    const result: InventoryResultDto = { successList: [], failureList: refused };
    for (const row of accepted) {
      const failure = notDone(row, byId.get(row.id)!);
      if (isShadowed(row, byId.get(row.id)!)) result.outcome = 'SHADOWED';
      for (const { channelSkuCode, quantity } of levels.get(levelKey(row))!.rows) {
        if (failure) result.failureList.push({ channelSkuCode, quantity, ...failure });
        else result.successList.push({ channelSkuCode, quantity });
      }
    }
    return result;
  }

  /** What would be sent for a SKU, and what Magento has now. Reads Magento, writes nothing. */
  async plan(store: StoreContext, sku: string, dto: PutInventoryDto): Promise<StockPlanDto> {
    const item = { ...dto, channelSkuCode: sku };
    refuseNegative(item);
    const wanted = toWanted(store, item, 'locationCode');
    const { quantity, inStock } = targetOf(wanted, store.settings.bufferStock);
    const { stock } = this.stores.magentoOf(store);
    const seen = await stock.getStockItem(sku).catch(toUnknownSku(sku));
    const row = { sku, source_code: wanted.sourceCode, quantity };
    const body = bySource(store)
      ? { sourceItems: [{ ...row, status: (inStock ?? seen.sellsAtZero) ? 1 : 0 }] }
      : { stockItem: { qty: quantity, ...(inStock === null ? {} : { is_in_stock: inStock }) } };
    const path = bySource(store)
      ? '/inventory/source-items'
      : `/products/${pathPart(sku)}/stockItems/${seen.itemId}`;
    return {
      dryRun: true,
      request: { method: bySource(store) ? 'POST' : 'PUT', path, body },
      magentoQuantity: seen.quantity,
      magentoInStock: seen.inStock,
    };
  }

  /** @throws NotFoundError when nothing was ever asked for, MagentoError with `refresh` */
  async get(store: StoreContext, sku: string, refresh: boolean): Promise<InventoryDto> {
    if (refresh) {
      const readAt = await clockOf(this.database.manager);
      const seen = await this.stores.magentoOf(store).stock.getStockItem(sku).catch(toUnknownSku(sku));
      await this.levels.keepShown(store.id, {
        sku,
        sourceCode: DEFAULT_SOURCE,
        quantity: seen.quantity,
        readAt,
      });
    }
    const levels = await this.levelsOf(store, sku);
    if (levels.length === 0) throw new NotFoundError('sku', `No quantity was ever sent for ${sku}.`);
    return { channelSkuCode: levels[0]!.channelSkuCode, levels };
  }

  async list(store: StoreContext, query: ListInventoryQueryDto): Promise<InventoryPageDto> {
    const { state, limit, cursor } = query;
    return listLevels(this.database.manager, store.id, { state, limit, after: cursor });
  }

  /** Queues what failed again, or what was not sent in shadow mode. */
  async retry(
    store: StoreContext,
    { state, sku, errorCode }: RetryInventoryDto,
    actor: Actor,
  ): Promise<RetriedInventoryDto> {
    // First: the levels are queued in steps, each by itself.
    const { manager } = this.database;
    await recordAudit(manager, actor, {
      action: 'inventory.retry',
      subject: `store:${store.code}`,
      after: { state, sku, errorCode },
    });
    const queued = await this.levels.requeue(store.id, { state, sku, errorCode });
    this.pusher.kick(store.id);
    return { queued };
  }

  /** What would have been written in shadow mode, and what Magento has of it now. */
  async shadowed(
    store: StoreContext,
    client: MagentoClient,
    asked: { from: Date; to: Date; limit: number },
  ): Promise<(ShadowedLevel & { wanted: number; shown?: ShownStock })[]> {
    const levels = await shadowedLevels(this.database.manager, store.id, asked);
    const shown = new Map<string, ShownStock>();
    for (const [source, ofSource] of Map.groupBy(levels, ({ sourceCode }) => sourceCode)) {
      const found = await stockOfLevels(client, source, ofSource).catch((error: unknown) => {
        const unread = errorWords(error).message;
        return new Map(ofSource.map(({ id }): [string, ShownStock] => [id, { unread }]));
      });
      for (const [id, one] of found) shown.set(id, one);
    }
    const { bufferStock } = store.settings;
    return levels.map((level) => ({
      ...level,
      wanted: targetOf(level, bufferStock).quantity,
      shown: shown.get(level.id),
    }));
  }

  private levelsOf(store: StoreContext, sku: string): Promise<InventoryDto['levels']> {
    return levelsOfSku(this.database.manager, store.id, sku);
  }

  private async accept(store: StoreContext, wanted: WantedLevel[], caller: Caller): Promise<Accepted[]> {
    if (wanted.length === 0) return [];
    const accepted = await this.database.transaction((manager) =>
      this.levels.accept(manager, store.id, wanted, caller),
    );
    this.pusher.kick(store.id);
    return accepted;
  }

  /** Until Magento has all of them or has refused them, or the time is up. */
  private async waitFor(store: StoreContext, accepted: Accepted[]): Promise<Progress[]> {
    const deadline = time.now() + time.limitMs(WAIT_MS);
    for (;;) {
      const news = this.pusher.settledOr(store.id, LOOK_EVERY_MS);
      const progress = await this.levels.progress(accepted.map(({ id }) => id));
      const byId = new Map(progress.map((row) => [row.id, row]));
      const over = accepted.every((row) => isOver(row, byId.get(row.id)!));
      if (over || time.now() > deadline) return progress;
      await news;
    }
  }
}

function refuseNegative(item: InventoryItemDto): void {
  if (item.quantity >= 0) return;
  const { code, message } = negative(item);
  throw new InventoryRefusedError(code, item.channelSkuCode, message);
}

function toUnknownSku(sku: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof MagentoNotFoundError)) throw error;
    throw new InventoryRefusedError(
      InventoryFailure.UnknownSku,
      sku,
      `Magento has no product with the SKU ${sku}.`,
    );
  };
}

/** Magento has this value, or a newer one. */
function isDone({ version }: Accepted, { pushedVersion }: Progress): boolean {
  return pushedVersion !== null && BigInt(pushedVersion) >= BigInt(version);
}

/** The store is in shadow mode: this value, or a newer one, was planned and not sent. */
function isShadowed(accepted: Accepted, progress: Progress): boolean {
  return !isDone(accepted, progress) && progress.state === LevelState.Shadowed;
}

function outcomeOf(accepted: Accepted, progress: Progress): InventoryOutcomeDto['outcome'] {
  if (isDone(accepted, progress)) return 'APPLIED';
  return isShadowed(accepted, progress) ? 'SHADOWED' : 'PENDING';
}

function failureOf(accepted: Accepted, progress: Progress): { code: string; message: string } | undefined {
  if (isDone(accepted, progress) || progress.state !== LevelState.Failed) return undefined;
  return { code: progress.errorCode ?? 'FAILED', message: progress.errorMessage ?? 'Magento refused it.' };
}

/** Why Magento does not have it; undefined when it has. */
function notDone(
  accepted: Accepted,
  now: Progress,
): Pick<InventoryFailureDto, 'code' | 'message' | 'retryable'> | undefined {
  if (isDone(accepted, now) || isShadowed(accepted, now)) return undefined;
  const failure = failureOf(accepted, now);
  return failure ? { ...failure, retryable: false } : { ...pending(now), retryable: true };
}

function isOver(accepted: Accepted, progress: Progress): boolean {
  return isDone(accepted, progress) || isShadowed(accepted, progress) || progress.state === LevelState.Failed;
}

function pending({ errorMessage }: Progress): { code: string; message: string } {
  const why = errorMessage === null ? '' : ` Last try: ${errorMessage}`;
  return { code: InventoryFailure.Pending, message: `Stored; it will be pushed as soon as possible.${why}` };
}
