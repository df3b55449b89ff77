import type { MagentoClient } from '../magento/magento.client.js';
import {
  MagentoBreakerOpenError,
  MagentoError,
  MagentoNotFoundError,
  MagentoProtocolError,
  MagentoRejectedError,
  MagentoServerError,
} from '../magento/magento.errors.js';
import { askedToWait } from '../magento/magento-policies.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import { PageWalker } from './page-walker.js';
import type { Undeliverable } from './poison-finder.js';
import type { Glance } from './sync.types.js';
import { UntrustedAnswerError } from './untrusted-answer.error.js';
import type { Page, PageSource, Walk } from './walk.js';

/** What is asked for of each order, and how what is shown is judged. */
export interface Look {
  fields: string;
  glance(listed: MagentoOrder[]): Promise<Glance>;
  /** Called when the rest of the run reads all orders in full: the shop does not take the question, or most orders differ. */
  orWhole?: (why: string) => void;
}

/** Enough to tell whether an order is stored as Magento has it; a cheap answer for a shop with many orders. */
export const SWEEP_FIELDS = 'items[entity_id,increment_id,store_id,status,created_at,updated_at],total_count';
/** One order may fail always; so many in a row may be the shop, and the run fails. */
const MOST_FAILURES_IN_A_ROW = 2;

/** Pages of a list, of which only those orders are read in full that are not stored as listed. */
export class SweepSource implements PageSource {
  private readonly list: PageWalker;
  private whole: PageWalker | undefined;
  private after: Walk['after'];
  private ended = false;

  constructor(
    private readonly client: MagentoClient,
    private readonly walk: Walk,
    private readonly look: Look,
  ) {
    this.after = walk.after;
    this.list = new PageWalker(client, { ...walk, exclude: [...walk.exclude], fields: look.fields });
  }

  async next(): Promise<Page | undefined> {
    const listed = this.whole ? undefined : await this.listed();
    if (!listed) return this.whole?.next();
    const { ids, nameless, skipped } = await this.look.glance(listed.orders);
    const page = {
      ...listed,
      orders: [],
      unreadable: listed.unreadable + nameless,
      same: Math.max(0, listed.orders.length - nameless - ids.length),
      skipped,
    };
    if (ids.length === 0) return page;
    if (ids.length > listed.orders.length / 2) this.goOnWhole('most orders differ from what is stored');
    const { orders, undeliverable, begun } = await this.inFull(ids);
    // The list's own reading is not stored, but what came alone on the way to it is, and is older than what came in full.
    const isOlder = listed.undeliverable.some(({ reading }) => reading !== undefined);
    return {
      ...page,
      begun: isOlder ? listed.begun : begun,
      orders,
      undeliverable: [...listed.undeliverable, ...undeliverable],
    };
  }

  private async listed(): Promise<Page | undefined> {
    try {
      const page = await this.list.next();
      if (page && isEmpty(page)) this.goOnWhole();
      if (this.whole) return undefined;
      this.after = page?.after ?? this.after;
      if (page?.last) this.ended = true;
      return page;
    } catch (error) {
      if (!this.look.orWhole || !isAboutQuestion(error)) throw error;
      this.goOnWhole(error.message);
      return undefined;
    }
  }

  /** Behind the last order that has a place: what was listed behind that one comes twice, and nothing is left out. */
  private goOnWhole(why?: string): void {
    if (!this.look.orWhole || this.ended) return;
    if (why !== undefined) this.look.orWhole(why);
    this.whole = new PageWalker(this.client, { ...this.walk, after: this.after });
  }

  /** Each of the ids, stored or parked by what comes: the list has named it, and nothing of it may be left out. */
  private async inFull(ids: string[]): Promise<Pick<Page, 'orders' | 'undeliverable' | 'begun'>> {
    const full = new PageWalker(this.client, {
      ...this.walk,
      // Of any status: it may have got another one since the list was read.
      statuses: undefined,
      after: undefined,
      exclude: [],
      ids,
    });
    const orders: Page['orders'] = [];
    const undeliverable: Undeliverable[] = [];
    let begun: Page['begun'] | undefined;
    for (let page = await full.next(); page; page = await full.next()) {
      orders.push(...page.orders.filter((order) => entityIdOf(order) !== undefined));
      undeliverable.push(...page.undeliverable);
      begun ??= page.begun;
      if (missingOf(ids, orders, undeliverable).length === 0) break;
    }
    const missing = missingOf(ids, orders, undeliverable);
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

/** Says that there is nothing more; of a list with fields, that is not believed before the whole list says so, too. */
function isEmpty({ orders, unreadable, undeliverable }: Page): boolean {
  return orders.length + unreadable + undeliverable.length === 0;
}

function missingOf(ids: string[], orders: Page['orders'], undeliverable: Undeliverable[]): string[] {
  const came = new Set([
    ...orders.map((order) => String(entityIdOf(order))),
    ...undeliverable.map(({ entityId }) => entityId),
  ]);
  return ids.filter((id) => !came.has(id));
}

/**
 * Something before Magento, or its own filter, does not take a question of this length or form; Magento itself may be well.
 * Silence and a gateway are signs of an outage, which another question would only make longer.
 */
function isAboutQuestion(error: unknown): error is Error {
  return (
    error instanceof MagentoNotFoundError ||
    error instanceof MagentoRejectedError ||
    error instanceof UntrustedAnswerError ||
    error instanceof MagentoProtocolError ||
    error instanceof MagentoServerError
  );
}

function saysOfTheShop(error: MagentoError): boolean {
  return error instanceof MagentoBreakerOpenError || askedToWait(error) !== undefined;
}
