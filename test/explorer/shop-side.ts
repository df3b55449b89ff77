import { addUp, generateOrder } from '../sandbox/generator.js';
import type { Order } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import type { SandboxStore } from '../sandbox/store.js';
import type { Played } from './played.js';
import type { World } from './world.js';

const TWO_LINES = 2;

/** @param shipped units of each line that have gone out */
export function place(
  { sandbox }: World,
  { number, schedule, orders }: Played,
  lateMs: number,
  shipped = 0,
): void {
  const id = number * 10 + orders.length;
  const order = generateOrder({ entityId: id, createdAt: Date.now(), lines: TWO_LINES });
  order.items.forEach((item, i) =>
    Object.assign(item, {
      item_id: 10 * id + i,
      qty_ordered: 2 + i,
      qty_shipped: shipped,
      sku: `L-${id}-${i}`,
    }),
  );
  addUp(order);
  const isRefunded = shipped > 0 || schedule.steps.some((step) => step.do === 'refund');
  if (schedule.invoiced && isRefunded) payInFull(order);
  order['store_id'] = schedule.store + 1;
  sandbox.store.put(order, lateMs > 0 ? Date.now() + lateMs : 0);
  orders.push(id);
}

/** As the shop's own job leaves it; the invoice itself is of no interest. */
function payInFull(order: Order): void {
  setState(order, 'processing');
  for (const item of order.items) {
    item.qty_invoiced = item.qty_ordered;
    item['row_invoiced'] = item['base_row_invoiced'] = item.price * item.qty_ordered;
    item['tax_invoiced'] = item['base_tax_invoiced'] = item['tax_amount'];
  }
  order['total_paid'] = order['base_total_paid'] = order.grand_total;
  order['total_invoiced'] = order['base_total_invoiced'] = order.grand_total;
  order['tax_invoiced'] = order['base_tax_invoiced'] = order.tax_amount;
}

/** By an administrator. */
export function changeShop({ sandbox }: World, { orders, cancelledByShop }: Played, change: string): void {
  const id = orders[0]!;
  sandbox.change(id, (order) => {
    if (change === 'cancel' && order.state === 'new') {
      setState(order, 'canceled');
      cancelledByShop.add(id);
    }
    if (change === 'hold' && order.state === 'new') setState(order, 'holded');
    if (change === 'status' && order.state === 'processing') order.status = 'fraud';
    if (change === 'comment') order['customer_note'] = 'Please ring twice.';
  });
}

/** Somebody else's, with the tracking number that ours is going to have. */
export function addForeignShipment(store: SandboxStore, { orders, shopsOwn }: Played): void {
  const order = store.find(orders[0]!)!;
  const id = store.next('shipment');
  shopsOwn.add(id);
  store.shipments.push({
    entity_id: id,
    increment_id: String(id).padStart(9, '0'),
    order_id: order.entity_id,
    created_at: order.created_at,
    updated_at: order.created_at,
    items: [{ order_item_id: order.items[0]!.item_id, qty: 1, entity_id: store.next('shipmentItem') }],
    tracks: [{ track_number: awbOf(order.entity_id, 0), title: 'DHL', carrier_code: 'dhl' }],
    comments: [],
  } as never);
}

/** Of the parcel with this line. */
export const awbOf = (order: number, line: number): string => `AWB-${order}-${line}`;
