import { addUp, generateOrder } from './generator.js';
import type { Order } from './magento-order.js';

/** An order with two lines: item {id}1 with three units, item {id}2 with two; shipping costs 15. */
export function twoLines(id: number, method = 'checkmo'): Order {
  const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 2 });
  order.items.forEach((item, i) =>
    Object.assign(item, { item_id: 10 * id + 1 + i, qty_ordered: 3 - i, sku: `SKU-${id}-${i}` }),
  );
  addUp(order);
  order.payment['method'] = method;
  return order;
}
