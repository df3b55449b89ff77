import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fromMagentoTime } from '../magento/magento-time.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import type { Instant } from '../platform/time/time.js';
import { StoresService } from '../stores/stores.service.js';
import { pageSizeOf } from '../sync/page-size.js';
import { PageWalker } from '../sync/page-walker.js';
import { PAGE_IMPORTER, type PageImporter, type Refusal } from '../sync/sync.types.js';
import { type Comparison, DocumentComparison, writing } from './document-comparison.js';
import type { DayOfOrders } from './orders-by-day.js';
import { deletedInRange, factsOf, type OrderFacts, ordersInRange } from './our-orders.read-model.js';
import { addDifferences, keepCounts } from './reconciliations.repository.js';
import { type Difference, DifferenceKind } from './reconciliation.types.js';

/** Facts of a mapped order that may be shown. */
interface Compared {
  entity_id: string;
  status: string | null;
  state: string | null;
  sync_state: string;
  grand_total: string;
  items: object[];
}

/**
 * Compares order by order with Magento and corrects our side as it goes. Magento's side is only reported: a document that
 * is missing there was deleted by somebody, and whether to make it again is theirs to decide.
 */
@Injectable()
export class Reconciler {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    @Inject(PAGE_IMPORTER) private readonly importer: PageImporter<Compared>,
    private readonly documents: DocumentComparison,
  ) {}

  async run(comparison: Comparison): Promise<void> {
    const client = this.stores.magentoOf(comparison.store);
    const here = await ordersInRange(this.database.manager, comparison);
    const there = await this.compareOrders(comparison, client);
    const deleted = await deletedInRange(this.database.manager, comparison);
    // Magento may have deleted them too.
    const counted = new Map([...here, ...[...deleted].filter(([code]) => there.has(code))]);
    await writing(this.database, comparison, (manager) => keepCounts(manager, comparison.id, counted, there));
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
    const walker = new PageWalker(client, {
      timeField: 'created_at',
      from,
      to,
      storeIds: store.settings.storeIds,
      pageSize: pageSizeOf(store),
      exclude: [],
      learn: (traits) => this.stores.learn(store, traits),
    });
    for (let page = await walker.next(); page; page = await walker.next()) {
      comparison.check();
      const alone = page.undeliverable.flatMap(({ reading }) => (reading ? [reading.value] : []));
      const orders = [...page.orders, ...alone];
      for (const { entityId } of page.undeliverable) there.set(entityId, undefined);
      for (const order of orders) there.set(String(entityIdOf(order)), dayOf(order));
      await this.comparePage(comparison, orders, page.begun);
      await this.documents.comments(comparison, orders);
    }
    return there;
  }

  /** Magento's content against ours, column by column; what differs here is read in. */
  private async comparePage(comparison: Comparison, orders: MagentoOrder[], begun: Instant): Promise<void> {
    const { id, store } = comparison;
    const prepared = await this.importer.prepare(store, orders);
    const differing = await this.importer.notAsRead(store, prepared);
    if (differing.length === 0 && prepared.refused.length === 0) return;
    const codes = [...differing.map((record) => record.entity_id), ...codesOf(prepared.refused)];
    await writing(this.database, comparison, async (manager) => {
      const before = byCode(await factsOf(manager, store.id, codes));
      const replaced = await this.importer.distrust(manager, store, differing, begun);
      const page = { ...prepared, differing };
      const result = await this.importer.write(manager, store, page, begun, `reconciliation:${id}`, true);
      const refused = [...prepared.refused, ...result.refused];
      const out = new Set([...codesOf(refused), ...result.contested]);
      const isTaken = (code: string): boolean =>
        !out.has(code) && (replaced.includes(code) || !before.has(code));
      const taken = differing.filter((record) => isTaken(record.entity_id));
      await addDifferences(manager, id, [
        ...taken.map((record) => takenIn(record, before.get(record.entity_id))),
        ...refused.map((one) => notTakenIn(one, before.get(one.entityId))),
      ]);
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
          ours: ours ? shown(ours) : null,
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

function codesOf(refused: Refusal[]): string[] {
  return refused.map(({ entityId }) => entityId);
}

function takenIn(theirs: Compared, ours: OrderFacts | undefined): Difference {
  const {
    entity_id: orderCode,
    status,
    state,
    sync_state: syncState,
    grand_total: grandTotal,
    items,
  } = theirs;
  return {
    orderCode,
    kind: ours ? DifferenceKind.OrderContent : DifferenceKind.OrderMissingHere,
    ours: ours ? shown(ours) : null,
    theirs: { status, state, syncState, grandTotal, lines: items.length },
    reason: ours
      ? 'Our copy was not what Magento has; it was replaced.'
      : 'Magento has an order that no poll had brought; it was taken in.',
    repaired: true,
  };
}

function notTakenIn({ entityId, reason }: Refusal, ours: OrderFacts | undefined): Difference {
  return {
    orderCode: entityId,
    kind: ours ? DifferenceKind.OrderContent : DifferenceKind.OrderMissingHere,
    ours: ours ? shown(ours) : null,
    theirs: null,
    reason: `What Magento has could not be taken in: ${reason}`,
    repaired: false,
  };
}

function shown(facts: OrderFacts): object {
  const { status, state, sync_state: syncState, grand_total: grandTotal, lines } = facts;
  return { status, state, syncState, grandTotal, lines };
}
