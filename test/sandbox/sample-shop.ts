import { page } from './faulty-proxy.js';
import { addUp, generateOrder } from './generator.js';
import type { Order } from './magento-order.js';
import type { Sandbox } from './sandbox.js';

const FIRST = 4711;
const LAST = 4724;
/** Their money does not add up, so that they are held. */
const HELD = [4719, 4720];
/** Writes to it do not come through. */
export const UNWRITABLE = 4721;
/** Magento does not answer for it, so that no write to it is ever sent. */
export const UNREADABLE = 4722;
/** For a comparison: an invoice that Magento lost, and one that stands there twice. */
export const LOST_INVOICE = 4723;
export const DOUBLED_INVOICE = 4724;
const HOUR_MS = 3_600_000;

/** The orders that the examples of the API's page name (src/swagger/examples). Nothing else touches them. */
export function placeSampleOrders(shop: Sandbox): void {
  const placedAt = shop.store.now() - HOUR_MS;
  for (let id = FIRST; id <= LAST; id++) shop.place(sampleOrder(id, placedAt + (id - FIRST) * 60_000));
  for (const sku of ['MUG-01', 'TEE-01']) if (!shop.store.stock.find(sku)) shop.store.stock.add(sku, 100);
  shop.decide = ({ method, path }) => {
    const isDown =
      method === 'GET'
        ? path.endsWith(`/orders/${UNREADABLE}`)
        : [UNWRITABLE, UNREADABLE].some((id) => path.includes(`/orders/${id}/`));
    return isDown ? { reach: 'no', answer: page(503) } : undefined;
  };
}

/** Two mugs and a shirt; item ids are the order's with a digit more. */
function sampleOrder(id: number, createdAt: number): Order {
  const order = generateOrder({ entityId: id, createdAt, lines: 2 });
  const lines = [
    { sku: 'MUG-01', name: 'Mug, white', qty_ordered: 2, price: 12.5 },
    { sku: 'TEE-01', name: 'T-shirt, L', qty_ordered: 1, price: 20 },
  ];
  order.items.forEach((item, i) =>
    Object.assign(item, lines[i], { item_id: 10 * id + i + 1, tax_amount: 0, product_type: 'simple' }),
  );
  order['increment_id'] = `0000${id}`;
  order.tax_amount = 0;
  addUp(order);
  if (HELD.includes(id)) order.grand_total += 5;
  return order;
}
