import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { withoutReportId } from '../magento/refusal-words.js';
import type { StoreContext } from '../stores/stores.service.js';
import {
  dueParked,
  park,
  parkedIds,
  type ParkedNow,
  postponeParked,
  unpark,
} from './parked-orders.repository.js';
import type { Refusal } from './sync.types.js';
import { type NewEvent, record } from '../timeline/timeline.repository.js';

/** So many are named one by one in the log. */
const MOST_NAMED = 5;

/** Orders that are not stored, and why. They are reported, and tried until they come. */
@Injectable()
export class ParkedOrders {
  private readonly logger = new Logger(ParkedOrders.name);

  constructor(private readonly database: DataSource) {}

  /** Being met again is no try: only `retried` counts. An ERROR is logged when an order is new here, or its reason. */
  async park(
    manager: EntityManager,
    store: StoreContext,
    refused: Refusal[],
    retried = false,
  ): Promise<void> {
    if (refused.length === 0) return;
    const unique = [...new Map(refused.map((one) => [one.entityId, one])).values()];
    const rows = await park(manager, store.id, unique, retried);
    await record(manager, rows.flatMap(disputeOf));
    this.report(
      store,
      rows.filter(
        ({ before, reason }) => before === null || withoutReportId(before) !== withoutReportId(reason),
      ),
    );
  }

  /** Ids to be left out of pages. */
  ids(store: StoreContext): Promise<string[]> {
    return parkedIds(this.database.manager, store.id);
  }

  due(store: StoreContext, limit: number): Promise<string[]> {
    return dueParked(this.database.manager, store.id, limit);
  }

  unpark(manager: EntityManager, store: StoreContext, entityId: string): Promise<void> {
    return unpark(manager, store.id, entityId);
  }

  /** The shop was down, or had no time: says nothing of the order, and counts as no try. */
  postpone(store: StoreContext, entityId: string): Promise<void> {
    return postponeParked(this.database.manager, store.id, entityId);
  }

  /** Without an id there is nothing to park: the run's row counts them, and the log says it. */
  reportNameless(store: StoreContext, count: number): void {
    this.logger.error(
      { store: store.code, count },
      'entries of the list of orders cannot be read, and nothing in them says which orders they are',
    );
  }

  private report(store: StoreContext, parked: { entityId: string; reason: string }[]): void {
    for (const { entityId, reason } of parked.slice(0, MOST_NAMED)) {
      this.logger.error({ store: store.code, orderCode: entityId, reason }, 'order parked; see parked_order');
    }
    const more = parked.length - MOST_NAMED;
    if (more > 0) this.logger.error({ store: store.code, more }, 'more orders parked; see parked_order');
  }
}

function disputeOf({ disputedId, reason }: ParkedNow): NewEvent[] {
  if (disputedId === null) return [];
  const kind = 'ORDER_DISPUTED';
  return [{ orderId: disputedId, source: 'SERVICE', kind, correlationId: null, summary: { reason } }];
}
