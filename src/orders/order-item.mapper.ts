import type { MagentoAppliedTax, MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import type { CustomFieldDto } from '../stores/dto/custom-field.dto.js';
import { type BaseLineAmounts, inBaseCurrency } from './base-lines.js';
import { type CustomFields, customFieldsOf } from './custom-fields.js';
import { containersOf, isVirtual } from './goods.js';
import { fromColumn, type Units, toColumn, units } from './money.js';
import { type GiftMessage, giftMessageOf } from './order-details.js';
import { listOf, textOf, UnmappableOrderError, wholeNumberOf } from './order-fields.js';
import type { OwnSku } from './product-skus.js';
import { divide, divideMoney, isPriced, moneyOf, NO_MONEY, type RowMoney, rowTotalOf } from './row-money.js';

export interface ItemTax {
  code: string;
  title: string;
  rate: string;
  amount: string;
}

/** One line as it is stored: names of the columns of order_item. */
export interface OrderItemRecord {
  item_id: string;
  parent_item_id: string | null;
  parent_product_type: string | null;
  sku: string;
  name: string | null;
  quantity_ordered: string;
  quantity_cancelled: string;
  quantity_refunded: string;
  /** Undefined for none, so that the content of an order that waits is the same with and without it. */
  quantity_shipped?: string;
  selling_price_per_unit: string;
  mrp: string;
  discount: string;
  tax: string;
  row_total: string;
  taxes: ItemTax[];
  gift: Record<string, unknown> | null;
  /** These are undefined for none, as quantity_shipped. */
  base_amounts?: BaseLineAmounts;
  gift_message?: GiftMessage;
  custom_fields?: CustomFields;
}

/** A line that nobody packs, and why. */
export interface LeftOutLine {
  itemId: string;
  sku: string;
  productType: string | null;
  quantity: string;
  reason: 'virtual' | 'type_not_passed_on';
}

export interface MappedLines {
  items: OrderItemRecord[];
  leftOut: LeftOutLine[];
}

/** What of the lines a store chooses. */
export interface LineChoice {
  /** Product types that are passed on; empty for all goods. */
  itemTypes?: string[];
  customFields?: CustomFieldDto[];
  /** The product's SKU, where it is not the line's. */
  ownSku?: OwnSku;
  /** The order is in another currency than the shop's books. */
  withBase?: boolean;
}

/** A row with what it takes from the others. */
interface Line {
  item: MagentoOrderItem;
  parent: MagentoOrderItem | undefined;
  money: RowMoney;
  taxes: ItemTax[];
}

/**
 * The lines that are goods: not virtual, and no container of other lines. Magento's list is flat: a configurable product
 * has a parent row with the money and a child row with a price of 0.
 * @throws UnmappableOrderError, NotAnAmountError
 */
export function mapLines(order: MagentoOrder, choice: LineChoice = {}): MappedLines {
  const { itemTypes = [], customFields = [], ownSku, withBase = false } = choice;
  const all = listOf(order.items, 'items');
  const byId = new Map(all.map((item) => [idOf(item), item]));
  if (byId.size < all.length) throw new UnmappableOrderError('two lines have the same item_id');
  const containers = containersOf(all);
  const lines = all.filter((item) => !containers.has(idOf(item)));
  const isChosen = (item: MagentoOrderItem): boolean =>
    itemTypes.length === 0 || itemTypes.includes(item.product_type ?? '');
  const isPassedOn = (item: MagentoOrderItem): boolean => !isVirtual(item) && isChosen(item);
  const goods = lines.filter(isPassedOn);
  const left = goods.length === lines.length ? [] : lines.filter((item) => !isPassedOn(item));
  const base = withBase ? inBaseCurrency(order) : undefined;
  const inBase = base && amountsById(mapLines(base, { itemTypes }).items);
  const items = withMoney(order, goods, byId).map((line) =>
    Object.assign(mapItem(line, ownSku), detailsOf(line, customFields, inBase)),
  );
  return { items, leftOut: left.map((item) => mapLeftOut(item, ownSku)) };
}

function amountsById(items: OrderItemRecord[]): Map<string, BaseLineAmounts> {
  return new Map(
    items.map((item) => [
      item.item_id,
      {
        sellingPricePerUnit: item.selling_price_per_unit,
        mrp: item.mrp,
        discount: item.discount,
        tax: item.tax,
        rowTotal: item.row_total,
      },
    ]),
  );
}

/** Of a configurable or bundle, what the customer wrote and chose is kept on the row above. */
function detailsOf(
  { item, parent }: Line,
  customFields: CustomFieldDto[],
  inBase: Map<string, BaseLineAmounts> | undefined,
): Pick<OrderItemRecord, 'base_amounts' | 'gift_message' | 'custom_fields'> | undefined {
  const base = inBase?.get(String(item.item_id));
  const message =
    giftMessageOf(item.extension_attributes?.gift_message) ??
    giftMessageOf(parent?.extension_attributes?.gift_message);
  const fields = customFieldsOf(customFields, item, parent);
  if (!base && !message && !fields) return undefined;
  return {
    ...(base ? { base_amounts: base } : {}),
    ...(message ? { gift_message: message } : {}),
    ...(fields ? { custom_fields: fields } : {}),
  };
}

/** @throws UnmappableOrderError */
function idOf(item: MagentoOrderItem): number {
  const id = wholeNumberOf(item.item_id, 'item_id');
  if (!id) throw new UnmappableOrderError('a line has no item_id');
  return id;
}

function withMoney(
  order: MagentoOrder,
  goods: MagentoOrderItem[],
  byId: Map<number, MagentoOrderItem>,
): Line[] {
  const taxes = taxesByItem(order);
  const parents = new Map(goods.map((item) => [item, parentOf(item, byId)]));
  const fixed = fixedPrices(goods, parents, byId, taxes);
  return goods.map((item) => {
    const parent = parents.get(item);
    const divided = fixed.get(item);
    if (divided) return { item, parent, ...divided };
    const own = parent === undefined || parent.product_type === 'configurable' || isPriced(item);
    const priced = parent?.product_type === 'configurable' ? parent : item;
    return {
      item,
      parent,
      money: own ? moneyOf(priced, item.qty_ordered) : NO_MONEY,
      taxes: taxes.get(idOf(item)) ?? taxes.get(Number(priced.item_id)) ?? [],
    };
  });
}

function parentOf(item: MagentoOrderItem, byId: Map<number, MagentoOrderItem>): MagentoOrderItem | undefined {
  const id = wholeNumberOf(item.parent_item_id, 'parent_item_id');
  return id ? (byId.get(id) ?? item.parent_item ?? undefined) : undefined;
}

/**
 * A bundle with a fixed price has all of its money on its own row and none on its options. It is divided over the options
 * that are passed on, by their units: Magento does not tell what each of them is worth.
 */
function fixedPrices(
  goods: MagentoOrderItem[],
  parents: Map<MagentoOrderItem, MagentoOrderItem | undefined>,
  byId: Map<number, MagentoOrderItem>,
  taxes: Map<number, ItemTax[]>,
): Map<MagentoOrderItem, Pick<Line, 'money' | 'taxes'>> {
  const result = new Map<MagentoOrderItem, Pick<Line, 'money' | 'taxes'>>();
  const inBundles = goods.filter((item) => {
    const parent = parents.get(item);
    return parent !== undefined && parent.product_type !== 'configurable' && isPriced(parent);
  });
  if (inBundles.length === 0) return result;
  for (const [id, options] of Map.groupBy(inBundles, (item) => Number(item.parent_item_id))) {
    const parent = parents.get(options[0]!)!;
    const isDynamic = [...byId.values()].some((item) => Number(item.parent_item_id) === id && isPriced(item));
    if (isDynamic) continue;
    const weights = options.map((option) => units(option.qty_ordered));
    const money = divideMoney(moneyOf(parent), weights);
    const divided = (taxes.get(id) ?? []).map((tax) => ({
      tax,
      parts: divide(fromColumn(tax.amount), weights),
    }));
    options.forEach((option, i) => {
      const own = divided.map(({ tax, parts }) => ({ ...tax, amount: toColumn(parts[i]!) }));
      result.set(option, { money: money[i]!, taxes: own });
    });
  }
  return result;
}

function mapItem({ item, parent, money, taxes }: Line, ownSku?: OwnSku): OrderItemRecord {
  const shipped = goneOf(item, parent, 'qty_shipped');
  return {
    item_id: String(idOf(item)),
    parent_item_id: item.parent_item_id ? String(item.parent_item_id) : null,
    parent_product_type: textOf(parent?.product_type, 'product_type'),
    sku: skuOf(item, ownSku),
    name: textOf(item.name ?? parent?.name, 'name'),
    quantity_ordered: toColumn(units(item.qty_ordered)),
    quantity_cancelled: toColumn(goneOf(item, parent, 'qty_canceled')),
    quantity_refunded: toColumn(goneOf(item, parent, 'qty_refunded')),
    ...(shipped > 0 ? { quantity_shipped: toColumn(shipped) } : {}),
    selling_price_per_unit: toColumn(perUnit(money.gross, item)),
    mrp: toColumn(perUnit(money.original, item)),
    discount: toColumn(money.discount),
    tax: toColumn(money.tax),
    row_total: toColumn(rowTotalOf(money)),
    taxes,
    gift: giftOf(item) ?? (parent && giftOf(parent)) ?? null,
  };
}

/** Chosen options without a SKU leave hyphens behind (m2#38974): stock and returns know the product without them. */
function skuOf(item: MagentoOrderItem, ownSku?: OwnSku): string {
  const own = ownSku?.(item);
  if (own !== undefined) return own;
  const sku = textOf(item.sku, 'sku') ?? '';
  return sku.replace(/(?<=.)-+$/, '');
}

/**
 * Magento counts them on the parent row, on the child row, or on both: the children of a bundle that is shipped together
 * stay at 0 (Sales/Model/Order/Item.php, isDummy).
 */
function goneOf(
  item: MagentoOrderItem,
  parent: MagentoOrderItem | undefined,
  field: 'qty_canceled' | 'qty_refunded' | 'qty_shipped',
): Units {
  const own = units(item[field]);
  if (!parent) return own;
  const ofParent = units(parent[field]);
  if (parent.product_type === 'configurable') return Math.max(own, ofParent);
  const bundles = units(parent.qty_ordered) || units(1);
  return Math.max(own, Math.round((ofParent * units(item.qty_ordered)) / bundles));
}

function perUnit(amount: Units, item: MagentoOrderItem): Units {
  const quantity = Number(item.qty_ordered ?? 0);
  return quantity === 0 ? 0 : Math.round(amount / quantity);
}

function giftOf(item: MagentoOrderItem): Record<string, unknown> | null | undefined {
  return item.product_option?.extension_attributes?.giftcard_item_option;
}

function mapLeftOut(item: MagentoOrderItem, ownSku?: OwnSku): LeftOutLine {
  return {
    itemId: String(idOf(item)),
    sku: skuOf(item, ownSku),
    productType: textOf(item.product_type, 'product_type'),
    quantity: toColumn(units(item.qty_ordered)),
    reason: isVirtual(item) ? 'virtual' : 'type_not_passed_on',
  };
}

function taxesByItem(order: MagentoOrder): Map<number, ItemTax[]> {
  const result = new Map<number, ItemTax[]>();
  const { item_applied_taxes: all } = order.extension_attributes ?? {};
  for (const applied of listOf(all, 'item_applied_taxes')) {
    const id = wholeNumberOf(applied.item_id, 'item_id of a tax');
    if (!id || (applied.type ?? 'product') !== 'product') continue;
    const taxes = listOf(applied.applied_taxes, 'applied_taxes').map(mapTax);
    result.set(id, [...(result.get(id) ?? []), ...taxes]);
  }
  return result;
}

function mapTax(tax: MagentoAppliedTax): ItemTax {
  return {
    code: tax.code ?? '',
    title: tax.title ?? tax.code ?? '',
    rate: String(tax.percent ?? 0),
    amount: toColumn(units(tax.amount)),
  };
}
