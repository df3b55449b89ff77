import { MagentoProtocolError } from './magento.errors.js';
import type { MagentoOrder } from './magento.types.js';

/** One page of the list of orders. */
export interface OrderList {
  items: MagentoOrder[];
  /** Entries that are no orders at all, e.g. null. */
  unreadable: number;
  /** Matches before and on this page; undefined where Magento (or a module of the shop) does not say a number. */
  total_count: number | undefined;
  /** Magento repeats the question: orders whose id is greater than this. Undefined where it asked for no such bound, or does not say. */
  behind: number | undefined;
}

/** 200 and JSON, but no list of orders: a proxy, a module or another application answered. It is no empty shop. */
export class MagentoNotAListError extends MagentoProtocolError {}

/** @throws MagentoNotAListError */
export function readOrderList(value: unknown): OrderList {
  const body = isRecord(value) ? value : undefined;
  if (!body || !('items' in body)) throw notAList(value);
  // With a `fields` projection an empty list comes as null (recorded exchange 044).
  const items = body['items'] ?? [];
  if (!Array.isArray(items)) throw notAList(items);
  const orders = items.filter((item): item is MagentoOrder => isRecord(item));
  return {
    items: orders,
    unreadable: items.length - orders.length,
    total_count: wholeNumber(body['total_count']),
    behind: behindIn(body['search_criteria']),
  };
}

/** @throws MagentoNotAListError */
export function countOf(list: OrderList): number {
  if (list.total_count === undefined) {
    throw new MagentoNotAListError('Magento answered a list of orders without total_count.', 200);
  }
  return list.total_count;
}

function notAList(value: unknown): MagentoNotAListError {
  const what = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
  return new MagentoNotAListError(
    `Magento answered 200 to a list of orders, but no list came (${what} without items). Is something else behind its address?`,
    200,
  );
}

function behindIn(criteria: unknown): number | undefined {
  const filters = listIn(criteria, 'filter_groups').flatMap((group) => listIn(group, 'filters'));
  const bounds = filters.filter(
    (filter) => isRecord(filter) && filter['field'] === 'entity_id' && filter['condition_type'] === 'gt',
  );
  return bounds.length === 1 ? wholeNumber((bounds[0] as Record<string, unknown>)['value']) : undefined;
}

function listIn(value: unknown, name: string): unknown[] {
  const list = isRecord(value) ? value[name] : undefined;
  return Array.isArray(list) ? list : [];
}

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
