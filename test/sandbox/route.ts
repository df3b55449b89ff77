import type { Accounts } from './accounts.js';
import type { Faults } from './faults.js';
import { MagentoFault } from './magento-fault.js';
import type { Order } from './magento-order.js';
import { echo, type Limits, page, parseCriteria, parseQuery, select, type Table } from './query.js';
import type { SandboxStore } from './store.js';

export interface RouteContext {
  store: SandboxStore;
  accounts: Accounts;
  faults: Faults;
  limits: Limits;
  /** Statuses by state, where the shop has more than the usual ones. */
  statuses: Record<string, string[]> | undefined;
  query: string;
  parameters: string[];
  body: unknown;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** After /V1; `:` marks a parameter. */
  path: string;
  resource: string;
  /** Order that a write touches. */
  writes?: (context: RouteContext) => number;
  /** SKUs that a write touches. */
  stocks?: (context: RouteContext) => string[];
  /** Words of the 400 that a deadlock ends in here; left out: those of MySQL. */
  deadlock?: string;
  run(context: RouteContext): unknown;
}

/** JSON that is text already. */
export class Prepared {
  constructor(readonly text: string) {}
}

/** PHP's integer reading of a path parameter. */
export function idOf(text: string): number {
  if (!/^\d+$/.test(text)) throw MagentoFault.wrongType(text, 'int');
  if (Number(text) === 0) throw MagentoFault.badRequest('An ID is needed. Set the ID and try again.');
  return Number(text);
}

export function orderOf({ store, faults, parameters }: RouteContext): Order {
  const order = store.find(idOf(parameters[0]!));
  if (!order) throw MagentoFault.noSuchEntity();
  if (faults.poisoned.has(order.entity_id)) throw MagentoFault.internal();
  return order;
}

export const orderId = ({ parameters }: RouteContext): number =>
  /^\d+$/.test(parameters[0]!) ? Number(parameters[0]) : 0;

export function listOf<T extends object>(
  table: Table<T>,
  context: RouteContext,
  body: (row: T) => unknown,
): unknown {
  const criteria = parseCriteria(parseQuery(context.query), context.limits);
  const found = select(table, criteria);
  return {
    items: page(found, criteria).map(body),
    search_criteria: echo(criteria),
    total_count: found.length,
  };
}

export function documents<T extends { order_id: number }>(rows: T[]): Table<T> {
  return {
    columns: new Set(['entity_id', 'order_id', 'increment_id', 'created_at', 'updated_at', 'state']),
    times: new Set(['created_at', 'updated_at']),
    rows: () => rows,
  };
}

export function notFound(): never {
  throw MagentoFault.noSuchEntity();
}
