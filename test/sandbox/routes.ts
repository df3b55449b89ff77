import { invoice, ship } from './documents.js';
import { parameter, readObject, type Shape } from './input.js';
import { MagentoFault } from './magento-fault.js';
import { magentoTime, type Order } from './magento-order.js';
import { addComment, cancel, setState } from './order-rules.js';
import {
  type Criteria,
  echo,
  page,
  parseCriteria,
  parseQuery,
  select,
  type Limits,
  type Table,
} from './query.js';
import type { Accounts } from './accounts.js';
import type { Faults } from './faults.js';
import { present, type SandboxStore } from './store.js';

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
  method: 'GET' | 'POST' | 'PUT';
  /** After /V1; `:` marks a parameter. */
  path: string;
  resource: string;
  /** Order that a write touches, by the place of its id among the parameters. */
  writes?: (context: RouteContext) => number;
  run(context: RouteContext): unknown;
}

const COMMENT: Shape = {
  comment: 'string',
  created_at: 'string',
  entity_id: 'int',
  entity_name: 'string',
  is_customer_notified: 'int',
  is_visible_on_front: 'int',
  parent_id: 'int',
  status: 'string',
  extension_attributes: 'any',
};
const LINE: Shape = { order_item_id: 'int', qty: 'float', extension_attributes: 'any' };
const TRACK: Shape = {
  track_number: 'string',
  title: 'string',
  carrier_code: 'string',
  extension_attributes: 'any',
};

/** PHP's integer reading of a path parameter. */
function idOf(text: string): number {
  if (!/^\d+$/.test(text)) throw MagentoFault.wrongType(text, 'int');
  if (Number(text) === 0) throw MagentoFault.badRequest('An ID is needed. Set the ID and try again.');
  return Number(text);
}

function orderOf({ store, faults, parameters }: RouteContext): Order {
  const order = store.find(idOf(parameters[0]!));
  if (!order) throw MagentoFault.noSuchEntity();
  if (faults.poisoned.has(order.entity_id)) throw MagentoFault.internal();
  return order;
}

const orderId = ({ parameters }: RouteContext): number =>
  /^\d+$/.test(parameters[0]!) ? Number(parameters[0]) : 0;

function listOf<T extends object>(
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

function documents<T extends { order_id: number }>(rows: T[]): Table<T> {
  return {
    columns: new Set(['entity_id', 'order_id', 'increment_id', 'created_at', 'updated_at', 'state']),
    times: new Set(['created_at', 'updated_at']),
    rows: () => rows,
  };
}

/** Orders: the only list that may be long, so its rows are kept sorted and as text. */
function listOrders(context: RouteContext): unknown {
  const { store, faults } = context;
  const criteria = parseCriteria(parseQuery(context.query), context.limits);
  const found = indexedOrders(store, criteria) ?? select(store.orderTable(), criteria);
  const rows = page(found, criteria);
  if (rows.some((order) => faults.poisoned.has(order.entity_id))) throw MagentoFault.internal();
  const items = rows.map((order) => store.render(order, () => present(order, store.release)));
  return new Prepared(
    `{"items":[${items.join(',')}],"search_criteria":${JSON.stringify(echo(criteria))},"total_count":${found.length}}`,
  );
}

/** As a database would by an index on (field, entity_id): begins at the lower bound instead of at the first row. */
function indexedOrders(store: SandboxStore, criteria: Criteria): Order[] | undefined {
  const [first, second] = criteria.sorts;
  if (
    first?.direction !== 'ASC' ||
    (second && (second.field !== 'entity_id' || second.direction !== 'ASC'))
  ) {
    return undefined;
  }
  const { field } = first;
  if (field !== 'created_at' && field !== 'updated_at' && field !== 'entity_id') return undefined;
  const sorted = store.sortedBy(field);
  const bound = criteria.groups.find(
    ([filter, ...more]) => more.length === 0 && filter?.field === field && filter.condition === 'gteq',
  );
  const from =
    typeof bound?.[0]?.value === 'string' && field !== 'entity_id'
      ? lowerBound(sorted, field, bound[0].value)
      : 0;
  const now = store.now();
  const table = store.orderTable();
  table.rows = function* () {
    for (let i = from; i < sorted.length; i++) if (store.isVisible(sorted[i]!, now)) yield sorted[i]!;
  };
  return select(table, { ...criteria, sorts: [] });
}

function lowerBound(sorted: Order[], field: 'created_at' | 'updated_at', value: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]![field] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** JSON that is text already. */
export class Prepared {
  constructor(readonly text: string) {}
}

export const ROUTES: Route[] = [
  {
    method: 'POST',
    path: '/integration/admin/token',
    resource: 'anonymous',
    run: ({ accounts, body }) => accounts.token((body ?? {}) as Record<string, unknown>),
  },
  { method: 'GET', path: '/orders', resource: 'Magento_Sales::actions_view', run: listOrders },
  {
    method: 'GET',
    path: '/orders/items',
    resource: 'Magento_Sales::actions_view',
    run: (context) => {
      const items = [...context.store.orders.values()].flatMap(({ order }) => order.items);
      const table = {
        columns: new Set(['item_id', 'order_id', 'sku', 'product_type']),
        times: new Set<string>(),
        rows: () => items,
      };
      return listOf(table, context, (item) => item);
    },
  },
  {
    method: 'GET',
    path: '/orders/:id',
    resource: 'Magento_Sales::actions_view',
    run: (context) => present(orderOf(context), context.store.release),
  },
  {
    method: 'GET',
    path: '/orders/:id/statuses',
    resource: 'Magento_Sales::actions_view',
    run: (context) => orderOf(context).status ?? [],
  },
  {
    method: 'GET',
    path: '/orders/:id/comments',
    resource: 'Magento_Sales::actions_view',
    run: (context) => {
      const order = orderOf(context);
      return {
        items: order.status_histories,
        search_criteria: {
          filter_groups: [
            { filters: [{ field: 'parent_id', value: String(order.entity_id), condition_type: 'eq' }] },
          ],
        },
        total_count: order.status_histories.length,
      };
    },
  },
  {
    method: 'POST',
    path: '/orders/:id/comments',
    resource: 'Magento_Sales::comment',
    writes: orderId,
    run: (context) => {
      const given = parameter(context.body, 'statusHistory');
      if (given === undefined || given === null) throw MagentoFault.required('statusHistory');
      const { store } = context;
      const input = readObject(given, COMMENT, store.release);
      const order = orderOf(context);
      addComment(
        order,
        input,
        store.release,
        store.next('history'),
        magentoTime(store.now()),
        context.statuses,
      );
      store.book(order.entity_id).comments++;
      store.changed(order);
      return true;
    },
  },
  {
    method: 'POST',
    path: '/orders/:id/cancel',
    resource: 'Magento_Sales::cancel',
    writes: orderId,
    run: (context) => {
      const order = orderOf(context);
      const done = cancel(order, magentoTime(context.store.now()));
      if (done) context.store.book(order.entity_id).cancellations++;
      context.store.changed(order);
      return done;
    },
  },
  {
    method: 'POST',
    path: '/orders/:id/hold',
    resource: 'Magento_Sales::hold',
    writes: orderId,
    run: (context) => {
      const order = orderOf(context);
      if (!['new', 'processing'].includes(order.state)) {
        throw MagentoFault.badRequest('A hold action is not available.');
      }
      order['hold_before_state'] = order.state;
      order['hold_before_status'] = order.status;
      setState(order, 'holded');
      order.updated_at = magentoTime(context.store.now());
      context.store.changed(order);
      return true;
    },
  },
  {
    method: 'POST',
    path: '/orders/:id/unhold',
    resource: 'Magento_Sales::unhold',
    writes: orderId,
    run: (context) => {
      const order = orderOf(context);
      if (order.state !== 'holded') throw MagentoFault.badRequest('You cannot remove the hold.');
      order.state = String(order['hold_before_state']);
      order.status = String(order['hold_before_status']);
      delete order['hold_before_state'];
      delete order['hold_before_status'];
      order.updated_at = magentoTime(context.store.now());
      context.store.changed(order);
      return true;
    },
  },
  {
    method: 'POST',
    path: '/orders/:id/emails',
    resource: 'Magento_Sales::emails',
    run: (context) => orderOf(context) !== undefined,
  },
  {
    method: 'POST',
    path: '/orders',
    resource: 'Magento_Sales::create',
    run: (context) => {
      const entity = parameter(context.body, 'entity') as
        { entity_id?: number; state?: string; status?: string } | undefined;
      if (!entity) throw MagentoFault.required('entity');
      const order = context.store.find(Number(entity.entity_id));
      if (!order) throw MagentoFault.noSuchEntity();
      if (entity.state !== undefined) order.state = entity.state;
      if (entity.status !== undefined) order.status = entity.status;
      order.updated_at = magentoTime(context.store.now());
      context.store.changed(order);
      return present(order, context.store.release);
    },
  },
  {
    method: 'PUT',
    path: '/orders/create',
    resource: 'Magento_Sales::create',
    run: ({ body }) => {
      if (parameter(body, 'entity') === undefined) throw MagentoFault.required('entity');
      throw MagentoFault.internal();
    },
  },
  {
    method: 'POST',
    path: '/order/:id/invoice',
    resource: 'Magento_Sales::invoice',
    writes: orderId,
    run: (context) => {
      const { store, body } = context;
      const input = readObject(
        body,
        {
          capture: 'boolean',
          items: [LINE],
          notify: 'boolean',
          appendComment: 'boolean',
          comment: 'any',
          arguments: 'any',
        },
        store.release,
      );
      const order = orderOf(context);
      const ids = { invoice: 0, item: () => store.next('line') };
      const document = invoice(order, input, ids, magentoTime(store.now()));
      document.entity_id = store.next('invoice');
      document.increment_id = String(document.entity_id).padStart(9, '0');
      for (const line of document.items) line.parent_id = document.entity_id;
      store.invoices.push(document);
      store.book(order.entity_id).invoices++;
      store.changed(order);
      return String(document.entity_id);
    },
  },
  {
    method: 'POST',
    path: '/order/:id/ship',
    resource: 'Magento_Sales::ship',
    writes: orderId,
    run: (context) => {
      const { store, body } = context;
      const input = readObject(
        body,
        {
          items: [LINE],
          notify: 'boolean',
          appendComment: 'boolean',
          comment: 'any',
          tracks: [TRACK],
          packages: 'any',
          arguments: 'any',
        },
        store.release,
      );
      const order = orderOf(context);
      const ids = { shipment: 0, item: () => store.next('line'), track: () => store.next('track') };
      const document = ship(order, input, ids, magentoTime(store.now()));
      document.entity_id = store.next('shipment');
      document.increment_id = String(document.entity_id).padStart(9, '0');
      for (const line of [...document.items, ...document.tracks]) {
        line['parent_id' as never] = document.entity_id as never;
      }
      store.shipments.push(document);
      store.book(order.entity_id).shipments++;
      store.changed(order);
      return String(document.entity_id);
    },
  },
  {
    method: 'GET',
    path: '/invoices',
    resource: 'Magento_Sales::sales_invoice',
    run: (context) => listOf(documents(context.store.invoices), context, (row) => row),
  },
  {
    method: 'GET',
    path: '/invoices/:id',
    resource: 'Magento_Sales::sales_invoice',
    run: ({ store, parameters }) =>
      store.invoices.find((row) => row.entity_id === idOf(parameters[0]!)) ?? notFound(),
  },
  {
    method: 'GET',
    path: '/shipments',
    resource: 'Magento_Sales::shipment',
    run: (context) => listOf(documents(context.store.shipments), context, (row) => row),
  },
  {
    method: 'GET',
    path: '/shipment/:id',
    resource: 'Magento_Sales::shipment',
    run: ({ store, parameters }) =>
      store.shipments.find((row) => row.entity_id === idOf(parameters[0]!)) ?? notFound(),
  },
  {
    method: 'GET',
    path: '/inventory/sources',
    resource: 'Magento_InventoryApi::source',
    run: () => ({
      items: [{ source_code: 'default', name: 'Default Source', enabled: true }],
      search_criteria: { filter_groups: [] },
      total_count: 1,
    }),
  },
  {
    method: 'PUT',
    path: '/products/:sku/stockItems/:itemId',
    resource: 'Magento_Catalog::catalog_inventory',
    run: ({ body, parameters }) => {
      if (parameter(body, 'stockItem') === undefined) throw MagentoFault.required('stockItem');
      throw new MagentoFault(404, {
        message: 'The Product with the "%1" SKU doesn\'t exist.',
        parameters: [parameters[0]],
      });
    },
  },
];

function notFound(): never {
  throw MagentoFault.noSuchEntity();
}
