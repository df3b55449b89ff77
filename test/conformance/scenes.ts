import { ADMIN, INTEGRATION, Sandbox, type SandboxOptions } from '../sandbox/sandbox.js';
import { invoice, ship } from '../sandbox/documents.js';
import { generateOrder } from '../sandbox/generator.js';
import type { Order, Release } from '../sandbox/magento-order.js';
import { type Exchange, recordedOrders } from '../sandbox/recorded-orders.js';

/** A stretch of recorded exchanges that is played in order against one sandbox. */
export interface Scene {
  name: string;
  from: string;
  to: string;
  start(exchanges: Exchange[], release: Release): Promise<Sandbox>;
}

const USERS = [
  ADMIN,
  { username: 'admin', password: 'Admin12345', resources: 'all' as const },
  { username: 'lockme', password: 'Admin12345', resources: 'all' as const },
  { username: 'catalog', password: 'Admin12345', resources: ['Magento_Catalog::catalog_inventory'] },
  { username: 'viewer', password: 'Admin12345', resources: ['Magento_Sales::actions_view'] },
];

/** The products of the recorded shop, as many as its 219 and what follows show. */
function stockUp(sandbox: Sandbox, quantities: Record<string, number> = {}): Sandbox {
  const known: [string, number, string?][] = [
    ['MUG-01', 94],
    ['MUG-02', 48],
    ['TEE-01', 40],
    ['PEN-01', 972],
    ['LAMP-01', 3],
    ['A/B 10%', 34],
    ['SPACE SKU', 38],
    ['ÄÖ-ü', 40],
    ['12345', 40],
    ['OOS-01', 0],
    ['CFG-S', 50],
    ['CFG-M', 50],
    ['CFG', 0, 'configurable'],
  ];
  for (const [i, [sku, qty, type_id]] of known.entries()) {
    sandbox.store.stock.add(sku, quantities[sku] ?? qty, { id: i + 1, type_id });
  }
  return sandbox;
}

async function startWith(orders: Order[], options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await Sandbox.start({
    ...options,
    auth: { users: USERS, integrations: [INTEGRATION], ...options.auth },
  });
  for (const order of orders) sandbox.place(order);
  return sandbox;
}

/** What is known of the orders that no exchange returns in full, before anything was done to them. */
const KNOWN: Record<
  number,
  {
    created_at: string;
    updated_at: string;
    lines: { item_id: number; sku: string; qty: number; price: number }[];
  }
> = {
  3: {
    created_at: '2026-11-19 09:13:07',
    updated_at: '2026-11-23 09:13:18',
    lines: [{ item_id: 4, sku: 'TEE-01', qty: 3, price: 19.95 }],
  },
  11: {
    created_at: '2026-11-23 09:13:13',
    updated_at: '2026-11-23 09:13:13',
    lines: [{ item_id: 16, sku: 'PEN-01', qty: 3, price: 1.2 }],
  },
  12: {
    created_at: '2026-11-23 09:13:14',
    updated_at: '2026-11-23 09:13:14',
    lines: [{ item_id: 17, sku: 'PEN-01', qty: 3, price: 1.2 }],
  },
  13: {
    created_at: '2026-11-23 09:13:15',
    updated_at: '2026-11-23 09:13:15',
    lines: [{ item_id: 18, sku: 'PEN-01', qty: 3, price: 1.2 }],
  },
  14: {
    created_at: '2026-11-23 09:13:15',
    updated_at: '2026-11-23 09:13:15',
    lines: [{ item_id: 19, sku: 'PEN-01', qty: 3, price: 1.2 }],
  },
  15: {
    created_at: '2026-11-23 09:13:16',
    updated_at: '2026-11-23 09:13:16',
    lines: [{ item_id: 20, sku: 'PEN-01', qty: 3, price: 1.2 }],
  },
  16: {
    created_at: '2026-11-23 09:13:17',
    updated_at: '2026-11-23 09:13:17',
    lines: [{ item_id: 21, sku: 'PEN-01', qty: 3, price: 1.2 }],
  },
};

/** Placed later, each for what is odd about it. */
const isShape = ({ entity_id: id }: Order): boolean => id >= 17 && id < 100;

/** The sixteen orders of the recorded shop as they were at 041: all pending. */
export function sixteenOrders(exchanges: Exchange[]): Order[] {
  const known = new Map(recordedOrders(exchanges, 'first').map((order) => [order.entity_id, order]));
  return Array.from({ length: 16 }, (_, i) => i + 1).map((id) => {
    const recorded = known.get(id);
    return recorded && id <= 10 ? pendingAgain(recorded) : fromKnown(id);
  });
}

/** Orders 1 and 4 were returned in full only after their invoice and cancellation; that is taken back. */
function pendingAgain(order: Order): Order {
  const fields = Object.entries(order).filter(
    ([name]) => !/_(invoiced|canceled|paid|invoiced_cost)$/.test(name),
  );
  const fresh = Object.fromEntries(fields) as Order;
  for (const field of ['amount_paid', 'base_amount_paid', 'shipping_captured', 'base_shipping_captured']) {
    delete fresh.payment[field];
  }
  const total = fresh.extension_attributes.shipping_assignments[0]!.shipping['total'] as Record<
    string,
    unknown
  >;
  for (const field of Object.keys(total)) if (/_(invoiced|canceled)$/.test(field)) delete total[field];
  fresh['total_due'] = fresh.grand_total;
  fresh['base_total_due'] = fresh.grand_total;
  fresh.state = 'new';
  fresh.status = 'pending';
  const times: Record<number, string> = { 1: '2026-11-17 09:03:45', 4: '2026-11-20 09:13:07' };
  fresh.created_at = times[fresh.entity_id] ?? fresh.created_at;
  fresh.updated_at = '2026-11-23 09:13:18';
  for (const item of fresh.items) {
    item.qty_canceled = item.qty_invoiced = item.qty_shipped = 0;
    item['row_invoiced'] = item['base_row_invoiced'] = 0;
    delete item['tax_canceled'];
    delete item['discount_tax_compensation_canceled'];
  }
  return fresh;
}

function fromKnown(id: number): Order {
  const { created_at, updated_at, lines } = KNOWN[id]!;
  const order = generateOrder({ entityId: id, createdAt: 0, lines: lines.length });
  let subtotal = 0;
  order.items = lines.map((line, i) => {
    subtotal += line.price * line.qty;
    return {
      ...order.items[i]!,
      item_id: line.item_id,
      sku: line.sku,
      qty_ordered: line.qty,
      price: line.price,
      original_price: line.price,
    };
  });
  Object.assign(order, {
    created_at,
    updated_at,
    subtotal,
    grand_total: subtotal + 15,
    total_due: subtotal + 15,
    shipping_amount: 15,
    tax_amount: 0,
    discount_amount: 0,
  });
  return order;
}

function customStatusOrders(exchanges: Exchange[]): Order[] {
  const orders = sixteenOrders(exchanges);
  for (const order of orders) order.updated_at = order.created_at = '2026-11-23 09:32:01';
  return orders;
}

/** Orders of which the credit memos were made; 199 was returned in full only at its end, and is like 197. */
async function withRefunds(
  exchanges: Exchange[],
  release: Release,
  counters: Parameters<Sandbox['store']['startAfter']>[0],
): Promise<Sandbox> {
  const known = new Map(recordedOrders(exchanges, 'first').map((order) => [order.entity_id, order]));
  const last = new Map(recordedOrders(exchanges, 'last').map((order) => [order.entity_id, order]));
  const sandbox = await startWith(
    [known.get(197)!, unpaid(known.get(198)!), likeThat(known.get(197)!, last.get(199)!)],
    { release },
  );
  sandbox.store.startAfter({ invoice: 58, history: 40, ...counters });
  return sandbox;
}

function unpaid(order: Order): Order {
  const fresh = pendingAgain(order);
  for (const item of fresh.items) {
    item['tax_invoiced'] = item['base_tax_invoiced'] = 0;
    for (const field of Object.keys(item)) {
      if (/compensation_invoiced$|^weee_tax_applied$/.test(field)) delete item[field];
    }
  }
  return fresh;
}

/** With the ids of another order. */
function likeThat(order: Order, other: Order): Order {
  const copy = structuredClone(order);
  const same = ['entity_id', 'increment_id', 'created_at', 'updated_at', 'quote_id', 'billing_address_id'];
  for (const field of same) copy[field] = other[field];
  copy.items.forEach((item, i) => {
    const { item_id, order_id, quote_item_id, extension_attributes } = other.items[i]!;
    Object.assign(item, { item_id, order_id, quote_item_id, extension_attributes });
  });
  const { entity_id, parent_id } = other.payment;
  Object.assign(copy.payment, { entity_id, parent_id });
  copy.billing_address = structuredClone(other.billing_address);
  const attributes = structuredClone(other.extension_attributes);
  attributes.shipping_assignments[0]!.shipping['total'] =
    copy.extension_attributes.shipping_assignments[0]!.shipping['total'];
  copy.extension_attributes = attributes;
  return copy;
}

const noCap = { maximumPageSize: 10, defaultPageSize: 5 };

function withCompleteOrder(_exchanges: Exchange[], release: Release): Promise<Sandbox> {
  const order = generateOrder({ entityId: 1, createdAt: 0 });
  return startWith([Object.assign(order, { state: 'complete', status: 'complete' })], { release });
}

export const SCENES: Scene[] = [
  {
    name: 'sign-in',
    from: '001',
    to: '031',
    start: (exchanges, release) => startWith([sixteenOrders(exchanges)[0]!], { release }),
  },
  {
    name: 'lists and reads',
    from: '041',
    to: '095',
    start: (exchanges, release) => startWith(sixteenOrders(exchanges), { release }),
  },
  {
    name: 'writes',
    from: '096',
    to: '218',
    start: async (exchanges, release) => {
      const sandbox = await startWith(sixteenOrders(exchanges), { release });
      return stockUp(sandbox, { 'SPACE SKU': 100, 'A/B 10%': 100, 'MUG-01': 100, 'MUG-02': 100 });
    },
  },
  {
    name: 'stock',
    from: '219',
    to: '315',
    start: async (_exchanges, release) => stockUp(await startWith([], { release })),
  },
  {
    name: 'protocol',
    from: '316',
    to: '342',
    start: (exchanges, release) => startWith(sixteenOrders(exchanges), { release }),
  },
  {
    name: 'updated_at and comments',
    from: '401',
    to: '426',
    start: async (exchanges, release) => {
      const sandbox = await startWith(sixteenOrders(exchanges), { release });
      // What was done before this scene: ten shipments, eight tracks, a comment; order 2 was invoiced at 142.
      sandbox.store.startAfter({ shipment: 10, shipmentItem: 20, track: 7, comment: 1 });
      sandbox.change(2, (order) => {
        order.state = order.status = 'processing';
        for (const item of order.items) item.qty_invoiced = item.qty_ordered;
      });
      return sandbox;
    },
  },
  {
    name: 'shapes',
    from: '454',
    to: '482',
    start: (exchanges, release) => startWith(recordedOrders(exchanges, 'first').filter(isShape), { release }),
  },
  {
    name: 'no limits',
    from: '483',
    to: '487',
    start: async (exchanges, release) =>
      stockUp(
        await startWith(
          [...sixteenOrders(exchanges), ...recordedOrders(exchanges, 'first').filter(isShape)],
          { release },
        ),
      ),
  },
  {
    name: 'maintenance',
    from: '488',
    to: '490',
    start: async (_exchanges, release) => {
      const sandbox = await startWith([], { release });
      sandbox.faults.outage = 'maintenance';
      return sandbox;
    },
  },
  {
    name: 'input limits',
    from: '609',
    to: '611',
    start: (_exchanges, release) =>
      startWith(
        Array.from({ length: 90 }, (_, i) => generateOrder({ entityId: i + 1, createdAt: 0 })),
        { release, limits: noCap },
      ),
  },
  {
    name: 'limit of rows in a body',
    from: '612',
    to: '612',
    start: async (_exchanges, release) =>
      stockUp(await startWith([], { release, limits: { maximumListSize: 20 } })),
  },
  {
    name: 'empty lists',
    from: '601',
    to: '605',
    start: async (_exchanges, release) => {
      const orders = Array.from({ length: 90 }, (_, i) => generateOrder({ entityId: i + 1, createdAt: 0 }));
      const sandbox = stockUp(await startWith(orders, { release }));
      const { store } = sandbox;
      // As many as the recorded shop had by then.
      for (const sku of ['NEW-1', 'NEW-2', 'NEW-3', 'NEW-4']) store.stock.add(sku, 1);
      for (const order of orders.slice(0, 30)) invoice(order, {}, store, order.created_at);
      for (const order of orders.slice(0, 45)) ship(order, {}, store, order.created_at);
      return sandbox;
    },
  },
  {
    name: 'lines of orders',
    from: '608',
    to: '608',
    start: (exchanges, release) => startWith(sixteenOrders(exchanges), { release }),
  },
  {
    name: 'database down',
    from: '613',
    to: '615',
    start: async (_exchanges, release) => {
      const sandbox = await startWith([], { release });
      sandbox.faults.outage = 'database';
      return sandbox;
    },
  },
  { name: 'database back', from: '616', to: '616', start: withCompleteOrder },
  {
    name: 'PHP down',
    from: '617',
    to: '617',
    start: async (_exchanges, release) => {
      const sandbox = await startWith([], { release });
      sandbox.faults.outage = 'php';
      return sandbox;
    },
  },
  { name: 'PHP back', from: '618', to: '618', start: withCompleteOrder },
  {
    name: 'lock wait, stock',
    from: '619',
    to: '620',
    start: async (_exchanges, release) => {
      const sandbox = stockUp(await startWith([], { release }));
      sandbox.faults.deadlockRate = 1;
      return sandbox;
    },
  },
  {
    name: 'lock wait',
    from: '621',
    to: '622',
    start: async (exchanges, release) => {
      const sandbox = await startWith(sixteenOrders(exchanges), { release });
      sandbox.faults.serverErrorRate = 1;
      return sandbox;
    },
  },
  {
    name: 'lock wait, read',
    from: '623',
    to: '623',
    start: (exchanges, release) => startWith(sixteenOrders(exchanges), { release }),
  },
  {
    name: 'two-factor, not configured',
    from: '701',
    to: '702',
    start: (_exchanges, release) => startWith([], { release, auth: { twoFactor: 'unconfigured' } }),
  },
  {
    name: 'two-factor',
    from: '705',
    to: '705',
    start: (_exchanges, release) => startWith([], { release, auth: { twoFactor: 'google' } }),
  },
  {
    name: 'two-factor, active',
    from: '708',
    to: '708',
    start: (_exchanges, release) => startWith([], { release, auth: { twoFactor: 'google' } }),
  },
  {
    name: 'custom statuses',
    from: '801',
    to: '816',
    start: (exchanges, release) =>
      startWith(customStatusOrders(exchanges), {
        release,
        statuses: { new: ['pending', 'wms_exported'], processing: ['processing', 'fraud', 'wms_picking'] },
      }),
  },
  {
    name: 'several sources',
    from: '821',
    to: '844',
    start: async (_exchanges, release) => {
      const sandbox = stockUp(await startWith([], { release }), { 'TEE-01': 25 });
      sandbox.store.startAfter({ shipment: 2 });
      for (const [entityId, item_id, sku, qty] of [
        [17, 23, 'TEE-01', 6],
        [18, 24, 'LAMP-01', 2],
      ] as const) {
        const order = generateOrder({ entityId, createdAt: 0, lines: 1 });
        Object.assign(order.items[0]!, { item_id, sku, qty_ordered: qty });
        // Bought only after 830.
        sandbox.store.put(order);
      }
      // Of order 3, while the website sold from stock 1.
      sandbox.store.stock.reserve([{ sku: 'TEE-01', qty: -3 }]);
      return sandbox;
    },
  },
  {
    name: 'credit memos',
    from: '904',
    to: '917',
    start: (exchanges, release) => withRefunds(exchanges, release, { creditMemo: 3, creditMemoItem: 5 }),
  },
  {
    name: 'an empty list of lines',
    from: '918',
    to: '919',
    start: (exchanges, release) => withRefunds(exchanges, release, {}),
  },
  {
    name: 'the same credit memo twice',
    from: '930',
    to: '934',
    start: async (exchanges, release) => {
      const sandbox = await withRefunds(exchanges, release, {
        creditMemo: 5,
        creditMemoItem: 8,
        shipment: 131,
      });
      // Invoiced by an exchange that was not kept.
      sandbox.change(199, (order) => void invoice(order, {}, sandbox.store, order.updated_at));
      return sandbox;
    },
  },
  {
    name: 'signed paths',
    from: '949',
    to: '956',
    start: async (_exchanges, release) => {
      const sandbox = await startWith([], { release });
      for (const [id, sku, qty] of [
        [44, 'PLUS+1', 10_000],
        [49, 'COMMA,1', 10_000],
        [59, '100%', 117],
      ] as const) {
        sandbox.store.stock.add(sku, qty, { id });
      }
      return sandbox;
    },
  },
];
