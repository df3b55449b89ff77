import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { fromMagentoTime } from '../magento/magento-time.js';
import type { Reading } from '../magento/magento.client.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf, impliedEntityId } from '../magento/order-identity.js';
import type { Instant } from '../platform/time/time.js';
import { ErasedCustomers } from '../personal-data/erased-customers.js';
import type { StoreContext } from '../stores/stores.service.js';
import type {
  Glance,
  OrderSummary,
  PageImporter,
  PageResult,
  PreparedPage,
  Refusal,
} from '../sync/sync.types.js';
import { type OwnSku, ProductSkus } from './product-skus.js';
import { UnmappableOrderError, whyUnmappable } from './order-fields.js';
import { SyncState } from './order-sync-state.js';
import { hidesParent, shownFieldsOf } from './shown-fields.js';
import { mapOrder, type OrderRecord } from './orders.mapper.js';
import { type Salvaged, salvageOrders } from './orders.salvage.js';
import { type WriteContext, writeOrders } from './orders.repository.js';
import { anyOfOtherSettings, changedByHand, distrust, notAsRead } from './order-comparison.repository.js';
import {
  atRest,
  comparedWithStored,
  type ContestedOrder,
  contestedOrders,
  notAsListed,
  settleContested,
  type Stranger,
} from './stored-orders.repository.js';

const NOT_PASSED_ON: ReadonlySet<string> = new Set([SyncState.Held, SyncState.Waiting, SyncState.Ignored]);

/** What came of storing one order that was read by itself. */
export type Refreshed = 'stored' | 'contested' | Refusal;

/**
 * The orders' part of a poll: a page of Magento orders becomes rows. Each order is stored or refused with a reason; none
 * can keep out another.
 */
@Injectable()
export class OrdersImporter implements PageImporter<OrderRecord> {
  constructor(
    private readonly database: DataSource,
    private readonly erased: ErasedCustomers,
    private readonly skus: ProductSkus,
  ) {}

  async prepare(store: StoreContext, orders: MagentoOrder[]): Promise<PreparedPage<OrderRecord>> {
    const ownSku = await this.skus.learn(store, orders);
    const mapped = mapAll(orders, store, ownSku);
    return { ...mapped, ...(await comparedWithStored(this.database.manager, store.id, mapped.records)) };
  }

  async write(
    manager: EntityManager,
    store: StoreContext,
    { records, differing, alone = false }: PreparedPage<OrderRecord>,
    begun: Instant,
    correlationId: string,
    salvage = false,
  ): Promise<PageResult> {
    const context = { storeId: store.id, begun, alone, source: 'MAGENTO' as const, correlationId };
    const written = await this.store(manager, store, context, differing, salvage);
    const { inserted, updated, contested } = written;
    const refused = [...written.refused, ...written.strangers.map(toRefusal)];
    const unchanged = records.length - inserted - updated - refused.length;
    return {
      counts: { inserted, updated, unchanged, skipped: countSkipped(records) },
      refused,
      contested,
    };
  }

  /** Before one order is read by itself, in no transaction. @throws MagentoError */
  async learn(store: StoreContext, order: MagentoOrder): Promise<void> {
    await this.skus.learn(store, [order]);
  }

  async notAsRead(store: StoreContext, { records }: PreparedPage<OrderRecord>): Promise<OrderRecord[]> {
    const { manager } = this.database;
    const different = await notAsRead(manager, store.id, records);
    if (different.length === 0) return different;
    const deleted = await atRest(manager, store.id, different);
    return different.filter((order) => !deleted.has(order));
  }

  distrust(
    manager: EntityManager,
    store: StoreContext,
    records: OrderRecord[],
    begun: Instant,
  ): Promise<string[]> {
    return distrust(manager, store.id, records, begun);
  }

  /** The orders of a cheap list that are to be read in full: not stored, or not as listed. */
  async outdated(store: StoreContext, listed: MagentoOrder[]): Promise<Glance> {
    const named = listed.flatMap(toSummary);
    const ids = await notAsListed(this.database.manager, store.id, named);
    return { ids: [...new Set(ids)], nameless: listed.length - named.length, skipped: {} };
  }

  shownFields({ settings }: StoreContext): string | undefined {
    return shownFieldsOf(settings);
  }

  anyOfOtherSettings({ id, settings }: StoreContext): Promise<boolean> {
    return anyOfOtherSettings(this.database.manager, id, settings);
  }

  /** What is stored as shown is mapped to the same hash; all else is read in full, and only that reading is stored. */
  async notAsShown(store: StoreContext, listed: MagentoOrder[]): Promise<Glance> {
    const { records, differing, refused, nameless } = await this.prepare(store, listed);
    const ids = new Set([
      ...differing.map((order) => order.entity_id),
      ...refused.map((order) => order.entityId),
      ...listed.filter(hidesParent).flatMap((order) => String(entityIdOf(order) ?? '') || []),
    ]);
    const same = records.filter((order) => !ids.has(order.entity_id));
    return { ids: [...ids], nameless, skipped: countSkipped(same) };
  }

  contested(store: StoreContext, limit: number): Promise<ContestedOrder[]> {
    return contestedOrders(this.database.manager, store.id, limit);
  }

  settleContested(manager: EntityManager, store: StoreContext, order: ContestedOrder): Promise<void> {
    return settleContested(manager, store.id, order);
  }

  /**
   * One order that was read for another reason, in that reason's transaction, which an odd order must not end. One that
   * is refused stays as it was, and a poll reports it; one that is contested is read again by a poll.
   * @param salvage costs two more round trips: for a transaction that cannot be tried again, or has failed once
   * @param byColumns costs another one: also where the row says that nothing changed
   */
  async refresh(
    manager: EntityManager,
    store: StoreContext,
    reading: Reading<MagentoOrder>,
    correlationId: string,
    salvage: boolean,
    byColumns = false,
  ): Promise<Refreshed> {
    const ownSku = await this.skus.ofStored(manager, store, reading.value);
    const { records, refused: unmappable } = mapAll([reading.value], store, ownSku);
    if (unmappable[0]) return unmappable[0];
    const { begun } = reading;
    if (byColumns) {
      await this.distrust(manager, store, await changedByHand(manager, store.id, records), begun);
    }
    const context = { storeId: store.id, begun, alone: true, source: 'SERVICE' as const, correlationId };
    const written = await this.store(manager, store, context, records, salvage);
    const refused = written.refused[0] ?? (written.strangers[0] && toRefusal(written.strangers[0]));
    return refused ?? (written.contested.length > 0 ? 'contested' : 'stored');
  }

  /** An order that is new here may be an old one of a customer who was erased. */
  private async store(
    manager: EntityManager,
    { code }: StoreContext,
    context: WriteContext,
    orders: OrderRecord[],
    salvage: boolean,
  ): Promise<Salvaged> {
    const written: Salvaged = salvage
      ? await salvageOrders(manager, context, orders)
      : { ...(await writeOrders(manager, context, orders)), refused: [] };
    if (written.someErased && written.inserted > 0) {
      const byEmail = orders.map((order) => ({ entityId: order.entity_id, emails: emailsOf(order) }));
      await this.erased.recognise(manager, { id: context.storeId, code }, byEmail);
    }
    return written;
  }
}

function emailsOf({ billing_address: billing, shipping_address: shipping }: OrderRecord): string[] {
  return [billing?.email, shipping?.email].flatMap((email) => email || []);
}

/** One order per entity_id: an upsert cannot touch a row twice. The later reading is the newer one. */
function mapAll(
  orders: MagentoOrder[],
  store: StoreContext,
  ownSku: OwnSku | undefined,
): Omit<PreparedPage<OrderRecord>, 'differing'> {
  const records = new Map<string, OrderRecord>();
  const refused: Refusal[] = [];
  let nameless = 0;
  for (const order of orders) {
    try {
      const record = ofStore(mapOrder(order, store.settings, ownSku), store);
      records.set(record.entity_id, record);
    } catch (error) {
      const entityId = impliedEntityId(order);
      if (entityId === undefined) nameless++;
      else refused.push({ entityId: String(entityId), reason: `cannot be mapped: ${whyUnmappable(error)}` });
    }
  }
  return { records: [...records.values()], refused, nameless };
}

/** Magento lists the orders of every store view; one of another view is another store's. @throws UnmappableOrderError */
function ofStore(record: OrderRecord, { settings: { storeIds } }: StoreContext): OrderRecord {
  const view = record.magento_store_id;
  if (storeIds.length === 0 || (view !== null && storeIds.includes(view))) return record;
  throw new UnmappableOrderError(`it is of store view ${view}, which is none of this store's`);
}

/** A Magento that was installed again counts from 1 again: an order must not inherit what was done with another one. */
function toRefusal({ entityId, deleted, stored, shown }: Stranger): Refusal {
  if (deleted) return { entityId, reason: whyNotAgain(stored, shown), shown };
  const reason =
    `needs a person: Magento shows order ${shown.incrementId} of ${shown.createdAt} under this code, and we hold ` +
    `order ${stored.incrementId} of ${stored.createdAt}. Was Magento installed again? Decide whether it is another order.`;
  return { entityId, reason, shown };
}

/** Deleted for good was what had come to its end: what is open under its code is to be done, or is another order. */
function whyNotAgain(stored: Stranger['stored'], shown: Stranger['shown']): string {
  const gone = `needs a person: order ${stored.incrementId} of ${stored.createdAt} was deleted here (deleteAfterDays), and Magento shows`;
  return stored.incrementId === shown.incrementId && stored.createdAt === shown.createdAt
    ? `${gone} it open again. Decide as NEW_ORDER to take it in as a new one.`
    : `${gone} order ${shown.incrementId} of ${shown.createdAt} under its code. Decide whether it is another order.`;
}

/** As stored, so far as a cheap list tells; what cannot be read is left as it is, and differs. */
function toSummary(order: MagentoOrder): OrderSummary[] {
  const id = entityIdOf(order);
  if (id === undefined) return [];
  const createdAt = fromMagentoTime(order.created_at)?.toISOString() ?? null;
  return [
    {
      entity_id: String(id),
      increment_id: order.increment_id ?? String(id),
      status: order.status ?? null,
      magento_created_at: createdAt,
      magento_updated_at: fromMagentoTime(order.updated_at)?.toISOString() ?? createdAt,
    },
  ];
}

function countSkipped(records: OrderRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { sync_state: state, sync_reason: reason } of records) {
    if (reason !== null && NOT_PASSED_ON.has(state)) counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}
