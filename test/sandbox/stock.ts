import { MagentoFault } from './magento-fault.js';

export interface StockItem {
  item_id: number;
  product_id: number;
  stock_id: number;
  qty: number | null;
  is_in_stock: boolean;
  manage_stock: boolean;
  min_qty: number;
  stock_status_changed_auto: number;
  [field: string]: unknown;
}

export interface Product {
  id: number;
  sku: string;
  /** 1 enabled, 2 disabled */
  status: number;
  type_id: string;
  item: StockItem;
  custom_attributes?: { attribute_code: string; value: string }[];
}

export interface SourceItem {
  sku: string;
  source_code: string;
  quantity: number;
  status: number;
}

/** What was written to a SKU, in order of its effect. */
export interface StockBook {
  quantities: number[];
  /** Writes that began while another write on the same SKU was under way. */
  overlaps: number;
}

export const COMPOSITE = new Set(['configurable', 'bundle', 'grouped']);

/** As a new shop has it (recorded exchange 313). */
const DEFAULT_SOURCE = {
  source_code: 'default',
  name: 'Default Source',
  enabled: true,
  description: 'Default Source',
  latitude: 0,
  longitude: 0,
  country_id: 'US',
  postcode: '00000',
  use_default_carrier_config: true,
  carrier_links: [],
  extension_attributes: { is_pickup_location_active: false, frontend_name: '' },
};

/** Products with their stock items, sources, and the stocks made of them. */
export class Stock {
  readonly products = new Map<string, Product>();
  readonly sources = new Map<string, Record<string, unknown>>([['default', DEFAULT_SOURCE]]);
  readonly stocks: { stock_id: number; name: string; sources: string[] }[] = [
    { stock_id: 1, name: 'Default Stock', sources: ['default'] },
  ];
  readonly books = new Map<string, StockBook>();
  /** The code of the only website, which sells from the newest stock. */
  website = 'base';
  /** Sums by stock and SKU: below 0 for what is promised and has not left. */
  private readonly reservations = new Map<string, number>();
  private readonly rows = new Map<string, SourceItem>();
  private readonly writing = new Map<string, number>();

  /** Puts a product on sale. */
  add(sku: string, qty: number, options: { id?: number; status?: number; type_id?: string } = {}): Product {
    const id = options.id ?? this.products.size + 1;
    const type_id = options.type_id ?? 'simple';
    const item = newStockItem(id, qty, type_id);
    const product = { id, sku, status: options.status ?? 1, type_id, item };
    this.products.set(key(sku), product);
    if (!COMPOSITE.has(type_id)) {
      this.setSource({ sku, source_code: 'default', quantity: qty, status: Number(qty > 0) });
    }
    return product;
  }

  /** Takes a product out of the shop, and out of the books. */
  forget(sku: string): void {
    this.products.delete(key(sku));
    this.books.delete(key(sku));
    for (const source of this.sources.keys()) this.rows.delete(`${key(sku)}\n${source}`);
  }

  find(sku: string): Product | undefined {
    return this.products.get(key(sku));
  }

  /** Lays fields over the row; the flag follows the quantity as in StockItemRepository. */
  put(product: Product, fields: Record<string, unknown>): void {
    const { item } = product;
    const before = item.is_in_stock;
    Object.assign(item, fields, { item_id: item.item_id, product_id: item.product_id });
    if (COMPOSITE.has(product.type_id)) item.qty = 0;
    else if (item.backorders === 0 && (item.qty ?? 0) <= item.min_qty) {
      item.is_in_stock = false;
      if (before || fields['is_in_stock'] === true) item.stock_status_changed_auto = 1;
    } else if (fields['is_in_stock'] === undefined && item.stock_status_changed_auto === 1) {
      item.is_in_stock = true;
      item.stock_status_changed_auto = 0;
    } else item.stock_status_changed_auto = 0;
    this.book(product.sku).quantities.push(item.qty ?? 0);
    this.setSource({
      sku: product.sku,
      source_code: 'default',
      quantity: item.qty ?? 0,
      status: Number(item.is_in_stock),
    });
  }

  /** Validated as a whole before a row is written; a SKU without a product leaves an orphan row. */
  saveSourceItems(items: SourceItem[]): void {
    if (items.length === 0) throw MagentoFault.badRequest('Input data is empty');
    if (items.some((item) => item.status !== 0 && item.status !== 1)) {
      throw new MagentoFault(400, {
        message: 'Validation Failed: "status" should a known status.',
        errors: [{ message: '"%field" should a known status.', parameters: { field: 'status' } }],
      });
    }
    if (items.some((item) => !this.sources.has(item.source_code))) {
      throw MagentoFault.badRequest('Could not save Source Item');
    }
    for (const item of items) {
      const product = this.find(item.sku);
      this.setSource({ ...item, sku: product?.sku ?? item.sku });
      this.book(item.sku).quantities.push(item.quantity);
      if (product && item.source_code === 'default' && !COMPOSITE.has(product.type_id)) {
        product.item.qty = item.quantity;
        const sold = Number(product.item.backorders) > 0 || item.quantity > product.item.min_qty;
        product.item.is_in_stock = item.status === 1 && sold;
      }
    }
  }

  sourceItems(): SourceItem[] {
    return [...this.rows.values()];
  }

  sourceItem(sku: string, source: string): SourceItem | undefined {
    return this.rows.get(`${key(sku)}\n${source}`);
  }

  websiteStock(): { stock_id: number; name: string; sources: string[] } {
    return this.stocks.at(-1)!;
  }

  /**
   * Below 0 for what is promised, above 0 for what is shipped or given up (InventorySales PlaceReservationsForSalesEvent); nothing
   * where no stock is managed.
   */
  reserve(lines: { sku: string; qty: number }[]): void {
    const { stock_id: stockId } = this.websiteStock();
    for (const { sku, qty } of lines) {
      if (qty === 0 || this.find(sku)?.item.manage_stock === false) continue;
      const entry = `${stockId}\n${key(sku)}`;
      this.reservations.set(entry, (this.reservations.get(entry) ?? 0) + qty);
    }
  }

  /** What customers can still buy (InventorySales GetProductSalableQty): nothing, once the product is out of stock. */
  salable({ sku, item }: Product, stock: { stock_id: number; sources: string[] }): number {
    const rows = stock.sources.flatMap((source) => this.sourceItem(sku, source) ?? []);
    const inStock = rows.filter(({ status }) => status === 1);
    const quantity = inStock.reduce((total, row) => total + row.quantity, 0);
    const left = quantity + (this.reservations.get(`${stock.stock_id}\n${key(sku)}`) ?? 0) - item.min_qty;
    if (!item.manage_stock || Number(item.backorders) > 0) return left;
    return inStock.length > 0 ? Math.max(0, left) : 0;
  }

  /** The only source of the website's stock, else the default one. */
  defaultSource(): string {
    const { sources } = this.websiteStock();
    return sources.length === 1 ? sources[0]! : 'default';
  }

  isMultiSource(): boolean {
    return [...this.sources.values()].filter(({ enabled }) => enabled !== false).length > 1;
  }

  /** Takes goods off a source; false, and nothing taken, when it does not have them. Unknown products are not counted. */
  deduct(source: string, lines: { sku: string; qty: number }[]): boolean {
    if (!this.sources.has(source)) return false;
    const counted = lines.filter(({ sku }) => this.find(sku));
    if (counted.some(({ sku, qty }) => (this.sourceItem(sku, source)?.quantity ?? 0) < qty)) return false;
    for (const { sku, qty } of counted) {
      const row = this.sourceItem(sku, source)!;
      row.quantity -= qty;
      if (source === 'default') this.find(sku)!.item.qty = row.quantity;
    }
    return true;
  }

  book(sku: string): StockBook {
    let book = this.books.get(key(sku));
    if (!book) this.books.set(key(sku), (book = { quantities: [], overlaps: 0 }));
    return book;
  }

  beginWrite(skus: string[]): () => void {
    const keys = skus.map(key);
    for (const sku of keys) {
      const under = this.writing.get(sku) ?? 0;
      if (under > 0) this.book(sku).overlaps++;
      this.writing.set(sku, under + 1);
    }
    return () => keys.forEach((sku) => this.writing.set(sku, this.writing.get(sku)! - 1));
  }

  private setSource(item: SourceItem): void {
    this.rows.set(`${key(item.sku)}\n${item.source_code}`, { ...item });
  }
}

/** MySQL compares SKUs without regard to case and to blanks at the end. */
function key(sku: string): string {
  return sku.toLowerCase().trimEnd();
}

function newStockItem(id: number, qty: number, type: string): StockItem {
  return {
    item_id: id,
    product_id: id,
    stock_id: 1,
    qty,
    is_in_stock: COMPOSITE.has(type) || qty > 0,
    is_qty_decimal: false,
    show_default_notification_message: false,
    use_config_min_qty: true,
    min_qty: 0,
    use_config_min_sale_qty: 1,
    min_sale_qty: 1,
    use_config_max_sale_qty: true,
    max_sale_qty: 10000,
    use_config_backorders: true,
    backorders: 0,
    use_config_notify_stock_qty: true,
    notify_stock_qty: 1,
    use_config_qty_increments: true,
    qty_increments: 0,
    use_config_enable_qty_inc: true,
    enable_qty_increments: false,
    use_config_manage_stock: true,
    manage_stock: true,
    low_stock_date: null,
    is_decimal_divided: false,
    stock_status_changed_auto: 0,
  };
}
