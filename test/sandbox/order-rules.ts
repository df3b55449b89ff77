import { MagentoFault } from './magento-fault.js';
import { cents, type History, type Item, type Order, type Release, SEPARATELY } from './magento-order.js';

/** Statuses that a fresh shop assigns to each state; the first is the state's default. */
export const STATUSES_BY_STATE: Record<string, string[]> = {
  new: ['pending'],
  pending_payment: ['pending_payment'],
  processing: ['processing', 'fraud'],
  complete: ['complete'],
  closed: ['closed'],
  canceled: ['canceled'],
  holded: ['holded'],
  payment_review: ['payment_review', 'fraud'],
};

const COMMENT_BYTES = 65_535;

/** Adds a line to the history; what becomes of the status depends on the release (spec, §0). */
export function addComment(
  order: Order,
  input: Record<string, unknown>,
  release: Release,
  id: number,
  time: string,
  statuses = STATUSES_BY_STATE,
): void {
  const given = typeof input['status'] === 'string' && input['status'] !== '' ? input['status'] : undefined;
  const old = release === '2.4.3' || release === '2.4.6';
  if (given !== undefined && !old && !mayComment(order, given, release, statuses)) {
    const blanks = release === '2.4.7' ? '\n                 ' : ' ';
    throw MagentoFault.badRequest(
      `Unable to add comment: The status "%1" is not part of the order${blanks}status history.`,
      [given],
    );
  }
  const status = given ?? (old ? undefined : (order.status ?? undefined));
  const comment = input['comment'] == null ? undefined : truncate(String(input['comment']));
  const entry: History = {
    comment: comment ?? null,
    created_at: time,
    entity_id: id,
    is_customer_notified:
      input['is_customer_notified'] == null ? null : Number(input['is_customer_notified']),
    is_visible_on_front: Number(input['is_visible_on_front'] ?? 0),
    parent_id: order.entity_id,
    ...(status === undefined ? {} : { status }),
  };
  order.status_histories.push(entry);
  const before = order.status;
  order.status = status ?? null;
  if (before !== order.status) order.updated_at = time;
}

function mayComment(
  order: Order,
  status: string,
  release: Release,
  statuses: Record<string, string[]>,
): boolean {
  return release === '2.4.7' ? status === order.status : (statuses[order.state] ?? []).includes(status);
}

/** utf8mb3: four-byte characters come back as question marks, one for each byte. */
function truncate(text: string): string {
  const stored = text.replace(/[\u{10000}-\u{10ffff}]/gu, '????');
  const bytes = Buffer.from(stored);
  return bytes.length <= COMMENT_BYTES ? stored : bytes.subarray(0, COMMENT_BYTES).toString('utf8');
}

/** Magento's own word; the order may be changed, in part or not at all. */
export function cancel(order: Order, time: string): boolean {
  const invoicedAll = topLevel(order).every(
    (item) => item.qty_ordered - item.qty_invoiced - item.qty_canceled <= 0,
  );
  if (['holded', 'payment_review', 'canceled', 'complete', 'closed'].includes(order.state) || invoicedAll) {
    return false;
  }
  const partly = order.items.some((item) => item.qty_invoiced > 0);
  for (const item of order.items) {
    item['tax_canceled'] = 0;
    item['discount_tax_compensation_canceled'] = 0;
    // The child of a configurable is a dummy: what is cancelled is counted on its parent.
    if (
      order.items.some(
        (parent) => parent.item_id === item.parent_item_id && parent.product_type === 'configurable',
      )
    ) {
      continue;
    }
    const open = Math.min(
      item.qty_ordered - item.qty_invoiced - item.qty_canceled,
      item.qty_ordered - item.qty_shipped - item.qty_canceled,
    );
    item.qty_canceled += Math.max(0, open);
  }
  recordCancelledTotals(order);
  if (partly) setState(order, nothingLeftToShip(order) ? 'complete' : 'processing');
  else setState(order, 'canceled');
  order.updated_at = time;
  return true;
}

function recordCancelledTotals(order: Order): void {
  const invoiced = Number(order['total_invoiced'] ?? 0);
  const subtotalInvoiced = Number(order['subtotal_invoiced'] ?? 0);
  const shippingInvoiced = Number(order['shipping_invoiced'] ?? 0);
  const amounts = {
    subtotal_canceled: order.subtotal - subtotalInvoiced,
    tax_canceled: order.tax_amount - Number(order['tax_invoiced'] ?? 0),
    shipping_canceled: order.shipping_amount - shippingInvoiced,
    discount_canceled: Math.abs(Number(order['discount_amount'] ?? 0)),
    total_canceled: order.grand_total - invoiced,
  };
  for (const [field, value] of Object.entries(amounts)) {
    order[field] = cents(value);
    order[`base_${field}`] = cents(value);
  }
  const total = order.extension_attributes.shipping_assignments[0]?.shipping['total'] as
    Record<string, unknown> | undefined;
  if (total) {
    total['shipping_canceled'] = amounts.shipping_canceled;
    total['base_shipping_canceled'] = amounts.shipping_canceled;
  }
}

export function setState(order: Order, state: string): void {
  order.state = state;
  order.status = STATUSES_BY_STATE[state]?.[0] ?? state;
}

export function topLevel(order: Order): Item[] {
  return order.items.filter((item) => item.parent_item_id === undefined);
}

/** The rows that a shipment names: parents of configurables, parents or children of bundles, plain rows; no virtual ones. */
export function shippable(order: Order): Item[] {
  return topLevel(order)
    .flatMap((item) =>
      item[SEPARATELY] ? order.items.filter((child) => child.parent_item_id === item.item_id) : [item],
    )
    .filter((item) => item.is_virtual !== 1);
}

export function openToShip(item: Item): number {
  return Math.max(0, item.qty_ordered - Math.max(item.qty_shipped, item.qty_refunded) - item.qty_canceled);
}

export function openToInvoice(item: Item): number {
  return Math.max(0, item.qty_ordered - item.qty_invoiced - item.qty_canceled);
}

export function nothingLeftToShip(order: Order): boolean {
  return shippable(order).every((item) => openToShip(item) === 0);
}

export function nothingLeftToInvoice(order: Order): boolean {
  return topLevel(order).every((item) => openToInvoice(item) === 0);
}

/** After an invoice or a shipment: the default status of the state, complete when nothing is left. */
export function resolveState(order: Order): void {
  const done = nothingLeftToShip(order) && nothingLeftToInvoice(order);
  const nothingPaid = done && order.grand_total > 0 && Number(order['total_paid'] ?? 0) === 0;
  setState(order, done ? (nothingPaid ? 'closed' : 'complete') : 'processing');
}
