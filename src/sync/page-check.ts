import { entityIdOf } from '../magento/order-identity.js';
import type { OrderList } from '../magento/order-list.js';
import { fromMagentoTime, toMagentoTime } from '../magento/magento-time.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { UntrustedAnswerError } from './untrusted-answer.error.js';
import type { Position, Walk } from './walk.js';

/** One order may have a stamp that is wrong by itself; a second one says that it is the list. */
const MOST_ODD_ORDERS = 1;

interface CheckedPage {
  /** Place of the last order; where no order of the page has one, that of the page before. */
  last: Position | undefined;
  /** Why no order of the page has a place, in words. */
  noPlace?: string;
}

/**
 * Checks that a page obeys the filters, the sorting and the size that were asked for, and finds the place of its last
 * order. Orders without a readable id or time are left out, and so is a single one out of its place: it is odd by itself,
 * does not move the walk, and must not stop the store.
 * @throws UntrustedAnswerError
 */
export function checkPage(list: OrderList, walk: Walk, size: number): CheckedPage {
  const count = list.items.length + list.unreadable;
  if (count > size) throw new UntrustedAnswerError(`${count} orders came on a page of ${size}`);
  checkQuestion(list, walk);
  const positions = list.items.flatMap((order) => positionOf(order, walk) ?? []);
  let last = walk.after;
  const odd: string[] = [];
  positions.forEach((position, i) => {
    const problem = outOfBounds(position, walk) ?? outOfPlace(position, last, positions[i + 1]);
    if (problem === undefined) last = position;
    else odd.push(problem);
  });
  if (odd.length > MOST_ODD_ORDERS) throw new UntrustedAnswerError(odd[0]!);
  checkFilters(list.items, walk);
  if (count === 0 || last !== walk.after) return { last };
  return { last, noPlace: odd[0] ?? `none of ${count} entries has a readable id and time` };
}

/** A proxy that takes two questions for one answers a lane with another lane's page: what lies before it looks like a gap. */
function checkQuestion({ behind }: OrderList, { after }: Walk): void {
  if (behind === undefined || behind === after?.id) return;
  throw new UntrustedAnswerError(
    `the answer is to another question: orders behind ${behind}, not ${after?.id}`,
  );
}

function positionOf(order: MagentoOrder, { timeField, byId }: Walk): Position | undefined {
  const id = entityIdOf(order);
  if (id === undefined) return undefined;
  if (!timeField || byId) return { id };
  const time = order[timeField];
  return time && fromMagentoTime(time) ? { time, id } : undefined;
}

/** Magento times compare as text. */
function isAfter(position: Position, before: Position): boolean {
  if (position.time === undefined || before.time === undefined) return position.id > before.id;
  return position.time > before.time || (position.time === before.time && position.id > before.id);
}

function outOfBounds({ time, id }: Position, { from, to, ids, timeField }: Walk): string | undefined {
  if (time !== undefined && from && time < toMagentoTime(from)) {
    return `order ${id} has ${timeField} ${time}, before ${toMagentoTime(from)}`;
  }
  if (time !== undefined && to && time > toMagentoTime(to)) {
    return `order ${id} has ${timeField} ${time}, after ${toMagentoTime(to)}`;
  }
  return ids && !ids.includes(String(id)) ? `order ${id} was not asked for` : undefined;
}

/** Not behind the one before it; or ahead of the next one, which is in its place. */
function outOfPlace(
  position: Position,
  last: Position | undefined,
  next: Position | undefined,
): string | undefined {
  if (last && !isAfter(position, last)) return `order ${words(position)} came behind ${words(last)}`;
  const ahead = next && !isAfter(next, position) && (!last || isAfter(next, last));
  return ahead ? `order ${words(next)} came behind ${words(position)}` : undefined;
}

function checkFilters(orders: MagentoOrder[], { storeIds, statuses }: Walk): void {
  if (storeIds.length > 0) {
    const foreign = orders.filter(({ store_id: view }) => isId(view) && !storeIds.includes(Number(view)));
    if (foreign.length > MOST_ODD_ORDERS) {
      throw new UntrustedAnswerError(`${foreign.length} orders are of other store views`);
    }
  }
  // Only as a whole: a module may write its own words into the answer for some orders.
  const known = statuses?.map((status) => status.toLowerCase());
  const obeys = ({ status }: MagentoOrder): boolean => !known || known.includes(String(status).toLowerCase());
  if (orders.length > 0 && !orders.some(obeys)) {
    throw new UntrustedAnswerError(`none of ${orders.length} orders has one of the statuses asked for`);
  }
}

function isId(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
}

function words({ time, id }: Position): string {
  return time === undefined ? String(id) : `${id} (${time})`;
}
