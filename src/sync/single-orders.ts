import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoClient, Reading } from '../magento/magento.client.js';
import {
  MagentoBreakerOpenError,
  MagentoError,
  MagentoNotFoundError,
  MagentoServerError,
  MagentoTransientError,
} from '../magento/magento.errors.js';
import { askedToWait } from '../magento/magento-policies.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import type { Instant } from '../platform/time/time.js';
import { isAboutRows } from '../platform/database/pg-errors.js';
import type { StoreContext } from '../stores/stores.service.js';
import { ParkedOrders } from './parked-orders.js';
import { postponeReread } from './rereads.repository.js';
import { PAGE_IMPORTER, type PageImporter, type PreparedPage, type Refusal } from './sync.types.js';

const PARKED_AT_ONCE = 50;
const CONTESTED_AT_ONCE = 50;
/**
 * One order may fail always, as by a firewall or a time limit; so many in a row may be the shop. Each is tried four times,
 * and twelve failures in a row open the breaker for all other calls.
 */
const MOST_UNANSWERED_IN_A_ROW = 2;

/**
 * What reading one order by itself came to; `contested`: readings crossed once more; `unanswered`: nothing that says
 * something of the order; `busy`: the same, and the shop asked to be left alone; `not asked`: calls to the shop pause.
 */
type Outcome = 'stored' | 'gone' | 'refused' | 'contested' | 'unanswered' | 'busy' | 'not asked';

/** Orders that are read one by one: parked orders, and those of which two readings crossed. */
@Injectable()
export class SingleOrders {
  constructor(
    private readonly database: DataSource,
    private readonly parked: ParkedOrders,
    @Inject(PAGE_IMPORTER) private readonly importer: PageImporter,
  ) {}

  /** Tries each parked order that is due. An outage of the shop says nothing of an order, and ends the round. */
  async retryParked(store: StoreContext, client: MagentoClient, correlationId: string): Promise<void> {
    await this.each(
      await this.parked.due(store, PARKED_AT_ONCE),
      (entityId) =>
        this.read(store, client, entityId, correlationId, (manager, refused) =>
          refused.length > 0
            ? this.parked.park(manager, store, refused, true)
            : this.parked.unpark(manager, store, entityId),
        ),
      (entityId) => this.parked.postpone(store, entityId),
    );
  }

  /** Where two readings of an order crossed, either may have been the newer one: a third one decides. */
  async readContested(store: StoreContext, client: MagentoClient, correlationId: string): Promise<void> {
    await this.each(
      await this.importer.contested(store, CONTESTED_AT_ONCE),
      (order) =>
        this.read(store, client, order.entityId, correlationId, async (manager, refused) => {
          await this.parked.park(manager, store, refused);
          await this.importer.settleContested(manager, store, order);
        }),
      (order) => postponeReread(this.database.manager, store.id, order),
    );
  }

  /** An order without answer goes behind the others, so that none can keep them from their turn. */
  private async each<T>(
    orders: T[],
    read: (order: T) => Promise<Outcome>,
    postpone: (order: T) => Promise<void>,
  ): Promise<void> {
    let inARow = 0;
    for (const order of orders) {
      const outcome = await read(order);
      if (outcome === 'not asked') return;
      const answered = outcome !== 'unanswered' && outcome !== 'busy';
      inARow = answered ? 0 : inARow + 1;
      if (!answered) await postpone(order);
      if (outcome === 'busy' || inARow === MOST_UNANSWERED_IN_A_ROW) return;
    }
  }

  /** @param done in the transaction that stores the order, with the reasons why it could not be */
  private async read(
    store: StoreContext,
    client: MagentoClient,
    entityId: string,
    correlationId: string,
    done: (manager: EntityManager, refused: Refusal[]) => Promise<void>,
  ): Promise<Outcome> {
    try {
      const reading = await client.getOrder(entityId);
      const prepared = await this.prepare(store, entityId, reading);
      return await this.store(store, reading.begun, prepared, correlationId, done);
    } catch (error) {
      if (!(error instanceof MagentoError)) throw error;
      if (error instanceof MagentoNotFoundError) {
        await this.database.transaction((manager) => done(manager, []));
        return 'gone';
      }
      if (!saysSomethingOfTheOrder(error)) return withoutAnswer(error);
      await this.database.transaction((manager) => done(manager, [{ entityId, reason: error.message }]));
      return 'refused';
    }
  }

  /** What comes must be the order that was asked for. */
  private async prepare(
    store: StoreContext,
    entityId: string,
    { value }: Reading<MagentoOrder>,
  ): Promise<PreparedPage> {
    const isOrder = typeof value === 'object' && value !== null;
    const shown = isOrder ? entityIdOf(value) : undefined;
    if (isOrder && (shown === undefined || String(shown) === entityId)) {
      const prepared = { ...(await this.importer.prepare(store, [value])), alone: true };
      if (prepared.records.length > 0) return prepared;
      const reason = prepared.refused[0]?.reason ?? 'cannot be mapped: no entity_id';
      return { ...prepared, refused: [{ entityId, reason }] };
    }
    const reason = isOrder ? `Magento answered order ${shown} in its place` : 'Magento answered no order';
    return { records: [], differing: [], refused: [{ entityId, reason }], nameless: 0 };
  }

  private async store(
    store: StoreContext,
    begun: Instant,
    prepared: PreparedPage,
    correlationId: string,
    done: (manager: EntityManager, refused: Refusal[]) => Promise<void>,
    salvage = false,
  ): Promise<Outcome> {
    try {
      return await this.database.transaction(async (manager) => {
        const result = await this.importer.write(manager, store, prepared, begun, correlationId, salvage);
        // The mark stands, and the next round looks again.
        if (result.contested.length > 0) return 'contested';
        const refused = [...prepared.refused, ...result.refused];
        await done(manager, refused);
        return refused.length > 0 ? 'refused' : 'stored';
      });
    } catch (error) {
      if (salvage || !isAboutRows(error)) throw error;
      return this.store(store, begun, prepared, correlationId, done, true);
    }
  }
}

function withoutAnswer(error: MagentoError): Outcome {
  if (error instanceof MagentoBreakerOpenError) return 'not asked';
  return askedToWait(error) === undefined ? 'unanswered' : 'busy';
}

/** A 500, or a refusal, is about this order. Silence, a gateway, too many calls and sign-in are about the shop, or may be. */
function saysSomethingOfTheOrder(error: MagentoError): boolean {
  if (error instanceof MagentoTransientError) return false;
  return error instanceof MagentoServerError || error.phase === 'ANSWERED' || error.phase === 'REFUSED';
}
