import { MagentoFault } from './magento-fault.js';
import {
  cents,
  type CreditMemo,
  type Invoice,
  type Item,
  type Order,
  SEPARATELY,
  type Shipment,
} from './magento-order.js';
import { type SandboxStore, SHIPPING_MODULE } from './store.js';
import { openToInvoice, openToShip, resolveState, shippable, topLevel } from './order-rules.js';

export interface Line {
  order_item_id?: number;
  qty?: number;
}

const ONLY_PRODUCTS = "The invoice can't be created without products. Add products and try again.";

/** POST order/{id}/invoice. Too much is refused; with capture or without, the invoice is paid. */
export function invoice(
  order: Order,
  input: { items?: Line[]; comment?: DocumentComment; appendComment?: boolean },
  store: SandboxStore,
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
      const tax = (Number(item['tax_amount'] ?? 0) * qty) / item.qty_ordered;
      item[`${prefix}tax_invoiced`] = cents(Number(item[`${prefix}tax_invoiced`] ?? 0) + tax);
    }
    item['weee_tax_applied'] ??= '[]';
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
  const document = toInvoice(order, wanted, store, { total, subtotal, first }, time);
  addComments(document, input, store, time);
  store.invoices.push(document);
  return document;
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
  store: SandboxStore,
  { total, subtotal, first }: { total: number; subtotal: number; first: boolean },
  time: string,
): Invoice {
  const id = store.next('invoice');
  const share = order.subtotal === 0 ? 0 : subtotal / order.subtotal;
  const shipping = first ? order.shipping_amount : 0;
  const tax = cents(order.tax_amount * share);
  const amounts = both({
    discount_amount: cents(Number(order['discount_amount'] ?? 0) * share),
    grand_total: total,
    discount_tax_compensation_amount: 0,
    shipping_amount: shipping,
    shipping_incl_tax: shipping,
    shipping_tax_amount: 0,
    subtotal,
    subtotal_incl_tax: cents(subtotal + tax),
    tax_amount: tax,
  });
  return {
    ...amounts,
    base_currency_code: order['base_currency_code'],
    base_shipping_discount_tax_compensation_amnt: 0,
    base_to_global_rate: 1,
    base_to_order_rate: 1,
    billing_address_id: order['billing_address_id'],
    can_void_flag: 0,
    created_at: time,
    entity_id: id,
    global_currency_code: order['global_currency_code'],
    increment_id: String(id).padStart(9, '0'),
    order_currency_code: order['order_currency_code'],
    order_id: order.entity_id,
    shipping_address_id: Number(order['billing_address_id']) - 1,
    shipping_discount_tax_compensation_amount: 0,
    state: 2,
    store_currency_code: order['store_currency_code'],
    store_id: order.store_id,
    store_to_base_rate: 0,
    store_to_order_rate: 0,
    total_qty: lines.reduce((sum, { qty }) => sum + qty, 0),
    updated_at: time,
    grand_total: total,
    items: lines.map(({ item, qty }) => invoiceLine(id, item, qty, store)),
    comments: [],
  };
}

function invoiceLine(
  invoiceId: number,
  item: Item,
  qty: number,
  store: SandboxStore,
): Invoice['items'][number] {
  const row = cents(item.price * qty);
  const tax = cents((Number(item['tax_amount'] ?? 0) * qty) / item.qty_ordered);
  const amounts = both({
    discount_tax_compensation_amount: 0,
    price: item.price,
    price_incl_tax: Number(item['price_incl_tax'] ?? item.price),
    row_total: row,
    row_total_incl_tax: cents(row + tax),
    tax_amount: tax,
  });
  return {
    ...amounts,
    entity_id: store.next('invoiceItem'),
    name: item.name,
    parent_id: invoiceId,
    product_id: item['product_id'],
    sku: item.sku,
    order_item_id: item.item_id,
    qty,
  } as Invoice['items'][number];
}

/** In the order's currency and, the same here, in the base currency. */
export function both(amounts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([name, value]) => [
      [name, value],
      [`base_${name}`, value],
    ]),
  );
}

export interface DocumentComment {
  comment: string;
  is_visible_on_front?: number;
}

/** Stored whether or not a mail is sent. */
export function addComments(
  document: Invoice | Shipment | CreditMemo,
  input: { comment?: DocumentComment; appendComment?: boolean },
  store: SandboxStore,
  time: string,
): void {
  if (!input.comment) return;
  (document['comments'] as unknown[]).push({
    is_customer_notified: Number(input.appendComment ?? false),
    parent_id: document.entity_id,
    comment: input.comment.comment,
    is_visible_on_front: input.comment.is_visible_on_front ?? 0,
    created_at: time,
    entity_id: store.next('comment'),
  });
}

interface ShipInput {
  items?: Line[];
  tracks?: Record<string, unknown>[];
  comment?: DocumentComment;
  appendComment?: boolean;
  arguments?: { extension_attributes?: { source_code?: string } };
}

/** POST order/{id}/ship. Too much is cut to what is left, unknown rows are dropped, both without a word. */
export function ship(order: Order, input: ShipInput, store: SandboxStore, time: string): Shipment {
  const wanted = chooseShipLines(order, input.items);
  const problems: string[] = bundleProblems(order, input.items);
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
  const source = input.arguments?.extension_attributes?.source_code ?? store.stock.defaultSource();
  // A save that is rolled back has used up its id all the same (recorded exchanges 839, 840).
  const id = store.next('shipment');
  const leaving = wanted.flatMap(({ item, qty }) => stockLines(order, item, qty));
  if (!deducted(store, source, leaving)) {
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
  const document = toShipment(id, order, wanted, input.tracks ?? [], source, store, time);
  addComments(document, input, store, time);
  store.shipments.push(document);
  return document;
}

/** Naming a bundle of which the options are shipped apart, or the options of one that is shipped together. */
function bundleProblems(order: Order, lines: Line[] | undefined): string[] {
  return (lines ?? []).flatMap((line) => {
    const item = order.items.find((one) => one.item_id === line.order_item_id);
    const parent = order.items.find((one) => one.item_id === item?.parent_item_id);
    const words = (kind: string, instead: string): string[] => [
      `Cannot create shipment as bundle product "${item!.sku}" has shipment type "${kind}". ${instead} should be shipped instead.`,
    ];
    if (item?.product_type === 'bundle' && item[SEPARATELY]) {
      return words('Separately', 'Bundle product options');
    }
    if (parent?.product_type === 'bundle' && !parent[SEPARATELY]) {
      return words('Together', 'Bundle product itself');
    }
    return [];
  });
}

/** What an order still reserves. */
export function reservedBy(order: Order): { sku: string; qty: number }[] {
  return shippable(order).flatMap((item) => stockLines(order, item, openToShip(item)));
}

/** What leaves the shelves: of a configurable its child's SKU, of a bundle its options. */
function stockLines(order: Order, item: Item, qty: number): { sku: string; qty: number }[] {
  const children = order.items.filter((child) => child.parent_item_id === item.item_id);
  if (item.product_type !== 'bundle' || children.length === 0) return [{ sku: item.sku, qty }];
  return children.map((child) => ({ sku: child.sku, qty: (qty * child.qty_ordered) / item.qty_ordered }));
}

function deducted(
  store: SandboxStore,
  source: string | undefined,
  lines: { sku: string; qty: number }[],
): boolean {
  if (!store.modules.includes(SHIPPING_MODULE)) return true;
  if (source === undefined || !store.stock.deduct(source, lines)) return false;
  store.stock.reserve(lines);
  return true;
}

/** A bundle whose options are shipped apart, named without them, or they without it. */
function tornApart(order: Order, items: Item[]): boolean {
  return order.items
    .filter((bundle) => bundle[SEPARATELY])
    .some((bundle) => {
      const hasOptions = items.some((item) => item.parent_item_id === bundle.item_id);
      return hasOptions !== items.includes(bundle);
    });
}

/** POST shipment/: the document and the stock, and nothing else. It can be repeated. */
export function storeShipment(
  order: Order,
  entity: Record<string, unknown>,
  store: SandboxStore,
  time: string,
): Shipment {
  const lines = ((entity['items'] as Line[] | undefined) ?? []).map((line) => ({
    item: order.items.find((one) => one.item_id === line.order_item_id),
    qty: line.qty ?? 0,
  }));
  const attributes = entity['extension_attributes'] as { source_code?: string } | undefined;
  // Of several sources none is chosen on this route (recorded exchange 946).
  const source =
    attributes?.source_code ?? (store.stock.isMultiSource() ? undefined : store.stock.defaultSource());
  const leaving = lines.flatMap(({ item, qty }) =>
    item && !item[SEPARATELY] ? stockLines(order, item, qty) : [],
  );
  const torn = tornApart(
    order,
    lines.flatMap(({ item }) => item ?? []),
  );
  if (lines.length === 0 || torn || lines.some(({ item }) => !item) || !deducted(store, source, leaving)) {
    throw MagentoFault.badRequest("The shipment couldn't be saved.");
  }
  const id = store.next('shipment');
  const document: Shipment = {
    created_at: time,
    entity_id: id,
    increment_id: String(id).padStart(9, '0'),
    order_id: order.entity_id,
    packages: [],
    updated_at: time,
    items: lines.map(({ item, qty }) => ({
      entity_id: store.next('shipmentItem'),
      parent_id: id,
      order_item_id: item!.item_id,
      qty,
    })),
    tracks: ((entity['tracks'] as Record<string, unknown>[] | undefined) ?? []).map((track) =>
      storedTrack({ ...track, order_id: order.entity_id, parent_id: id }, store, time),
    ),
    comments: ((entity['comments'] as Record<string, unknown>[] | undefined) ?? []).map((comment) => ({
      ...comment,
      parent_id: id,
      created_at: time,
      entity_id: store.next('comment'),
    })),
    ...(source === undefined ? {} : { extension_attributes: { source_code: source } }),
  };
  // Kept as columns of text keep it: an empty description comes back as null.
  store.shipments.push({
    ...document,
    tracks: document.tracks.map((track) => ({ ...track, description: track['description'] || null })),
  });
  return document;
}

/** POST shipment/track: the same one may be added twice. */
export function addTrack(
  entity: Record<string, unknown>,
  store: SandboxStore,
  time: string,
): Record<string, unknown> {
  const shipment = store.shipments.find((one) => one.entity_id === entity['parent_id']);
  if (
    !shipment ||
    shipment.order_id !== entity['order_id'] ||
    !entity['carrier_code'] ||
    !entity['track_number']
  ) {
    throw MagentoFault.badRequest('Could not save the shipment tracking.');
  }
  const track = storedTrack(entity, store, time);
  shipment.tracks.push(track);
  return track;
}

function storedTrack(
  track: Record<string, unknown>,
  store: SandboxStore,
  time: string,
): Record<string, unknown> {
  return {
    weight: null,
    qty: null,
    description: null,
    ...track,
    created_at: time,
    entity_id: store.next('track'),
    updated_at: time,
  };
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

/** A bundle whose options are shipped apart is on every document of its order with a quantity of 1 (Sales ShipmentFactory canShipItem). */
function parentsApart(order: Order): { item: Item; qty: number }[] {
  return order.items.filter((item) => item[SEPARATELY]).map((item) => ({ item, qty: 1 }));
}

function toShipment(
  id: number,
  order: Order,
  lines: { item: Item; qty: number }[],
  tracks: Record<string, unknown>[],
  source: string,
  store: SandboxStore,
  time: string,
): Shipment {
  const customer = order['customer_id'] === undefined ? {} : { customer_id: order['customer_id'] };
  return {
    ...customer,
    billing_address_id: order['billing_address_id'],
    created_at: time,
    entity_id: id,
    increment_id: String(id).padStart(9, '0'),
    order_id: order.entity_id,
    packages: [],
    shipping_address_id: Number(order['billing_address_id']) - 1,
    store_id: order.store_id,
    total_qty: lines.reduce((sum, { qty }) => sum + qty, 0),
    updated_at: time,
    items: [...parentsApart(order), ...lines].map(({ item, qty }) => ({
      entity_id: store.next('shipmentItem'),
      name: item.name,
      parent_id: id,
      price: item.price,
      product_id: item['product_id'],
      sku: item.sku,
      weight: item['weight'],
      order_item_id: item.item_id,
      qty,
    })),
    tracks: tracks.map((track) =>
      storedTrack({ ...track, order_id: order.entity_id, parent_id: id }, store, time),
    ),
    comments: [],
    extension_attributes: { source_code: source },
  };
}

function addTo(order: Order, field: string, value: number): void {
  for (const name of [field, `base_${field}`]) order[name] = cents(Number(order[name] ?? 0) + value);
}
