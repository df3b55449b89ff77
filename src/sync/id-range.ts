import { mayBeTooMuch } from '../magento/magento-policies.js';
import { fromMagentoTime } from '../magento/magento-time.js';
import type { MagentoClient } from '../magento/magento.client.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import { Direction } from '../magento/search-criteria.js';
import { filtersOf } from './page-walker.js';
import { settledAt } from './settled.js';
import type { Walk } from './walk.js';

/** Between which ids the orders of a walk lie. */
export interface IdRange {
  first: number;
  last: number;
  /** Orders that Magento counts within it. */
  total: number;
  /**
   * Orders that are not within it have later stamps: they were placed after `last`. By the shop's own stamp, and never
   * beyond Magento's clock at the answer.
   */
  until: Date;
}

/**
 * Asks for the first order and the last one.
 * @returns undefined where the answers do not say it, as where one of the two orders fails each page, or the sorting is dropped
 */
export async function idRangeOf(client: MagentoClient, walk: Walk): Promise<IdRange | undefined> {
  try {
    const first = await endOf(client, walk, Direction.Ascending);
    const last = await endOf(client, walk, Direction.Descending);
    const [firstId, lastId] = [idIn(first.order), idIn(last.order)];
    const placed = fromMagentoTime(last.order?.created_at);
    const { total } = last;
    if (firstId === undefined || lastId === undefined || !placed || total === undefined) return undefined;
    // So many orders have no room between two ids that belong together.
    if (lastId - firstId + 1 < total) return undefined;
    const until = new Date(Math.min(placed.getTime(), settledAt(last.at).getTime()));
    return { first: firstId, last: lastId, total, until };
  } catch (error) {
    if (mayBeTooMuch(error)) return undefined;
    throw error;
  }
}

export interface LastOrder {
  id: number;
  placed: Date | undefined;
}

/** As Magento shows it now; undefined where no order is left. */
export async function lastOf(client: MagentoClient, walk: Walk): Promise<LastOrder | undefined> {
  const { order } = await endOf(client, walk, Direction.Descending);
  const id = idIn(order);
  return id === undefined ? undefined : { id, placed: fromMagentoTime(order?.created_at) };
}

interface End {
  order: MagentoOrder | undefined;
  total: number | undefined;
  at: Date | undefined;
}

async function endOf(client: MagentoClient, walk: Walk, direction: Direction): Promise<End> {
  const { value, at } = await client.listOrders(
    filtersOf({ ...walk, byId: true })
      .orderBy('entity_id', direction)
      .pageSize(1),
  );
  return { order: value.items[0], total: value.total_count, at };
}

function idIn(order: MagentoOrder | undefined): number | undefined {
  return order && entityIdOf(order);
}
