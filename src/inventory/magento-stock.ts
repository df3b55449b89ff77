import type { EntityManager } from 'typeorm';
import { pageSizeLimit } from '../magento/error-mapping.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoNotFoundError, MagentoPermissionError } from '../magento/magento.errors.js';
import { numberOf, type SourceStock } from '../magento/stock.client.js';
import { errorWords } from '../platform/errors/app-error.js';
import { clockOf, skusAfter } from './inventory-levels.read-model.js';
import { rowOf, skuGroups } from './sku-groups.js';
import { Blame, StoreEvidence } from './store-evidence.js';
import { DEFAULT_SOURCE } from '../magento/stock.client.js';
import { time } from '../platform/time/time.js';

const PAGE = 100;

/** A level that is kept here. */
interface Kept {
  id: string;
  sku: string;
}

/** What Magento has of a level; quantity null where it has none. */
interface SeenStock {
  id: string;
  quantity: number | null;
}

/** What was found out at one time. */
export interface Looked {
  /** When the reading began, by the database's clock. */
  readAt: string;
  seen: SeenStock[];
  unread: { sku: string; reason: string }[];
}

/**
 * What Magento has of the levels that are kept of a source, some at a time. Magento is asked for these SKUs and no others,
 * so that neither a wrong count nor a page that moved can leave one out.
 */
export async function* stockOf(
  manager: EntityManager,
  storeId: number,
  client: MagentoClient,
  source: string,
): AsyncGenerator<Looked> {
  const reader = new StockReader(client, source);
  for (let after = '0'; ;) {
    const kept = await skusAfter(manager, { storeId, source, after, limit: PAGE });
    if (kept.length === 0) return;
    for (const group of skuGroups(kept, reader.most)) {
      const readAt = await clockOf(manager);
      yield { readAt, ...(await reader.read(group)) };
    }
    after = kept.at(-1)!.id;
  }
}

/** What Magento has of a level, or why that cannot be read. */
export type ShownStock = { quantity: number | null } | { unread: string };

/** What Magento has of these SKUs of a source, by the id of the level. */
export async function stockOfLevels(
  client: MagentoClient,
  source: string,
  levels: Kept[],
): Promise<Map<string, ShownStock>> {
  const reader = new StockReader(client, source);
  const found = new Map<string, ShownStock>();
  for (const group of skuGroups(levels, reader.most)) {
    const { seen, unread } = await reader.read(group);
    for (const { id, quantity } of seen) found.set(id, { quantity });
    for (const { sku, reason } of unread) {
      for (const { id } of group.filter((one) => one.sku === sku)) found.set(id, { unread: reason });
    }
  }
  return found;
}

class StockReader {
  /** SKUs per question that the shop takes. */
  most = PAGE;
  private readonly evidence: StoreEvidence;
  private oneByOne = false;

  constructor(
    private readonly client: MagentoClient,
    private readonly source: string,
  ) {
    this.evidence = new StoreEvidence(() => client.stock.ping());
  }

  /** @throws MagentoError when the shop is down, or has no such source */
  async read(group: Kept[]): Promise<Omit<Looked, 'readAt'>> {
    if (this.oneByOne) return this.readEach(group);
    const began = time.monotonic();
    try {
      return await this.readTogether(group);
    } catch (error) {
      const limit = pageSizeLimit(error);
      if (limit !== undefined && limit < group.length) {
        this.most = limit;
        return this.inParts(group, limit);
      }
      if (hasNoSources(error, this.source)) {
        this.oneByOne = true;
        return this.readEach(group);
      }
      if (isOfNoSku(error)) throw error;
      if ((await this.evidence.blame(error, group[0]!.id, began)) === Blame.Store) throw error;
      if (group.length > 1) return this.inParts(group, Math.ceil(group.length / 2));
      return { seen: [], unread: [{ sku: group[0]!.sku, reason: errorWords(error).message }] };
    }
  }

  private async inParts(group: Kept[], size: number): Promise<Omit<Looked, 'readAt'>> {
    const whole: Omit<Looked, 'readAt'> = { seen: [], unread: [] };
    for (let from = 0; from < group.length; from += size) {
      const part = await this.read(group.slice(from, from + size));
      whole.seen.push(...part.seen);
      whole.unread.push(...part.unread);
    }
    return whole;
  }

  /** What is in no answer is asked for once more: one list without a row proves nothing. */
  private async readTogether(group: Kept[]): Promise<Omit<Looked, 'readAt'>> {
    const rows = await this.client.stock.sourceItemsOf(this.source, skusOf(group));
    const missing = group.filter(({ sku }) => !rowOf(rows, sku));
    if (missing.length > 0) {
      rows.push(...(await this.client.stock.sourceItemsOf(this.source, skusOf(missing))));
    }
    this.evidence.succeeded();
    const whole: Omit<Looked, 'readAt'> = { seen: [], unread: [] };
    for (const { id, sku } of group) {
      const row: SourceStock | undefined = rowOf(rows, sku);
      const quantity = row && numberOf(row.quantity);
      if (!row) whole.seen.push({ id, quantity: null });
      else if (quantity !== undefined) whole.seen.push({ id, quantity });
      else whole.unread.push({ sku, reason: `Magento shows the quantity ${JSON.stringify(row.quantity)}.` });
    }
    return whole;
  }

  private async readEach(group: Kept[]): Promise<Omit<Looked, 'readAt'>> {
    const whole: Omit<Looked, 'readAt'> = { seen: [], unread: [] };
    for (const { id, sku } of group) {
      const began = time.monotonic();
      try {
        const { quantity } = await this.client.stock.getStockItem(sku);
        this.evidence.succeeded();
        whole.seen.push({ id, quantity });
      } catch (error) {
        if (error instanceof MagentoNotFoundError) whole.seen.push({ id, quantity: null });
        else if ((await this.evidence.blame(error, id, began)) === Blame.Store) throw error;
        else whole.unread.push({ sku, reason: errorWords(error).message });
      }
    }
    return whole;
  }
}

function skusOf(group: Kept[]): string[] {
  return group.map(({ sku }) => sku);
}

/** No sources here, or an account that writes stock items only and may not read them. */
function hasNoSources(error: unknown, source: string): boolean {
  return source === DEFAULT_SOURCE && isOfNoSku(error);
}

/** The route of source items names no SKU. */
function isOfNoSku(error: unknown): boolean {
  return error instanceof MagentoNotFoundError || error instanceof MagentoPermissionError;
}
