import type { CreditMemo, Invoice, Item, Order, Release, Shipment } from './magento-order.js';
import type { Table } from './query.js';
import { type SortField, SortedOrders } from './sorted-orders.js';
import { Stock } from './stock.js';

const ORDER_COLUMNS = new Set([
  'entity_id',
  'increment_id',
  'state',
  'status',
  'created_at',
  'updated_at',
  'store_id',
  'is_virtual',
  'grand_total',
  'subtotal',
  'customer_email',
  'customer_id',
  'customer_is_guest',
  'total_due',
  'total_paid',
  'quote_id',
  'protect_code',
]);
const TIMES = new Set(['created_at', 'updated_at']);

/** Effects by order, counted where they happen: what really became of the shop, not what it answered. */
export interface Book {
  comments: number;
  cancellations: number;
  invoices: number;
  /** By ship. */
  shipments: number;
  /** By POST shipment/. */
  documents: number;
  tracks: number;
  creditMemos: number;
  /** Money paid back by the payment method, also where no credit memo came of it. */
  paidBack: number;
  /** Tracks that were there. */
  removedTracks: number;
  shipmentComments: number;
  /** Writes that began while another write on the same order was under way. */
  overlaps: number;
}

interface Visible {
  order: Order;
  visibleAt: number;
}

/** The shop's database: orders and documents, and books of every effect. */
/** Deducts from the source when a shipment is stored. */
export const SHIPPING_MODULE = 'Magento_InventoryShipping';
/** Reserves what is ordered, and knows what is left to sell. */
export const SALES_MODULE = 'Magento_InventorySalesApi';

export class SandboxStore {
  readonly orders = new Map<number, Visible>();
  readonly invoices: Invoice[] = [];
  readonly shipments: Shipment[] = [];
  readonly creditMemos: CreditMemo[] = [];
  /** Payment methods that can pay back online. */
  readonly methodsThatPayBack = new Set(['braintree']);
  /** An online refund is rolled back after the money has gone. */
  refundsFailToSave = false;
  readonly books = new Map<number, Book>();
  private readonly writing = new Map<number, number>();
  private readonly rendered = new Map<number, string>();
  private counters = {
    order: 0,
    item: 0,
    history: 0,
    invoice: 0,
    invoiceItem: 0,
    shipment: 0,
    shipmentItem: 0,
    track: 0,
    comment: 0,
    creditMemo: 0,
    creditMemoItem: 0,
  };
  readonly stock = new Stock();
  /** Some of those that a shop has; taken out, one is off. */
  readonly modules = [
    'Magento_Sales',
    'Magento_CatalogInventory',
    'Magento_InventoryApi',
    SALES_MODULE,
    SHIPPING_MODULE,
  ];
  private readonly sorted = new Map<SortField, SortedOrders>();

  constructor(
    readonly release: Release,
    readonly now: () => number,
  ) {}

  next(counter: keyof SandboxStore['counters']): number {
    return ++this.counters[counter];
  }

  /** Ids given before, in a shop that was not empty. */
  startAfter(counters: Partial<SandboxStore['counters']>): void {
    Object.assign(this.counters, counters);
  }

  /** Puts an order in; ids that it brings are kept and never given again. */
  put(order: Order, visibleAt = 0): void {
    this.orders.set(order.entity_id, { order, visibleAt });
    this.counters.order = Math.max(this.counters.order, order.entity_id);
    for (const item of order.items) this.counters.item = Math.max(this.counters.item, item.item_id);
    for (const line of order.status_histories) {
      this.counters.history = Math.max(this.counters.history, line.entity_id);
    }
    this.changed(order);
  }

  find(entityId: number): Order | undefined {
    const entry = this.orders.get(entityId);
    return entry && entry.visibleAt <= this.now() ? entry.order : undefined;
  }

  /**
   * The shop as it is now, in a copy that stays as it is: what a replica that is behind will show.
   * @param only ids of the orders that it will be asked for
   */
  snapshot(only?: ReadonlySet<number>): SandboxStore {
    const copy = new SandboxStore(this.release, this.now);
    const wanted = (id: number): boolean => only?.has(id) ?? true;
    for (const [id, entry] of this.orders) if (wanted(id)) copy.orders.set(id, structuredClone(entry));
    copy.invoices.push(...structuredClone(this.invoices.filter((one) => wanted(one.order_id))));
    copy.creditMemos.push(...structuredClone(this.creditMemos.filter((one) => wanted(one.order_id))));
    copy.shipments.push(...structuredClone(this.shipments.filter((one) => wanted(one.order_id))));
    return copy;
  }

  /** To be called after every change: caches of what was sent are stale. */
  changed(order: Order): void {
    this.rendered.delete(order.entity_id);
    for (const sorted of this.sorted.values()) sorted.changed(order);
  }

  render(order: Order, make: () => unknown): string {
    let text = this.rendered.get(order.entity_id);
    if (text === undefined) {
      text = JSON.stringify(make());
      this.rendered.set(order.entity_id, text);
    }
    return text;
  }

  orderTable(): Table<Order> {
    return { columns: ORDER_COLUMNS, times: TIMES, rows: () => this.visible() };
  }

  /** Orders by (field, entity_id). */
  sortedBy(field: SortField): Order[] {
    const kept = this.sorted.get(field)?.all((order) => this.orders.get(order.entity_id)?.order === order);
    // Another number where somebody took orders out without a word.
    if (kept?.length === this.orders.size) return kept;
    const sorted = new SortedOrders(
      field,
      [...this.orders.values()].map(({ order }) => order),
    );
    this.sorted.set(field, sorted);
    return sorted.all(() => true);
  }

  isVisible(order: Order, now: number): boolean {
    return (this.orders.get(order.entity_id)?.visibleAt ?? 0) <= now;
  }

  book(entityId: number): Book {
    let book = this.books.get(entityId);
    if (!book) {
      book = {
        comments: 0,
        cancellations: 0,
        invoices: 0,
        shipments: 0,
        documents: 0,
        tracks: 0,
        creditMemos: 0,
        paidBack: 0,
        removedTracks: 0,
        shipmentComments: 0,
        overlaps: 0,
      };
      this.books.set(entityId, book);
    }
    return book;
  }

  beginWrite(entityId: number): () => void {
    const under = this.writing.get(entityId) ?? 0;
    if (under > 0) this.book(entityId).overlaps++;
    this.writing.set(entityId, under + 1);
    return () => this.writing.set(entityId, this.writing.get(entityId)! - 1);
  }

  private *visible(): Iterable<Order> {
    const now = this.now();
    for (const { order, visibleAt } of this.orders.values()) if (visibleAt <= now) yield order;
  }
}

/** What REST makes of a stored order: parents repeated in their children, rows after discount, per release. */
export function present(order: Order, release: Release): Record<string, unknown> {
  const items = order.items.map((item) => presentItem(item, order, release));
  const { status, ...rest } = order;
  const body: Record<string, unknown> = { ...rest, ...(status === null ? {} : { status }), items };
  body['status_histories'] = [...order.status_histories].reverse();
  const attributes: Record<string, unknown> = { ...order.extension_attributes };
  attributes['shipping_assignments'] = order.extension_attributes.shipping_assignments.map((one) => ({
    ...one,
    items,
  }));
  if (release === '2.4.3' || release === '2.4.6') {
    for (const field of [
      'taxes',
      'additional_itemized_taxes',
      'coupon_codes',
      'coupon_discounts',
      'converting_from_quote',
    ]) {
      delete attributes[field];
    }
  }
  body['extension_attributes'] = attributes;
  return body;
}

function presentItem(item: Item, order: Order, release: Release, nested = false): Record<string, unknown> {
  const parent = nested ? undefined : order.items.find((one) => one.item_id === item.parent_item_id);
  const body: Record<string, unknown> = { ...item, row_total: rowTotal(item, release) };
  if (release === '2.4.8') body['base_row_total'] = body['row_total'];
  if (parent) body['parent_item'] = presentItem(parent, order, release, true);
  if (release === '2.4.3' || release === '2.4.6') {
    const attributes: Record<string, unknown> = { ...item.extension_attributes };
    delete attributes['itemized_taxes'];
    if (Object.keys(attributes).length === 0) delete body['extension_attributes'];
    else body['extension_attributes'] = attributes;
  }
  return body;
}

/** After discount, never below 0; 2.4.8 forgets the quantity (m2#39984). */
function rowTotal(item: Item, release: Release): number {
  const gross = release === '2.4.8' ? item.price : item.price * item.qty_ordered;
  return Math.max(0, Math.round((gross - item.discount_amount) * 10000) / 10000);
}
