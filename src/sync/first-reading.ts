import { Inject, Injectable } from '@nestjs/common';
import type { MagentoClient } from '../magento/magento.client.js';
import { ofStoreViews, oneOf, SearchCriteria } from '../magento/search-criteria.js';
import type { StoreContext } from '../stores/stores.service.js';
import { pageSizeOf } from './page-size.js';
import { type Claim, SyncCursorsRepository } from './sync-cursors.repository.js';
import { PAGE_IMPORTER, type PageImporter } from './sync.types.js';
import { FEWEST_PAGES } from './whole-source.js';

/** Where a stream begins: `waits` for another one's reading, or behind what that one has read; undefined: at the start. */
export type FirstPlace = 'waits' | Date | undefined;

/**
 * `orders.changed` reads all orders of a shop at its first run, and `orders.new` all those with a status to be fetched: where
 * these are most of the shop, the same orders. Then `orders.new` begins behind what the other stream has read, and waits
 * while it reads; no longer, so that an order is read by this stream as soon as the other one does not get on.
 */
@Injectable()
export class FirstReading {
  constructor(
    private readonly cursors: SyncCursorsRepository,
    @Inject(PAGE_IMPORTER) private readonly orders: PageImporter,
  ) {}

  /** Asks Magento only where the answer matters. */
  async placeOf(
    { stream, storeId, position, resume }: Claim,
    store: StoreContext,
    client: MagentoClient,
  ): Promise<FirstPlace> {
    if (stream !== 'orders.new' || position || resume) return undefined;
    const whole = await this.cursors.wholeReading(storeId);
    if (!whole || (!whole.position && !whole.underWay)) return undefined;
    // Where Magento cannot count, all is read.
    if (!(await readsMostOfAll(store, client).catch(() => false))) return undefined;
    if (!whole.position) return 'waits';
    // That stream may have begun before the settings were changed: a position does not say by which ones it read.
    return (await this.orders.anyOfOtherSettings(store)) ? undefined : whole.position;
  }
}

/** A shop of a few pages is not worth the questions. */
async function readsMostOfAll(store: StoreContext, client: MagentoClient): Promise<boolean> {
  const { storeIds, statusesToFetch } = store.settings;
  const ours = SearchCriteria.all();
  const all = storeIds.length > 0 ? ours.where(ofStoreViews(storeIds)) : ours;
  const count = await client.countOrders(all);
  if (count <= FEWEST_PAGES * pageSizeOf(store).most) return false;
  return (await client.countOrders(all.where(oneOf('status', statusesToFetch)))) > count / 2;
}
