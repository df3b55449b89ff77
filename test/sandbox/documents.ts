import { MagentoFault } from './magento-fault.js';
import { cents, type Invoice, type Item, type Order, type Shipment } from './magento-order.js';
import { openToInvoice, openToShip, resolveState, shippable, topLevel } from './order-rules.js';

interface Line {
  order_item_id?: number;
  qty?: number;
}

const ONLY_PRODUCTS = "The invoice can't be created without products. Add products and try again.";

/** POST order/{id}/invoice. Too much is refused; with capture or without, the invoice is paid. */
export function invoice(
  order: Order,
  input: { items?: Line[] },
  ids: { invoice: number; item: () => number },
  time: string,
): Invoice {
  const wanted = chooseInvoiceLines(order, input.items);
  const problems: string[] = [];
  if (wanted.length === 0) problems.push(ONLY_PRODUCTS);
  if (['payment_review', 'holded', 'canceled', 'complete', 'closed'].includes(order.state)) {
    problems.push(`An invoice cannot be created when an order has a status of ${order.status}`);
  } else if (wanted.length === 0 && topLevel(order).every((item) => openToInvoice(item) === 0)) {
    problems.push('The order does not allow an invoice to be created.');
  }
  if (problems.length > 0) {
    throw MagentoFault.badRequest(`Invoice Document Validation Error(s):\n${problems.join('\n')}`);
  }
  const first = Number(order['total_invoiced'] ?? 0) === 0;
  let subtotal = 0;
  for (const { item, qty } of wanted) {
    item.qty_invoiced += qty;
    item.updated_at = time;
    for (const prefix of ['', 'base_']) {
      item[`${prefix}row_invoiced`] = cents(Number(item[`${prefix}row_invoiced`] ?? 0) + item.price * qty);
      item[`${prefix}discount_tax_compensation_invoiced`] ??= 0;
    }
    for (const child of order.items) {
      if (child.parent_item_id === item.item_id) {
        child.qty_invoiced += (qty * child.qty_ordered) / item.qty_ordered;
      }
    }
    subtotal += item.price * qty;
  }
  const share = order.subtotal === 0 ? 0 : subtotal / order.subtotal;
  const total = cents(
    subtotal +
      order.tax_amount * share -
      Math.abs(Number(order['discount_amount'] ?? 0)) * share +
      (first ? order.shipping_amount : 0),
  );
  addTo(order, 'total_invoiced', total);
  addTo(order, 'total_paid', total);
  addTo(order, 'subtotal_invoiced', subtotal);
  if (first) addTo(order, 'shipping_invoiced', order.shipping_amount);
  addTo(order, 'tax_invoiced', order.tax_amount * share);
  addTo(order, 'discount_invoiced', Number(order['discount_amount'] ?? 0) * share);
  addTo(order, 'discount_tax_compensation_invoiced', 0);
  order['base_total_invoiced_cost'] = 0;
  order['total_due'] = cents(Math.max(0, order.grand_total - Number(order['total_paid'])));
  order['base_total_due'] = order['total_due'];
  recordPayment(order);
  resolveState(order);
  order.updated_at = time;
  return toInvoice(order, wanted, ids, total, subtotal, time);
}

function recordPayment(order: Order): void {
  for (const prefix of ['', 'base_']) {
    order.payment[`${prefix}amount_paid`] = order['total_paid'];
    order.payment[`${prefix}shipping_captured`] = order['shipping_invoiced'];
    const total = order.extension_attributes.shipping_assignments[0]?.shipping['total'] as
      Record<string, unknown> | undefined;
    if (total) total[`${prefix}shipping_invoiced`] = order['shipping_invoiced'];
  }
}

function chooseInvoiceLines(order: Order, lines: Line[] | undefined): { item: Item; qty: number }[] {
  const candidates = topLevel(order);
  if (!lines || lines.length === 0) {
    return candidates.map((item) => ({ item, qty: openToInvoice(item) })).filter(({ qty }) => qty > 0);
  }
  return lines.flatMap((line) => {
    const item = candidates.find((one) => one.item_id === line.order_item_id);
    const qty = line.qty ?? 0;
    if (!item || qty <= 0) return [];
    if (qty > openToInvoice(item)) {
      throw MagentoFault.badRequest('We found an invalid quantity to invoice item "%1".', [item.name]);
    }
    return [{ item, qty }];
  });
}

function toInvoice(
  order: Order,
  lines: { item: Item; qty: number }[],
  ids: { invoice: number; item: () => number },
  total: number,
  subtotal: number,
  time: string,
): Invoice {
  return {
    entity_id: ids.invoice,
    increment_id: String(ids.invoice).padStart(9, '0'),
    order_id: order.entity_id,
    state: 2,
    store_id: order.store_id,
    grand_total: total,
    base_grand_total: total,
    subtotal,
    total_qty: lines.reduce((sum, { qty }) => sum + qty, 0),
    created_at: time,
    updated_at: time,
    items: lines.map(({ item, qty }) => ({
      entity_id: ids.item(),
      parent_id: ids.invoice,
      name: item.name,
      sku: item.sku,
      price: item.price,
      order_item_id: item.item_id,
      qty,
    })),
    comments: [],
  };
}

interface ShipInput {
  items?: Line[];
  tracks?: Record<string, unknown>[];
  arguments?: { extension_attributes?: { source_code?: string } };
}

/** POST order/{id}/ship. Too much is cut to what is left, unknown rows are dropped, both without a word. */
export function ship(
  order: Order,
  input: ShipInput,
  ids: { shipment: number; item: () => number; track: () => number },
  time: string,
): Shipment {
  const wanted = chooseShipLines(order, input.items);
  const problems: string[] = [];
  if (['payment_review', 'holded', 'canceled'].includes(order.state) || order.is_virtual === 1) {
    problems.push(`A shipment cannot be created when an order has a status of ${order.status}`);
  } else if (shippable(order).every((item) => openToShip(item) === 0)) {
    problems.push('The order does not allow a shipment to be created.');
  }
  if (wanted.length === 0) problems.push("You can't create a shipment without products.");
  if ((input.tracks ?? []).some((track) => !track['track_number'])) {
    problems.push('Please enter a tracking number.');
  }
  if (problems.length > 0) {
    throw MagentoFault.badRequest(`Shipment Document Validation Error(s):\n${problems.join('\n')}`);
  }
  const source = input.arguments?.extension_attributes?.source_code ?? 'default';
  if (source !== 'default') {
    throw MagentoFault.badRequest('Could not save a shipment, see error log for details');
  }
  for (const { item, qty } of wanted) {
    item.qty_shipped += qty;
    item.updated_at = time;
    if (item.product_type !== 'bundle') continue;
    for (const child of order.items) {
      if (child.parent_item_id === item.item_id) {
        child.qty_shipped += (qty * child.qty_ordered) / item.qty_ordered;
      }
    }
  }
  const before = `${order.state} ${order.status}`;
  const status = order.status;
  resolveState(order);
  // A partial shipment leaves a custom status of the same state alone; an invoice never does.
  if (before.startsWith('processing ') && order.state === 'processing') order.status = status;
  if (before !== `${order.state} ${order.status}`) order.updated_at = time;
  return toShipment(order, wanted, input.tracks ?? [], ids, time);
}

function chooseShipLines(order: Order, lines: Line[] | undefined): { item: Item; qty: number }[] {
  const candidates = shippable(order);
  const wanted =
    !lines || lines.length === 0
      ? candidates.map((item) => ({ item, qty: openToShip(item) }))
      : lines.flatMap((line) => {
          const item = candidates.find((one) => one.item_id === line.order_item_id);
          return item ? [{ item, qty: Math.min(Math.trunc(line.qty ?? 0), openToShip(item)) }] : [];
        });
  return wanted.filter(({ qty }) => qty > 0);
}

function toShipment(
  order: Order,
  lines: { item: Item; qty: number }[],
  tracks: Record<string, unknown>[],
  ids: { shipment: number; item: () => number; track: () => number },
  time: string,
): Shipment {
  return {
    billing_address_id: order['billing_address_id'],
    created_at: time,
    entity_id: ids.shipment,
    increment_id: String(ids.shipment).padStart(9, '0'),
    order_id: order.entity_id,
    packages: [],
    store_id: order.store_id,
    total_qty: lines.reduce((sum, { qty }) => sum + qty, 0),
    updated_at: time,
    items: lines.map(({ item, qty }) => ({
      entity_id: ids.item(),
      name: item.name,
      parent_id: ids.shipment,
      price: item.price,
      product_id: item['product_id'],
      sku: item.sku,
      weight: item['weight'],
      order_item_id: item.item_id,
      qty,
    })),
    tracks: tracks.map((track) => ({
      order_id: order.entity_id,
      created_at: time,
      entity_id: ids.track(),
      parent_id: ids.shipment,
      updated_at: time,
      weight: null,
      qty: null,
      description: null,
      ...track,
    })),
    comments: [],
  };
}

function addTo(order: Order, field: string, value: number): void {
  for (const name of [field, `base_${field}`]) order[name] = cents(Number(order[name] ?? 0) + value);
}
