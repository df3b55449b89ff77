import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoClient, Reading } from '../magento/magento.client.js';
import {
  MagentoError,
  MagentoNotFoundError,
  MagentoServerError,
  MagentoTransientError,
} from '../magento/magento.errors.js';
import { mayBeTooMuch } from '../magento/magento-policies.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import type { Instant } from '../platform/jobs/lease-clock.js';
import { isAboutRows } from '../platform/database/sql-errors.js';
import type { StoreContext } from '../stores/stores.service.js';
import { ParkedOrders } from './parked-orders.js';
import { PAGE_IMPORTER, type PageImporter, type PreparedPage, type Refusal } from './sync.types.js';

const PARKED_AT_ONCE = 50;
const CONTESTED_AT_ONCE = 50;

/**
 * What reading one order by itself came to; `contested`: readings crossed once more; `slow`: no answer for this one;
 * `down`: the shop does not answer at all.
 */
type Outcome = 'stored' | 'gone' | 'refused' | 'contested' | 'slow' | 'down';

/** Orders that are read one by one: parked ones, and those of which two readings crossed. */
@Injectable()
export class SingleOrders {
  constructor(
    private readonly database: DataSource,
    private readonly parked: ParkedOrders,
    @Inject(PAGE_IMPORTER) private readonly importer: PageImporter,
  ) {}

  /** Tries each parked order that is due. An outage of the shop says nothing of an order, and ends the round. */
  async retryParked(store: StoreContext, client: MagentoClient, correlationId: string): Promise<void> {
    for (const entityId of await this.parked.due(store, PARKED_AT_ONCE)) {
      const outcome = await this.read(store, client, entityId, correlationId, (manager, refused) =>
        refused.length > 0
          ? this.parked.park(manager, store, refused, true)
          : this.parked.unpark(manager, store, entityId),
      );
      if (outcome === 'down') return;
      if (outcome === 'slow') await this.parked.postpone(store, entityId);
    }
  }

  /** Of two readings of an order that crossed, either may have been the newer one: a third one decides. */
  async readContested(store: StoreContext, client: MagentoClient, correlationId: string): Promise<void> {
    for (const order of await this.importer.contested(store, CONTESTED_AT_ONCE)) {
      const outcome = await this.read(
        store,
        client,
        order.entityId,
        correlationId,
        async (manager, refused) => {
          await this.parked.park(manager, store, refused);
          await this.importer.settleContested(manager, store, order);
        },
      );
      if (outcome === 'down' || outcome === 'slow') return;
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
      if (!saysSomethingOfTheOrder(error)) return mayBeTooMuch(error) ? 'slow' : 'down';
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

/** A 500, or a refusal, is about this order. Silence, a gateway, too many calls and sign-in are about the shop, or may be. */
function saysSomethingOfTheOrder(error: MagentoError): boolean {
  if (error instanceof MagentoTransientError) return false;
  return error instanceof MagentoServerError || error.phase === 'ANSWERED' || error.phase === 'REFUSED';
}
