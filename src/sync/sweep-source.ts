import type { MagentoClient } from '../magento/magento.client.js';
import type { StoreContext } from '../stores/stores.service.js';
import { PageWalker } from './page-walker.js';
import type { PageImporter } from './sync.types.js';
import type { Page, PageSource, Walk } from './walk.js';

/** Enough to tell whether an order is stored as Magento has it; a cheap answer for a shop with many orders. */
const FIELDS = 'items[entity_id,increment_id,store_id,status,created_at,updated_at],total_count';

/** Pages of all ids, of which only those orders are read in full that are not stored as listed. */
export class SweepSource implements PageSource {
  private readonly list: PageWalker;

  constructor(
    private readonly client: MagentoClient,
    private readonly walk: Walk,
    private readonly store: StoreContext,
    private readonly importer: PageImporter,
  ) {
    this.list = new PageWalker(client, { ...walk, fields: FIELDS });
  }

  async next(): Promise<Page | undefined> {
    const listed = await this.list.next();
    if (!listed) return undefined;
    const orders: Page['orders'] = [];
    const undeliverable = [...listed.undeliverable];
    let { begun, unreadable } = listed;
    const ids = await this.importer.outdated(this.store, listed.orders);
    if (ids.length > 0) {
      const full = new PageWalker(this.client, { ...this.walk, after: undefined, exclude: [], ids });
      for (let first = true, page = await full.next(); page; page = await full.next(), first = false) {
        orders.push(...page.orders);
        undeliverable.push(...page.undeliverable);
        unreadable += page.unreadable;
        // The list's own reading is not stored.
        if (first) begun = page.begun;
      }
    }
    const same = listed.orders.length - orders.length;
    return { ...listed, begun, orders, undeliverable, unreadable, same: Math.max(0, same) };
  }
}
