import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import { rowsOf } from '../platform/database/data-source.js';
import { AppError } from '../platform/errors/app-error.js';
import type { StoreContext } from '../stores/stores.service.js';
import { PAGE_IMPORTER, type PageImporter } from './sync.types.js';

const FIRST_RETRY_SECONDS = 60;
const LAST_RETRY_SECONDS = 3600;
/** Ids that fit into a URL; more than that is no poisoned order but a broken shop. */
const MOST_EXCLUDED = 300;

/** Orders that Magento cannot deliver, or that cannot be mapped. They are reported, and tried until they come. */
@Injectable()
export class ParkedOrders {
  private readonly logger = new Logger(ParkedOrders.name);

  constructor(
    private readonly database: DataSource,
    @Inject(PAGE_IMPORTER) private readonly importer: PageImporter,
  ) {}

  async park(manager: EntityManager, store: StoreContext, entityId: string, reason: string): Promise<void> {
    await manager.query(
      `INSERT INTO parked_order (store_id, entity_id, reason, next_try_at)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4))
       ON CONFLICT (store_id, entity_id) DO UPDATE SET
         reason = excluded.reason, tries = parked_order.tries + 1,
         next_try_at = now() + make_interval(secs => least($5, $4 * 2 ^ least(parked_order.tries, 10)))`,
      [store.id, entityId, reason.slice(0, 1000), FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS],
    );
    this.logger.error(
      { store: store.code, orderCode: entityId, reason },
      'order parked: Magento cannot deliver it; see parked_order',
    );
  }

  async ids(store: StoreContext): Promise<string[]> {
    const rows = await rowsOf<{ entity_id: string }>(
      this.database.manager,
      'SELECT entity_id FROM parked_order WHERE store_id = $1 ORDER BY entity_id LIMIT $2',
      [store.id, MOST_EXCLUDED],
    );
    return rows.map((row) => row.entity_id);
  }

  /** Tries each one that is due; answers how many came. */
  async retryDue(store: StoreContext, client: MagentoClient, correlationId: string): Promise<number> {
    const due = await rowsOf<{ entity_id: string }>(
      this.database.manager,
      'SELECT entity_id FROM parked_order WHERE store_id = $1 AND next_try_at <= now() ORDER BY next_try_at LIMIT 50',
      [store.id],
    );
    let recovered = 0;
    for (const { entity_id: entityId } of due) {
      recovered += await this.retry(store, client, entityId, correlationId);
    }
    return recovered;
  }

  private async retry(
    store: StoreContext,
    client: MagentoClient,
    entityId: string,
    correlationId: string,
  ): Promise<0 | 1> {
    try {
      const { value, at } = await client.getOrder(entityId);
      const prepared = await this.importer.prepare(store, [value]);
      await this.database.transaction(async (manager) => {
        await this.importer.write(manager, store, prepared, at ?? new Date(), correlationId);
        const [failed] = prepared.unmappable;
        if (failed) await this.park(manager, store, entityId, failed.reason);
        else await this.unpark(manager, store, entityId);
      });
      return 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const manager = this.database.manager;
      if (error instanceof MagentoNotFoundError) await this.unpark(manager, store, entityId);
      else await this.park(manager, store, entityId, error.message);
      return 0;
    }
  }

  private async unpark(manager: EntityManager, store: StoreContext, entityId: string): Promise<void> {
    await manager.query('DELETE FROM parked_order WHERE store_id = $1 AND entity_id = $2', [
      store.id,
      entityId,
    ]);
  }
}
