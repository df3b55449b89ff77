import { Agent, request } from 'undici';
import { BenchBridge } from './bridge.js';
import { percentile, row, type Row, startScript } from './processes.js';

const LATENCY_MS = 20;
const TARGET_MS = 15;
const WARM_UP = 20;

interface Kind {
  name: string;
  path(orderCode: number): string;
  body(orderCode: number): object;
  /** The Magento calls that the operation makes one after the other, as a bare loop makes them; `{answer}` stands for the answer before. */
  calls(orderCode: number): [method: 'GET' | 'POST', path: string, body?: object][];
}

const order = (id: number): ['GET', string] => ['GET', `/orders/${id}`];
const line = (id: number): { order_item_id: number; qty: number }[] => [{ order_item_id: id, qty: 1 }];

/** In the order of an order's life: each works on what the ones before have left. */
const KINDS: Kind[] = [
  {
    name: 'acknowledge',
    path: (id) => `/orders/${id}/acknowledge`,
    body: () => ({}),
    calls: (id) => [
      order(id),
      ['POST', `/orders/${id}/comments`, { statusHistory: { comment: 'x', is_customer_notified: 0 } }],
      order(id),
    ],
  },
  {
    name: 'invoice',
    path: (id) => `/orders/${id}/invoice`,
    body: () => ({}),
    calls: (id) => [order(id), ['POST', `/order/${id}/invoice`, {}], ['GET', '/invoices/{answer}']],
  },
  {
    name: 'create shipment',
    path: (id) => `/orders/${id}/shipments`,
    body: (id) => ({ shipmentId: `S${id}`, items: [{ orderItemCode: String(itemOf(id)), quantity: 1 }] }),
    calls: (id) => [
      order(id),
      ['POST', '/shipment/', { entity: { order_id: id, items: line(itemOf(id)), tracks: [], comments: [] } }],
      order(id),
    ],
  },
  {
    name: 'handover',
    path: (id) => `/orders/${id}/handover`,
    body: () => ({}),
    calls: (id) => [order(id), ['POST', `/order/${id}/ship`, { items: line(itemOf(id)) }], order(id)],
  },
];

/** Item ids of the bench shop: one line per order, numbered like the generator does. */
let itemIds = new Map<number, number>();
const itemOf = (orderCode: number): number => itemIds.get(orderCode)!;

/** Our own time per write: what a request takes beyond the Magento calls that it needs, at p50. */
export async function benchWrites(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const shop = await startScript('shop.ts', [String(2 * orders), '1', '0', String(LATENCY_MS)]);
  const [shopUrl, token] = shop.words as [string, string];
  const bridge = await BenchBridge.start(await newDatabase('writes'), shopUrl);
  const agent = new Agent({ connections: 1 });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  try {
    await bridge.call('PUT', '/admin/stores/default', { settings: { shipmentMode: 'documented' } });
    await bridge.importAll();
    const { rows } = await bridge.db.query<{ entity_id: string; item_id: string }>(
      'SELECT o.entity_id, i.item_id FROM "order" o JOIN order_item i ON i.order_id = o.id WHERE i.parent_item_id IS NULL',
    );
    itemIds = new Map(rows.map((one) => [Number(one.entity_id), Number(one.item_id)]));
    const results: Row[] = [];
    for (const kind of KINDS) {
      const ours: number[] = [];
      const bare: number[] = [];
      let calls = 0;
      for (let id = 1; id <= orders; id++) {
        const began = performance.now();
        const { operationId } = (await bridge.call('POST', kind.path(id), kind.body(id))) as {
          operationId: string;
        };
        ours.push(performance.now() - began);
        if (id === orders) calls = await callsOf(bridge, operationId);
        bare.push(await bareCalls(kind.calls(orders + id)));
      }
      results.push(
        toRow(kind.name, calls, percentile(ours.slice(WARM_UP), 0.5), percentile(bare.slice(WARM_UP), 0.5)),
      );
    }
    return results;
  } finally {
    await agent.close();
    await bridge.stop();
    shop.child.kill();
  }

  async function bareCalls(calls: ReturnType<Kind['calls']>): Promise<number> {
    const began = performance.now();
    let last = '';
    for (const [method, path, body] of calls) {
      const answer = await request(`${shopUrl}/rest/default/V1${path.replace('{answer}', last)}`, {
        dispatcher: agent,
        method,
        headers,
        body: body && JSON.stringify(body),
      });
      const text = await answer.body.text();
      last = text.replaceAll('"', '');
      if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    }
    return performance.now() - began;
  }
}

async function callsOf(bridge: BenchBridge, operationId: string): Promise<number> {
  const { rows } = await bridge.db.query<{ magento_calls: number }>(
    'SELECT magento_calls FROM operation WHERE id = $1',
    [operationId],
  );
  return rows[0]!.magento_calls;
}

function toRow(name: string, calls: number, ours: number, bare: number): Row {
  const own = ours - bare;
  const share = Math.round((100 * own) / ours);
  return row(
    `${name}: our own time, p50 (${calls} Magento calls of ${LATENCY_MS} ms)`,
    `${own.toFixed(1)} ms, ${share} % of ${ours.toFixed(1)} ms`,
    `${bare.toFixed(1)} ms (undici, the same calls)`,
    ours / bare,
    `≤ ${TARGET_MS} ms`,
    own <= TARGET_MS,
  );
}
