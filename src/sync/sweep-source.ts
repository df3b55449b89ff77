import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoBreakerOpenError, MagentoError, MagentoNotFoundError } from '../magento/magento.errors.js';
import { askedToWait } from '../magento/magento-policies.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import type { StoreContext } from '../stores/stores.service.js';
import { PageWalker } from './page-walker.js';
import type { Undeliverable } from './poison-finder.js';
import type { PageImporter } from './sync.types.js';
import type { Page, PageSource, Walk } from './walk.js';

/** Enough to tell whether an order is stored as Magento has it; a cheap answer for a shop with many orders. */
const FIELDS = 'items[entity_id,increment_id,store_id,status,created_at,updated_at],total_count';
/** One order may fail always; so many in a row may be the shop, and the run fails. */
const MOST_FAILURES_IN_A_ROW = 2;

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
    const ids = new Set(await this.importer.outdated(this.store, listed.orders));
    const named = listed.orders.filter((order) => entityIdOf(order) !== undefined).length;
    const page = {
      ...listed,
      orders: [],
      unreadable: listed.unreadable + listed.orders.length - named,
      same: Math.max(0, named - ids.size),
    };
    if (ids.size === 0) return page;
    const { orders, undeliverable, begun } = await this.inFull([...ids]);
    // The list's own reading is not stored.
    return { ...page, begun, orders, undeliverable: [...listed.undeliverable, ...undeliverable] };
  }

  /** Each of the ids, stored or parked by what comes: the list has named it, and nothing of it may be left out. */
  private async inFull(ids: string[]): Promise<Pick<Page, 'orders' | 'undeliverable' | 'begun'>> {
    const full = new PageWalker(this.client, { ...this.walk, after: undefined, exclude: [], ids });
    const orders: Page['orders'] = [];
    const undeliverable: Undeliverable[] = [];
    let begun: Page['begun'] | undefined;
    for (let page = await full.next(); page; page = await full.next()) {
      orders.push(...page.orders.filter((order) => entityIdOf(order) !== undefined));
      undeliverable.push(...page.undeliverable);
      begun ??= page.begun;
    }
    const came = new Set([
      ...orders.map((order) => String(entityIdOf(order))),
      ...undeliverable.map(({ entityId }) => entityId),
    ]);
    const missing = ids.filter((id) => !came.has(id));
    undeliverable.push(...(await this.oneByOne(missing)));
    return { orders, undeliverable, begun: begun! };
  }

  private async oneByOne(ids: string[]): Promise<Undeliverable[]> {
    const found: Undeliverable[] = [];
    let failed = 0;
    for (const entityId of ids) {
      try {
        found.push(await this.alone(entityId));
        failed = 0;
      } catch (error) {
        if (!(error instanceof MagentoError) || saysOfTheShop(error)) throw error;
        if (!(error instanceof MagentoNotFoundError) && ++failed === MOST_FAILURES_IN_A_ROW) throw error;
        found.push({ entityId, reason: `is listed, but does not come in full: ${error.message}` });
      }
    }
    return found;
  }

  private async alone(entityId: string): Promise<Undeliverable> {
    const reading = await this.client.getOrder(entityId);
    const { value } = reading as { value: MagentoOrder | null };
    const shown = value && entityIdOf(value);
    if (String(shown) === entityId) return { entityId, reason: 'left out of a list, comes alone', reading };
    const what = shown ? `order ${shown} in its place` : 'no order';
    return { entityId, reason: `is listed, but does not come in full: alone, Magento answered ${what}` };
  }
}

function saysOfTheShop(error: MagentoError): boolean {
  return error instanceof MagentoBreakerOpenError || askedToWait(error) !== undefined;
}
