import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Reading } from '../magento/magento.client.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { PageCounts, PageImporter, PreparedPage } from '../sync/sync.types.js';
import { SyncState } from './order-sync-state.js';
import { mapOrder, type OrderRecord, UnmappableOrderError } from './orders.mapper.js';
import { withoutUnchanged, writeOrders } from './orders.writer.js';

const NOT_PASSED_ON: ReadonlySet<string> = new Set([SyncState.Held, SyncState.Waiting, SyncState.Ignored]);

/** The orders' part of a poll: a page of Magento orders becomes rows. */
@Injectable()
export class OrdersImporter implements PageImporter<OrderRecord> {
  constructor(private readonly database: DataSource) {}

  async prepare(store: StoreContext, orders: MagentoOrder[]): Promise<PreparedPage<OrderRecord>> {
    const mapped = mapAll(orders, store);
    return { ...mapped, differing: await withoutUnchanged(this.database.manager, store.id, mapped.records) };
  }

  async write(
    manager: EntityManager,
    store: StoreContext,
    { records, differing }: PreparedPage<OrderRecord>,
    readAt: Date,
    correlationId: string,
  ): Promise<PageCounts> {
    const context = { storeId: store.id, readAt, source: 'MAGENTO' as const, correlationId };
    const { inserted, updated } = await writeOrders(manager, context, differing);
    return {
      inserted,
      updated,
      unchanged: records.length - inserted - updated,
      skipped: countSkipped(records),
    };
  }

  /** One order that was read for another reason. One that cannot be mapped stays as it was: a poll will report it. */
  async refresh(
    manager: EntityManager,
    store: StoreContext,
    reading: Reading<MagentoOrder>,
    correlationId: string,
  ): Promise<void> {
    const { records } = mapAll([reading.value], store);
    const context = {
      storeId: store.id,
      readAt: reading.at ?? new Date(),
      source: 'SERVICE' as const,
      correlationId,
    };
    await writeOrders(manager, context, records);
  }
}

/** One order per entity_id: an upsert cannot touch a row twice. The later reading is the newer one. */
function mapAll(orders: MagentoOrder[], store: StoreContext): Omit<PreparedPage<OrderRecord>, 'differing'> {
  const records = new Map<string, OrderRecord>();
  const unmappable: PreparedPage['unmappable'] = [];
  for (const order of orders) {
    try {
      const record = mapOrder(order, store.settings);
      records.set(record.entity_id, record);
    } catch (error) {
      if (!(error instanceof UnmappableOrderError)) throw error;
      if (Number.isSafeInteger(order.entity_id)) {
        unmappable.push({ entityId: String(order.entity_id), reason: `cannot be mapped: ${error.message}` });
      }
    }
  }
  return { records: [...records.values()], unmappable };
}

function countSkipped(records: OrderRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { sync_state: state, sync_reason: reason } of records) {
    if (reason !== null && NOT_PASSED_ON.has(state)) counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}
