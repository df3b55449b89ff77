import { POLL_SLOTS } from '../magento/magento-policies.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { IdLanes } from './id-lanes.js';
import { idRangeOf } from './id-range.js';
import { SearchCriteria } from '../magento/search-criteria.js';
import { PageWalker } from './page-walker.js';
import { UntrustedAnswerError } from './untrusted-answer.error.js';
import type { Page, PageSource, Walk } from './walk.js';

/** Fewer pages are read one after another: to find the ends of the range costs calls, too. */
export const FEWEST_PAGES = 10;

/**
 * All orders of a walk that is begun for the first time, or that reads a range again. Where there are many, it goes by
 * entity_id in lanes; where the ends of the ids cannot be found, and in a walk that began so, one page after another.
 */
export class WholeSource implements PageSource {
  private source: PageSource | undefined;
  private readonly lanes: number;

  /** @param reached of a walk in lanes that was broken off */
  constructor(
    private readonly client: MagentoClient,
    private readonly walk: Walk,
    private readonly reached: number | undefined,
  ) {
    this.lanes = Math.min(client.connection.concurrency, POLL_SLOTS);
  }

  async next(): Promise<Page | undefined> {
    this.source ??= await this.begin();
    return this.source.next();
  }

  private async begin(): Promise<PageSource> {
    if (this.reached !== undefined) {
      const inLanes = await this.inLanes(this.reached);
      if (inLanes) return inLanes;
    }
    const source = this.oneByOne();
    const first = await source.next();
    if (this.reached !== undefined && first?.last && first.after === undefined) await this.believeNothing();
    if (this.reached === undefined && first && this.isWorthIt(first, source)) {
      const inLanes = await this.inLanes(0);
      if (inLanes) return inLanes;
    }
    return { next: once(first, () => source.next()) };
  }

  /** A walk that orders came from has none left: they may be others' now, but not in a shop without any. */
  private async believeNothing(): Promise<void> {
    if ((await this.client.countOrders(SearchCriteria.all())) > 0) return;
    throw new UntrustedAnswerError(`it lists no order at all, though those up to ${this.reached} came`);
  }

  private isWorthIt(first: Page, { strained, total = 0 }: PageWalker): boolean {
    if (first.last || strained || this.lanes < 2 || this.walk.after) return false;
    return total > FEWEST_PAGES * this.walk.pageSize.most;
  }

  private async inLanes(reached: number): Promise<PageSource | undefined> {
    const range = await idRangeOf(this.client, this.walk);
    return range && new IdLanes(this.client, this.walk, range, this.lanes, reached);
  }

  private oneByOne(): PageWalker {
    return new PageWalker(this.client, { ...this.walk, exclude: [...this.walk.exclude] });
  }
}

function once(
  first: Page | undefined,
  then: () => Promise<Page | undefined>,
): () => Promise<Page | undefined> {
  let waiting = first;
  return () => {
    const page = waiting;
    waiting = undefined;
    return page ? Promise.resolve(page) : then();
  };
}
