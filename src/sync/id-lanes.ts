import { bulkhead } from 'cockatiel';
import { askedToWait } from '../magento/magento-policies.js';
import type { MagentoClient } from '../magento/magento.client.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import { type IdRange, type LastOrder, lastOf } from './id-range.js';
import { PageWalker } from './page-walker.js';
import { UntrustedAnswerError } from './untrusted-answer.error.js';
import type { Page, PageSource, Walk } from './walk.js';

/** The ids in (from, bound], and its page that is being read. */
interface Lane {
  from: number;
  bound: number;
  walker: PageWalker;
  ahead: Promise<Page | undefined>;
  /** The page is being read, and takes one of the shop's slots. */
  reading: boolean;
}

const NOTHING = Promise.resolve(undefined);
/** A lane is cut for somewhat less than a page where ids are missing: what does not fit costs a second call. */
const FILL = 0.85;
/** So many pages for each that is read may wait for those before them, so that one slow page leaves no slot idle. */
const WAITING = 2;
/** One lane more after so many pages without strain. */
const CALM_PAGES = 10;

/**
 * Walks a range of ids in lanes that are read side by side, and hands their pages out in the order of the ids: one number
 * says how far the walk has come, and what was read ahead of it does not count yet. A lane asks for the first orders behind
 * its beginning, without an upper bound: a page that lacks orders does not reach the lane's end, and nothing that it lacks
 * is passed.
 */
export class IdLanes implements PageSource {
  private readonly lanes: Lane[] = [];
  /** Ids up to here are some lane's. */
  private planned: number;
  private idsPerOrder: number;
  /** Orders beyond the lane that brought them. */
  private readonly handedOut = new Set<number>();
  private ended = false;
  /** No page is asked for any more; of several failures, the one whose shop wants to be left alone for longest. */
  private failure: { error: unknown } | undefined;
  /** Also a lane that needs another page takes no more than there are. */
  private readonly slots;
  private now: number;
  private calm = 0;

  /** @param reached orders up to this id are stored */
  constructor(
    private readonly client: MagentoClient,
    private readonly walk: Walk,
    private readonly range: IdRange,
    private readonly most: number,
    private reached: number,
  ) {
    this.planned = reached;
    this.now = most;
    this.slots = bulkhead(most, Infinity);
    this.idsPerOrder = (range.last - range.first + 1) / Math.max(1, range.total);
  }

  async next(): Promise<Page | undefined> {
    if (this.ended) return undefined;
    this.begin();
    const lane = this.lanes[0]!;
    const page = (await lane.ahead.catch(() => this.failAll()))!;
    this.watch(lane);
    const orders = page.orders.filter((order) => !this.handedOut.has(entityIdOf(order) ?? 0));
    this.remember(orders, lane);
    this.measure(page.orders, lane);
    // They are on this page, and asked for no more.
    this.walk.exclude.push(...page.undeliverable.map(({ entityId }) => entityId));
    await this.advance(lane, page);
    this.begin();
    return { ...page, orders, after: { id: this.reached }, until: this.range.until, last: this.ended };
  }

  private begin(): void {
    if (this.ended || this.failure) return;
    this.planned = Math.max(this.planned, this.reached);
    while (this.hasRoom() && (this.planned < this.range.last || this.lanes.length === 0)) {
      const { planned: from } = this;
      // Before the first order there is nothing to be cut.
      const begin = Math.max(from, this.range.first - 1);
      const bound = Math.max(from, Math.min(begin + this.width(), this.range.last));
      const lane: Lane = { from, bound, walker: this.walkerFrom(from), ahead: NOTHING, reading: false };
      this.lanes.push(lane);
      this.planned = bound;
      this.read(lane);
    }
  }

  private hasRoom(): boolean {
    const reading = this.lanes.filter((lane) => lane.reading).length;
    return reading < this.now && this.lanes.length < WAITING * this.now;
  }

  private walkerFrom(from: number): PageWalker {
    const { walk } = this;
    const own = { ...walk, byId: true, after: { id: from }, exclude: [...walk.exclude] };
    return new PageWalker(this.client, own);
  }

  /** A failure is met when the turn of the lane comes; until then nothing is begun, and it must not count as unhandled. */
  private read(lane: Lane): void {
    lane.reading = true;
    lane.ahead = this.slots.execute(() => (this.failure ? this.fail() : lane.walker.next()));
    lane.ahead
      .catch((error: unknown) => this.note(error))
      .finally(() => {
        lane.reading = false;
        this.begin();
      });
  }

  private note(error: unknown): void {
    const waits = (failed: unknown): number => askedToWait(failed) ?? 0;
    if (!this.failure || waits(error) > waits(this.failure.error)) this.failure = { error };
  }

  /** Once all that was asked for has been answered: another lane's answer may say how long the shop wants to be left alone. */
  private async failAll(): Promise<never> {
    await Promise.allSettled(this.lanes.map(({ ahead }) => ahead));
    return this.fail();
  }

  private fail(): never {
    throw this.failure!.error;
  }

  private async advance(lane: Lane, page: Page): Promise<void> {
    const at = page.after?.id ?? lane.from;
    this.reached = Math.max(this.reached, at);
    if (at >= lane.bound) {
      this.lanes.shift();
      this.ended = this.lanes.length === 0 && Math.max(this.planned, this.reached) >= this.range.last;
      await lane.walker.keepSize(true);
    } else if (page.last && !this.failure) await this.goOnBehind(lane, at);
    else this.read(lane);
  }

  /** The list ends before the lane does: Magento is asked for the last order again. */
  private async goOnBehind(lane: Lane, at: number): Promise<void> {
    const last = await this.slots.execute(() => lastOf(this.client, this.walk));
    if (last === undefined || last.id <= at) this.endBefore(at, last);
    else if (at > lane.from) {
      Object.assign(lane, { from: at, walker: this.walkerFrom(at) });
      this.read(lane);
    } else throw new UntrustedAnswerError(`no order came behind ${at}, though order ${last.id} is listed`);
  }

  /**
   * Orders leave a list of some statuses: it may end earlier than it did, and what a copy of the shop that is behind does not
   * show lies behind the last order, and is the next run's. Any other list is not believed before the run is taken up again.
   */
  private endBefore(at: number, last: LastOrder | undefined): void {
    if (!this.walk.statuses || last?.placed === undefined) {
      throw new UntrustedAnswerError(`the list ends at ${at}, though order ${this.range.last} was listed`);
    }
    this.range.until = new Date(Math.min(this.range.until.getTime(), last.placed.getTime()));
    this.ended = true;
  }

  /** A page reaches into the lanes behind its own where ids are missing: they bring the same orders again. */
  private remember(orders: MagentoOrder[], { from, bound }: Lane): void {
    for (const id of this.handedOut) if (id <= from) this.handedOut.delete(id);
    for (const order of orders) {
      const id = entityIdOf(order);
      if (id !== undefined && id > bound) this.handedOut.add(id);
    }
  }

  private width(): number {
    const size = this.walk.pageSize.now;
    return Math.max(size, Math.floor(FILL * size * this.idsPerOrder));
  }

  /** How close the ids lie here; a gap before the page says nothing of what follows it. */
  private measure(orders: MagentoOrder[], lane: Lane): void {
    const ids = orders.flatMap((order) => entityIdOf(order) ?? []).filter((id) => id > lane.from);
    if (ids.length < 2) return;
    const here = (Math.max(...ids) - Math.min(...ids) + 1) / ids.length;
    this.idsPerOrder = Math.min(Math.max(here, this.idsPerOrder / 2), this.idsPerOrder * 2);
  }

  /** A shop that is slow under the lanes gets fewer of them. */
  private watch({ walker }: Lane): void {
    if (walker.strained) {
      this.now = Math.max(1, Math.floor(this.now / 2));
      this.calm = 0;
    } else if (++this.calm % CALM_PAGES === 0) this.now = Math.min(this.most, this.now + 1);
    walker.strained = false;
  }
}
