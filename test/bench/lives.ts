import type { BenchBridge } from './bridge.js';

/** A write of an order, by the service and by hand. */
export interface Kind {
  path(orderCode: number): string;
  body(orderCode: number): object;
  /** The Magento calls that the operation makes one after the other, as a bare loop makes them; `{answer}` stands for the answer before. */
  calls(orderCode: number): [method: 'GET' | 'POST', path: string, body?: object][];
}

const order = (id: number): ['GET', string] => ['GET', `/orders/${id}`];
const line = (id: number): { order_item_id: number; qty: number }[] => [{ order_item_id: id, qty: 1 }];

/** In the order of an order's life: each works on what the ones before have left. */
export const KINDS: Kind[] = [
  {
    path: (id) => `/orders/${id}/acknowledge`,
    body: () => ({}),
    calls: (id) => [
      order(id),
      ['POST', `/orders/${id}/comments`, { statusHistory: { comment: 'x', is_customer_notified: 0 } }],
      order(id),
    ],
  },
  {
    path: (id) => `/orders/${id}/invoice`,
    body: () => ({}),
    calls: (id) => [order(id), ['POST', `/order/${id}/invoice`, {}], ['GET', '/invoices/{answer}']],
  },
  {
    path: (id) => `/orders/${id}/shipments`,
    body: (id) => ({ shipmentId: `S${id}`, items: [{ orderItemCode: String(itemOf(id)), quantity: 1 }] }),
    calls: (id) => [
      order(id),
      ['POST', '/shipment/', { entity: { order_id: id, items: line(itemOf(id)), tracks: [], comments: [] } }],
      order(id),
    ],
  },
  {
    path: (id) => `/orders/${id}/handover`,
    body: () => ({}),
    calls: (id) => [order(id), ['POST', `/order/${id}/ship`, { items: line(itemOf(id)) }], order(id)],
  },
];

/** Item ids of the bench shop: one line per order, numbered like the generator does. */
let itemIds = new Map<number, number>();
const itemOf = (orderCode: number): number => itemIds.get(orderCode)!;

/** @returns the orders, each to be taken once */
export async function learnItems({ db }: BenchBridge): Promise<Iterator<number>> {
  const { rows } = await db.query<{ entity_id: string; item_id: string }>(
    `SELECT DISTINCT ON (o.entity_id) o.entity_id, i.item_id FROM "order" o JOIN order_item i ON i.order_id = o.id
     WHERE i.parent_item_id IS NULL ORDER BY o.entity_id, i.item_id`,
  );
  itemIds = new Map(rows.map((one) => [Number(one.entity_id), Number(one.item_id)]));
  return itemIds.keys();
}

/** Each caller takes one order after the other through all kinds. @returns milliseconds of each write */
export async function lives(
  fresh: Iterator<number>,
  callers: number,
  orders: number,
  write: (kind: Kind, orderCode: number) => Promise<unknown>,
): Promise<number[]> {
  const taken: number[] = [];
  let left = orders;
  const caller = async (): Promise<void> => {
    while (left-- > 0) {
      const id = fresh.next().value as number;
      for (const kind of KINDS) {
        const began = performance.now();
        await write(kind, id);
        taken.push(performance.now() - began);
      }
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return taken;
}
