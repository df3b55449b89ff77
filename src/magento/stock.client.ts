import { pathPart } from './auth/signed-path.js';
import type { MagentoCaller } from './magento-caller.js';
import type { MagentoProduct, MagentoSourceItem } from './magento.types.js';
import { MagentoProtocolError } from './magento.errors.js';
import { compare, Condition, type Filter, oneOf, SearchCriteria } from './search-criteria.js';

/** Source of the stock items of catalog inventory, and of a shipment that names none where there are several. Every Magento has it. */
export const DEFAULT_SOURCE = 'default';

/** A stock item as far as it is used here, each field read with care. */
export interface StockItem {
  itemId: string;
  /** null: Magento keeps no quantity. */
  quantity: number | null;
  inStock: boolean;
  /** False: Magento keeps no quantity of the product, so any source has enough. */
  isManaged: boolean;
  /** The product stays on sale at 0 (CatalogInventory StockStateProvider verifyStock). */
  sellsAtZero: boolean;
}

/** A row of a source as Magento showed it. */
export interface SourceStock {
  sku: string;
  /** What could not be read as a number comes as it is. */
  quantity: unknown;
  inStock: boolean;
}

/** As MySQL compares SKUs: neither case nor accents count, nor blanks at the end. */
const ALIKE = new Intl.Collator('en', { sensitivity: 'base' });

/**
 * Stock. In a path the SKU is percent-encoded as a whole: a slash has to be %2F, and a plus would be read as a space
 * (recorded exchanges 259 to 273).
 */
export class StockClient {
  constructor(private readonly caller: MagentoCaller) {}

  async getStockItem(sku: string): Promise<StockItem> {
    const path = `/stockItems/${pathPart(sku)}`;
    const { value } = await this.caller.read<unknown>({ method: 'GET', path, subject: sku });
    const item = asObject(value, 'no stock item');
    const { item_id: id, qty, is_in_stock: inStock } = item;
    const itemId = numberOf(id);
    const quantity = qty === null || qty === undefined ? null : numberOf(qty);
    if (itemId === undefined || !Number.isInteger(itemId) || quantity === undefined) {
      throw new MagentoProtocolError('Magento answered a stock item without a readable id or quantity.', 200);
    }
    const isManaged = item['manage_stock'] !== false;
    return {
      itemId: String(itemId),
      quantity,
      inStock: inStock === true || inStock === 1,
      isManaged,
      sellsAtZero: !isManaged || (numberOf(item['backorders']) ?? 0) > 0,
    };
  }

  /**
   * Lays quantity and flag over the present row; everything else of it stays. Only the SKU decides which one.
   * @param inStock null: Magento sets the flag by the quantity, and by whether the product takes backorders
   */
  async putStockItem(sku: string, itemId: string, quantity: number, inStock: boolean | null): Promise<void> {
    const answer = await this.caller.write<unknown>({
      method: 'PUT',
      path: `/products/${pathPart(sku)}/stockItems/${pathPart(itemId)}`,
      body: { stockItem: { qty: quantity, ...(inStock === null ? {} : { is_in_stock: inStock }) } },
      subject: sku,
    });
    // Magento answers the id of the stock item: 2.4.8 as text (recorded exchange 222).
    if (numberOf(answer) === undefined) {
      throw new MagentoProtocolError('Magento answered no stock item id.', 200);
    }
  }

  /** All or nothing for wrong rows; a SKU that does not exist is taken without a word (recorded exchange 299). */
  async saveSourceItems(items: MagentoSourceItem[]): Promise<void> {
    const answer = await this.caller.write<unknown>({
      method: 'POST',
      path: '/inventory/source-items',
      body: { sourceItems: items },
      subject: items[0]?.sku,
    });
    if (!Array.isArray(answer)) {
      throw new MagentoProtocolError('Magento answered something else than a list to source items.', 200);
    }
  }

  /** The rows that a source has of these SKUs. @throws MagentoProtocolError for an answer to another question */
  async sourceItemsOf(sourceCode: string, skus: string[]): Promise<SourceStock[]> {
    const criteria = SearchCriteria.all()
      .where(compare('source_code', Condition.Equal, sourceCode))
      .where(...skuFilters(skus))
      .pageSize(skus.length);
    const rows = await this.list('/inventory/source-items', criteria, skus[0]);
    for (const row of rows) {
      if (ALIKE.compare(textOf(row['source_code']), sourceCode) !== 0) throw anotherQuestion();
    }
    return onlyAsked(rows, skus).map((row) => ({
      sku: textOf(row['sku']),
      quantity: row['quantity'],
      inStock: Number(row['status']) === 1,
    }));
  }

  /** How many sources are enabled in the whole installation. */
  async countEnabledSources(): Promise<number> {
    const criteria = SearchCriteria.all()
      .where(compare('enabled', Condition.Equal, 1))
      .pageSize(2);
    return (await this.list('/inventory/sources', criteria, undefined)).length;
  }

  /** The products that there are among these SKUs. @throws MagentoProtocolError for an answer to another question */
  async findProducts(skus: string[]): Promise<MagentoProduct[]> {
    const criteria = SearchCriteria.all()
      .where(...skuFilters(skus))
      .pageSize(skus.length)
      .fields('items[id,sku,status,type_id],total_count');
    const rows = onlyAsked(await this.list('/products', criteria, skus[0]), skus);
    return rows.map((row) => ({ ...row, sku: textOf(row['sku']) }) as MagentoProduct);
  }

  /** By their ids, as texts; products that are gone are left out. @throws MagentoProtocolError for an answer to another question */
  async skusOfProducts(ids: string[]): Promise<Map<string, string>> {
    const criteria = SearchCriteria.all()
      .where(oneOf('entity_id', ids))
      .pageSize(ids.length)
      .fields('items[id,sku],total_count');
    const rows = await this.list('/products', criteria, undefined);
    const skus = new Map(rows.map((row) => [String(row['id']), textOf(row['sku'])]));
    if ([...skus.keys()].some((id) => !ids.includes(id))) throw anotherQuestion();
    return skus;
  }

  /**
   * Whether bundles are shipped whole or their options apart: attribute shipment_type (Bundle AbstractType, 0 together, 1 separately).
   * What says neither is left out.
   */
  async bundleShipments(ids: number[]): Promise<Map<number, 'together' | 'separately'>> {
    const criteria = SearchCriteria.all()
      .where(oneOf('entity_id', ids.map(String)))
      .pageSize(ids.length)
      .fields('items[id,custom_attributes],total_count');
    const rows = await this.list('/products', criteria, undefined);
    const types = new Map<number, 'together' | 'separately'>();
    for (const { id, custom_attributes: attributes } of rows) {
      if (!ids.includes(Number(id))) throw anotherQuestion();
      const type = shipmentTypeIn(attributes);
      if (type === '0') types.set(Number(id), 'together');
      if (type === '1') types.set(Number(id), 'separately');
    }
    return types;
  }

  /** Whether the shop lets us in and answers, asked once, without a SKU in the question. Throws what it meets. */
  async ping(): Promise<void> {
    const query = SearchCriteria.all().pageSize(1).fields('items[id]').toQuery();
    await this.caller.probe<unknown>({ method: 'GET', path: '/products', query });
  }

  private async list(
    path: string,
    criteria: SearchCriteria,
    subject: string | undefined,
  ): Promise<Record<string, unknown>[]> {
    const query = criteria.toQuery();
    const { value } = await this.caller.read<unknown>({ method: 'GET', path, query, subject });
    const list = asObject(value, 'no list');
    // With a `fields` projection an empty list comes as null (recorded exchange 044).
    const items = 'items' in list ? (list['items'] ?? []) : undefined;
    if (!Array.isArray(items)) throw new MagentoProtocolError('Magento answered no list.', 200);
    return items.map((item: unknown) => asObject(item, 'a list with something else than rows'));
  }
}

function skuFilters(skus: string[]): Filter[] {
  const filters = skus.filter((sku) => sku.includes(',')).map((sku) => compare('sku', Condition.Equal, sku));
  const plain = skus.filter((sku) => !sku.includes(','));
  return plain.length > 0 ? [...filters, oneOf('sku', plain)] : filters;
}

function shipmentTypeIn(attributes: unknown): string | undefined {
  if (!Array.isArray(attributes)) return undefined;
  const rows = attributes as { attribute_code?: unknown; value?: unknown }[];
  return textOf(rows.find((row) => row?.attribute_code === 'shipment_type')?.value);
}

/** A proxy that strips the query makes Magento answer something else, which must not be taken for "there is none". */
function onlyAsked(rows: Record<string, unknown>[], skus: string[]): Record<string, unknown>[] {
  const asked = new Set(skus.map((sku) => sku.toLowerCase()));
  for (const row of rows) {
    const sku = textOf(row['sku']);
    if (asked.has(sku.toLowerCase()) || skus.some((one) => ALIKE.compare(one, sku.trimEnd()) === 0)) continue;
    throw anotherQuestion();
  }
  return rows;
}

function anotherQuestion(): MagentoProtocolError {
  return new MagentoProtocolError(
    'Magento answered rows that were not asked for: is the query passed on?',
    200,
  );
}

function asObject(value: unknown, otherwise: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new MagentoProtocolError(`Magento answered ${otherwise}.`, 200);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Magento sends numbers as text at times; what is none is undefined, never NaN. */
export function numberOf(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : (value as number);
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
