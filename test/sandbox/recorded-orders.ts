import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Item, Order } from './magento-order.js';

/** One recorded exchange with a real Magento; see test/fixtures/magento/README.md. */
export interface Exchange {
  name: string;
  request: {
    method: string;
    path: string;
    query_raw?: string;
    headers: Record<string, string | number>;
    body?: unknown;
    body_raw?: string;
  };
  response: { status: number; body?: unknown; body_raw?: string };
}

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'magento');

export function loadExchanges(folder: 'recorded' | 'recorded-2.4.6'): Exchange[] {
  return readdirSync(join(FIXTURES, folder))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      ...(JSON.parse(readFileSync(join(FIXTURES, folder, file), 'utf8')) as Omit<Exchange, 'name'>),
      name: file.replace('.json', ''),
    }));
}

/** The body of one recorded answer, as it was sent. */
export function recordedText(name: string): string {
  const text = readFileSync(join(FIXTURES, 'recorded', `${name}.json`), 'utf8');
  return (JSON.parse(text) as Exchange).response.body_raw ?? '';
}

/** The orders that the recorded shop returned in full: the last reading of each, or the first. */
export function recordedOrders(exchanges: Exchange[], reading: 'first' | 'last'): Order[] {
  const orders = new Map<number, Order>();
  for (const { request, response } of exchanges) {
    if (request.method !== 'GET' || response.status !== 200) continue;
    for (const order of ordersIn(response.body)) {
      if (reading === 'last' || !orders.has(order.entity_id)) orders.set(order.entity_id, fromRest(order));
    }
  }
  return [...orders.values()].sort((a, b) => a.entity_id - b.entity_id);
}

function ordersIn(body: unknown): Order[] {
  if (isOrder(body)) return [body];
  const items = (body as { items?: unknown } | null)?.items;
  return Array.isArray(items) ? items.filter(isOrder) : [];
}

function isOrder(value: unknown): value is Order {
  const order = value as Partial<Order> | null;
  return (
    typeof order === 'object' &&
    order !== null &&
    Array.isArray(order.items) &&
    order.payment !== undefined &&
    order.increment_id !== undefined
  );
}

/** Undoes what REST repeats: parents inside their children, items inside the shipping assignment. */
export function fromRest(rest: Order): Order {
  const order = structuredClone(rest);
  order.status ??= null;
  order.items = order.items.map((item) => {
    const { parent_item: _parent, ...row } = item as Item & { parent_item?: unknown };
    return row;
  });
  for (const assignment of order.extension_attributes.shipping_assignments) delete assignment.items;
  order.status_histories = [...(order.status_histories ?? [])].reverse();
  return order;
}
