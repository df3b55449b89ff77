import { reservedBy } from './documents.js';
import { parameter, readObject, type Shape } from './input.js';
import { MagentoFault } from './magento-fault.js';
import { magentoTime, type Order } from './magento-order.js';
import { addComment, cancel, setState } from './order-rules.js';
import { type Criteria, echo, page, parseCriteria, parseQuery, select } from './query.js';
import { listOf, orderId, orderOf, Prepared, type Route, type RouteContext } from './route.js';
import { present, type SandboxStore } from './store.js';

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

export const ORDER_ROUTES: Route[] = [
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
      const { store } = context;
      const before = reservedBy(order);
      const done = cancel(order, magentoTime(store.now()));
      const after = reservedBy(order).map(({ sku, qty }) => ({ sku, qty: -qty }));
      store.stock.reserve([...before, ...after]);
      if (done) store.book(order.entity_id).cancellations++;
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
];
