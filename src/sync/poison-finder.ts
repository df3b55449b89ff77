import type { MagentoClient, Reading } from '../magento/magento.client.js';
import { MagentoNotFoundError, MagentoServerError } from '../magento/magento.errors.js';
import { mayBeTooMuch } from '../magento/magento-policies.js';
import { entityIdOf } from '../magento/order-identity.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { compare, Condition, type SearchCriteria } from '../magento/search-criteria.js';
import { UntrustedAnswerError } from './untrusted-answer.error.js';

/** An order that fails every page it is on, or that no page brings: alone it may come (then `reading` is set) or fail too. */
export interface Undeliverable {
  entityId: string;
  reason: string;
  reading?: Reading<MagentoOrder>;
}

/** Poisoned orders in a row before the search gives up and the run fails. */
const MOST_IN_A_ROW = 20;
/** No id of Magento's is larger (int unsigned). */
const LARGEST_ID = 2 ** 32;

/**
 * `criteria` asks for everything from the failing order on, sorted; a page of one fails. Counting needs no order to be
 * loaded, so the ids between here and the next good order are found by halving the range of ids and counting.
 */
export async function findUndeliverable(
  client: MagentoClient,
  criteria: SearchCriteria,
  timeField: 'created_at' | 'updated_at' | undefined,
): Promise<Undeliverable[]> {
  const next = await nextGoodOrder(client, criteria);
  const before = next ? upTo(criteria, next, timeField) : criteria;
  const found: Undeliverable[] = [];
  for (const id of await idsOf(client, before)) {
    const order = await tryAlone(client, String(id));
    if (order) found.push(order);
  }
  return found;
}

async function nextGoodOrder(
  client: MagentoClient,
  criteria: SearchCriteria,
): Promise<MagentoOrder | undefined> {
  for (let page = 2; page <= MOST_IN_A_ROW + 1; page++) {
    try {
      const { value: list } = await client.listOrders(criteria.pageSize(1).currentPage(page));
      // An entry that does not say which order it is bounds nothing.
      if (list.items[0] || list.unreadable === 0) return list.items[0];
    } catch (error) {
      // A shop that answers nothing in time is down, not poisoned.
      if (!(error instanceof MagentoServerError) || page > MOST_IN_A_ROW) throw error;
    }
  }
  return undefined;
}

/** Those sorted before `order`. */
function upTo(
  criteria: SearchCriteria,
  order: MagentoOrder,
  timeField: 'created_at' | 'updated_at' | undefined,
): SearchCriteria {
  const smallerId = compare('entity_id', Condition.LessThan, entityIdOf(order) ?? 0);
  const time = timeField && order[timeField];
  if (!timeField || !time) return criteria.where(smallerId);
  return criteria
    .where(compare(timeField, Condition.LessOrEqual, time))
    .where(compare(timeField, Condition.LessThan, time), smallerId);
}

async function idsOf(client: MagentoClient, criteria: SearchCriteria): Promise<number[]> {
  let high = 1024;
  while ((await client.countOrders(criteria.where(compare('entity_id', Condition.GreaterThan, high)))) > 0) {
    if (high > LARGEST_ID) throw wrongCount();
    high *= 4;
  }
  return search(client, criteria, 0, high);
}

function wrongCount(): UntrustedAnswerError {
  return new UntrustedAnswerError('its total_count counts orders that are not there');
}

/** Ids in (low, high]. @throws UntrustedAnswerError where a wrong count would make it find ids without end */
async function search(
  client: MagentoClient,
  criteria: SearchCriteria,
  low: number,
  high: number,
): Promise<number[]> {
  const within = criteria
    .where(compare('entity_id', Condition.GreaterThan, low))
    .where(compare('entity_id', Condition.LessOrEqual, high));
  if ((await client.countOrders(within)) === 0) return [];
  if (high - low === 1) return [high];
  const middle = Math.floor((low + high) / 2);
  const ids = await search(client, criteria, low, middle);
  // Orders may have come since the search began, but not as many again.
  if (ids.length > 2 * MOST_IN_A_ROW) throw wrongCount();
  return [...ids, ...(await search(client, criteria, middle, high))];
}

async function tryAlone(client: MagentoClient, entityId: string): Promise<Undeliverable | undefined> {
  try {
    const reading = await client.getOrder(entityId);
    return { entityId, reason: 'fails in a list, comes alone', reading };
  } catch (error) {
    if (error instanceof MagentoNotFoundError) return undefined;
    if (mayBeTooMuch(error)) return { entityId, reason: (error as Error).message };
    throw error;
  }
}
