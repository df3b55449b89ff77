import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fromMagentoTime } from '../magento/magento-time.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { StoresService } from '../stores/stores.service.js';
import { pageSizeOf } from '../sync/page-size.js';
import { PageWalker } from '../sync/page-walker.js';
import { PAGE_IMPORTER, type PageImporter } from '../sync/sync.types.js';
import { type Comparison, DocumentComparison, writing } from './document-comparison.js';
import type { DayOfOrders } from './orders-by-day.js';
import {
  addDifferences,
  factsOf,
  keepCounts,
  type OrderFacts,
  ordersInRange,
} from './reconciliation.queries.js';
import { type Difference, DifferenceKind } from './reconciliation.types.js';

interface Identified {
  entity_id: string;
}

/**
 * Compares order by order with Magento and mends our side as it goes. Magento's side is only reported: a document that
 * is missing there was deleted by somebody, and making it anew is theirs to decide.
 */
@Injectable()
export class Reconciler {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    @Inject(PAGE_IMPORTER) private readonly importer: PageImporter<Identified>,
    private readonly documents: DocumentComparison,
  ) {}

  async run(comparison: Comparison): Promise<void> {
    const client = this.stores.magentoOf(comparison.store);
    const here = await ordersInRange(this.database.manager, comparison);
    const there = await this.compareOrders(comparison, client);
    await writing(this.database, comparison, (manager) => keepCounts(manager, comparison.id, here, there));
    const missing = await this.confirmMissing(
      comparison,
      client,
      [...here.keys()].filter((code) => !there.has(code)),
    );
    await writing(this.database, comparison, (manager) => addDifferences(manager, comparison.id, missing));
    await this.documents.run(comparison, client);
  }

  /** @returns all orders that Magento has in the range */
  private async compareOrders(comparison: Comparison, client: MagentoClient): Promise<DayOfOrders> {
    const { store, from, to } = comparison;
    const there = new Map<string, string | undefined>();
    const exclude: string[] = [];
    const walker = new PageWalker(client, {
      timeField: 'created_at',
      from,
      to,
      storeIds: store.settings.storeIds,
      pageSize: pageSizeOf(store),
      exclude,
    });
    for (let page = await walker.next(); page; page = await walker.next()) {
      comparison.check();
      const orders = [...page.orders, ...page.undeliverable.flatMap(({ order }) => (order ? [order] : []))];
      for (const { entityId } of page.undeliverable) there.set(entityId, undefined);
      for (const order of orders) there.set(String(order.entity_id), dayOf(order));
      await this.mendPage(comparison, orders, page.readAt);
      await this.documents.comments(comparison, orders);
    }
    return there;
  }

  private async mendPage(comparison: Comparison, orders: MagentoOrder[], readAt: Date): Promise<void> {
    const { id, store } = comparison;
    const prepared = await this.importer.prepare(store, orders);
    const codes = prepared.differing.map((record) => record.entity_id);
    if (codes.length === 0) return;
    await writing(this.database, comparison, async (manager) => {
      const before = byCode(await factsOf(manager, store.id, codes));
      await this.importer.write(manager, store, prepared, readAt, `reconciliation:${id}`);
      const after = byCode(await factsOf(manager, store.id, codes));
      await addDifferences(
        manager,
        id,
        codes.map((code) => orderDifference(code, before, after)).filter(isSome),
      );
    });
  }

  /** An order may have left the range or the store view; only a 404 says that it is gone. */
  private async confirmMissing(
    comparison: Comparison,
    client: MagentoClient,
    codes: string[],
  ): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const orderCode of codes) {
      comparison.check();
      try {
        await client.getOrder(orderCode);
      } catch (error) {
        if (!(error instanceof MagentoNotFoundError)) throw error;
        const [ours] = await factsOf(this.database.manager, comparison.store.id, [orderCode]);
        found.push({
          orderCode,
          kind: DifferenceKind.OrderMissingInMagento,
          ours: ours ? told(ours) : null,
          theirs: null,
          reason:
            'Magento answers 404: somebody deleted it there. Ask the merchant before anything is shipped.',
          repaired: false,
        });
      }
    }
    return found;
  }
}

function dayOf(order: MagentoOrder): string | undefined {
  return fromMagentoTime(order.created_at)?.toISOString().slice(0, 10);
}

function byCode(facts: OrderFacts[]): Map<string, OrderFacts> {
  return new Map(facts.map((one) => [one.entity_id, one]));
}

function orderDifference(
  orderCode: string,
  before: Map<string, OrderFacts>,
  after: Map<string, OrderFacts>,
): Difference | undefined {
  const ours = before.get(orderCode);
  const theirs = after.get(orderCode);
  if (!theirs || ours?.hash === theirs.hash) return undefined;
  return {
    orderCode,
    kind: ours ? DifferenceKind.OrderContent : DifferenceKind.OrderMissingHere,
    ours: ours ? told(ours) : null,
    theirs: told(theirs),
    reason: ours
      ? 'Our copy was not what Magento has; it was mended.'
      : 'Magento has an order that no poll had brought; it was taken in.',
    repaired: true,
  };
}

function told(facts: OrderFacts): object {
  const { status, state, sync_state: syncState, grand_total: grandTotal, lines } = facts;
  return { status, state, syncState, grandTotal, lines };
}

function isSome(difference: Difference | undefined): difference is Difference {
  return difference !== undefined;
}
