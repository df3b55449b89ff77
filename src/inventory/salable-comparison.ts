import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MagentoClient } from '../magento/magento.client.js';
import {
  MagentoError,
  MagentoNotFoundError,
  MagentoPermissionError,
  MagentoRejectedError,
} from '../magento/magento.errors.js';
import { NoSalable, type WebsiteStock, whyNoSalable } from '../magento/salable.client.js';
import { errorWords } from '../platform/errors/app-error.js';
import { time } from '../platform/time/time.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import type { SalableSummaryDto } from './dto/salable-summary.dto.js';
import { clockOf } from './inventory-levels.read-model.js';
import type { HeldRun } from './inventory-runs.repository.js';
import { SalableDifference, salableDifference } from './salable-difference.js';
import { comparedOf, type SalableSku, skusToLookAt } from './salable.read-model.js';
import { SalableRepository } from './salable.repository.js';

/** Magento is asked SKU by SKU: a run asks for so many, and the next one for the next. */
const MOST_SKUS = 300;
/** Of these so many once more of which the last look explained nothing. */
const MOST_AGAIN = 100;
/** Where none of so many can be read, the fault is not the SKUs'. */
const UNREAD_TO_STOP = 50;
/** A full push waits for it. */
const MOST_MS = 15 * 60_000;

/** Compares what was pushed with what Magento still sells. It changes nothing in Magento. */
@Injectable()
export class SalableComparison {
  private readonly logger = new Logger(SalableComparison.name);

  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly rows: SalableRepository,
  ) {}

  /** @param check throws when this process is to stop here */
  async compare(run: HeldRun, store: StoreContext, check: () => void): Promise<void> {
    const skus = await skusToLookAt(this.database.manager, store.id, { limit: MOST_SKUS, again: MOST_AGAIN });
    if (skus.length === 0) return;
    const summary: SalableSummaryDto = { checked: 0, differing: {}, unread: 0, skipped: null, message: null };
    const client = this.stores.magentoOf(store);
    const stock = await client.salable.stockOf(store.settings.websiteCode).catch((error: unknown) => {
      const { message } = errorWords(error);
      Object.assign(summary, { skipped: whyNoSalable(error) ?? null, message });
    });
    const until = time.monotonic() + time.limitMs(MOST_MS);
    if (stock) await this.lookAtAll({ run, store, client, stock, summary, check, until }, skus);
    summary.message = summary.message && storable(summary.message);
    await this.rows.summarise(run, summary);
    this.say(store, run, summary);
  }

  private async lookAtAll(look: Look, skus: SalableSku[]): Promise<void> {
    const { summary } = look;
    for (const sku of skus) {
      look.check();
      const error =
        time.monotonic() > look.until ? new EndedError('It takes too long.') : await this.lookAt(look, sku);
      if (error === undefined) continue;
      summary.message ??= `Not every SKU could be read, e.g. ${sku.sku}: ${errorWords(error).message}`;
      const none = summary.checked === 0 && summary.unread >= UNREAD_TO_STOP;
      if (!none && (await isOfSku(look, error))) {
        summary.unread++;
        const readAt = await clockOf(this.database.manager);
        await this.rows.keep(look.run, look.store.row.baseUrl, { id: sku.id, readAt });
        continue;
      }
      summary.skipped = whyNoSalableNow(error);
      summary.message = `Ended early at ${sku.sku}: ${errorWords(error).message}`;
      return;
    }
  }

  /** @returns why Magento showed nothing */
  private async lookAt({ run, store, client, stock, summary }: Look, sku: SalableSku): Promise<unknown> {
    const { manager } = this.database;
    const readAt = await clockOf(manager);
    let salable: number;
    try {
      salable = await client.salable.quantityOf(sku.sku, stock.stockId);
    } catch (error) {
      return error;
    }
    const { row } = await this.stores.byId(store.id);
    if (row.updatedAt.getTime() !== store.row.updatedAt.getTime()) {
      return new EndedError('The store was changed meanwhile.');
    }
    const compared = await comparedOf(manager, store.id, sku.sku, readAt);
    if (compared === undefined) return undefined;
    const differs = salableDifference(compared, salable);
    await this.rows.keep(run, store.row.baseUrl, {
      id: sku.id,
      readAt,
      seen: { ...compared, salable, differs },
    });
    summary.checked++;
    if (differs) summary.differing[differs] = (summary.differing[differs] ?? 0) + 1;
    return undefined;
  }

  private say(store: StoreContext, run: HeldRun, summary: SalableSummaryDto): void {
    const words = { store: store.code, run: run.id, ...summary };
    const isOdd = summary.differing[SalableDifference.Unexplained] !== undefined;
    if (isOdd) this.logger.warn(words, 'salable quantities differ, and open orders do not explain it');
    else if (summary.checked === 0) this.logger.log(words, 'no salable quantity was compared');
    else this.logger.log(words, 'salable quantities compared');
  }
}

interface Look {
  run: HeldRun;
  store: StoreContext;
  client: MagentoClient;
  stock: WebsiteStock;
  summary: SalableSummaryDto;
  check: () => void;
  /** By the monotonic clock. */
  until: number;
}

/** Not for Magento's sake. */
class EndedError extends Error {}

/** Magento names the SKU, or answers the same question without one: the shop is there. */
async function isOfSku({ client, store }: Look, error: unknown): Promise<boolean> {
  if (error instanceof EndedError || error instanceof MagentoPermissionError) return false;
  // A SKU that cannot stand in an address.
  if (!(error instanceof MagentoError)) return true;
  if (error instanceof MagentoRejectedError || error instanceof MagentoNotFoundError) return true;
  return client.salable.stockOf(store.settings.websiteCode).then(
    () => true,
    () => false,
  );
}

/** Of a SKU's call: "not found" speaks of the SKU. Only a right that was taken away meanwhile speaks of all. */
function whyNoSalableNow(error: unknown): NoSalable | null {
  const why = whyNoSalable(error);
  return why === NoSalable.MissingRight ? why : null;
}

/** A shop's words may hold what jsonb does not take: NUL, and halves of characters. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
