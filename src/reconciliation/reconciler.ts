import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fromMagentoTime } from '../magento/magento-time.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import type { Instant } from '../platform/jobs/lease-clock.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { pageSizeOf } from '../sync/page-size.js';
import { PageWalker } from '../sync/page-walker.js';
import { PAGE_IMPORTER, type PageImporter, type Refusal } from '../sync/sync.types.js';
import type { DayOfOrders } from './orders-by-day.js';
import {
  addDifferences,
  documentsInRange,
  factsOf,
  keepCounts,
  type OrderFacts,
  ordersInRange,
  type OurDocuments,
} from './reconciliation.queries.js';
import { type Difference, DifferenceKind } from './reconciliation.types.js';

export interface Comparison {
  id: string;
  store: StoreContext;
  from: Date;
  to: Date;
  /** Called between calls to Magento; a throw ends it. */
  check: () => void;
}

/** What an order of the importer says of itself that may be told. */
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
 * is missing there was deleted by somebody, and making it anew is theirs to decide.
 */
@Injectable()
export class Reconciler {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    @Inject(PAGE_IMPORTER) private readonly importer: PageImporter<Compared>,
  ) {}

  async run(comparison: Comparison): Promise<void> {
    const { id, store, from, to } = comparison;
    const client = this.stores.magentoOf(store);
    const { manager } = this.database;
    const here = await ordersInRange(manager, store.id, from, to);
    const there = await this.compareOrders(comparison, client);
    await keepCounts(manager, id, here, there);
    const missing = [...here.keys()].filter((code) => !there.has(code));
    await addDifferences(manager, id, await this.confirmMissing(comparison, client, missing));
    await this.compareDocuments(comparison, client);
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
    }
    return there;
  }

  /** Magento's content against ours, column by column; what differs here is read in. */
  private async comparePage(
    { id, store }: Comparison,
    orders: MagentoOrder[],
    begun: Instant,
  ): Promise<void> {
    const prepared = await this.importer.prepare(store, orders);
    const differing = await this.importer.notAsRead(store, prepared);
    if (differing.length === 0 && prepared.refused.length === 0) return;
    const codes = [...differing.map((record) => record.entity_id), ...codesOf(prepared.refused)];
    await this.database.transaction(async (manager) => {
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

  private async compareDocuments(comparison: Comparison, client: MagentoClient): Promise<void> {
    const { id, store, from, to } = comparison;
    const { manager } = this.database;
    for (const ours of await documentsInRange(manager, store.id, from, to)) {
      comparison.check();
      await addDifferences(manager, id, await this.documentDifferences(client, ours));
    }
  }

  private async documentDifferences(client: MagentoClient, ours: OurDocuments): Promise<Difference[]> {
    const code = ours.order_code;
    const invoices = (await client.documents.listInvoices(code)).map((one) => String(one.entity_id));
    const shipments = (await client.documents.listShipments(code)).map((one) => String(one.entity_id));
    return [
      ...idDifferences(code, 'invoice', ours.invoices, invoices),
      ...idDifferences(code, 'shipment', ours.shipments, shipments),
    ];
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
    ours: ours ? told(ours) : null,
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
    ours: ours ? told(ours) : null,
    theirs: null,
    reason: `What Magento has could not be taken in: ${reason}`,
    repaired: false,
  };
}

function idDifferences(
  orderCode: string,
  what: 'invoice' | 'shipment',
  ours: string[],
  theirs: string[],
): Difference[] {
  const invoice = what === 'invoice';
  const gone = ours
    .filter((id) => !theirs.includes(id))
    .map((id): Difference => ({
      orderCode,
      kind: invoice ? DifferenceKind.InvoiceMissingInMagento : DifferenceKind.ShipmentMissingInMagento,
      ours: { id },
      theirs: { ids: theirs },
      reason: `Magento no longer has ${what} ${id}: somebody deleted it there. It is not made anew without an operator.`,
      repaired: false,
    }));
  const foreign = theirs
    .filter((id) => !ours.includes(id))
    .map((id): Difference => ({
      orderCode,
      kind: invoice ? DifferenceKind.InvoiceMadeElsewhere : DifferenceKind.ShipmentMadeElsewhere,
      ours: { ids: ours },
      theirs: { id },
      reason: `${what} ${id} was made in Magento by somebody else.`,
      repaired: false,
    }));
  return [...gone, ...foreign];
}

function told(facts: OrderFacts): object {
  const { status, state, sync_state: syncState, grand_total: grandTotal, lines } = facts;
  return { status, state, syncState, grandTotal, lines };
}
