import type { MagentoAppliedTax, MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import { times, toColumn, units } from './money.js';
import { listOf, textOf, UnmappableOrderError, wholeNumberOf } from './order-fields.js';

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
  selling_price_per_unit: string;
  mrp: string;
  discount: string;
  tax: string;
  row_total: string;
  taxes: ItemTax[];
  gift: Record<string, unknown> | null;
}

/**
 * Only lines of product_type simple can be picked. Magento's list is flat: a configurable product has a parent row with
 * the money and a simple child row with a price of 0. @throws UnmappableOrderError, NotAnAmountError
 */
export function mapItems(order: MagentoOrder): OrderItemRecord[] {
  const all = listOf(order.items, 'items');
  const byId = new Map(all.map((item) => [idOf(item), item]));
  if (byId.size < all.length) throw new UnmappableOrderError('two lines have the same item_id');
  const taxes = taxesByItem(order);
  return all
    .filter((item) => item.product_type === 'simple')
    .map((item) => {
      const parentId = wholeNumberOf(item.parent_item_id, 'parent_item_id');
      const parent = parentId ? (byId.get(parentId) ?? item.parent_item ?? undefined) : undefined;
      return mapItem(item, parent, taxes);
    });
}

/** @throws UnmappableOrderError */
function idOf(item: MagentoOrderItem): number {
  const id = wholeNumberOf(item.item_id, 'item_id');
  if (!id) throw new UnmappableOrderError('a line has no item_id');
  return id;
}

function mapItem(
  item: MagentoOrderItem,
  parent: MagentoOrderItem | undefined,
  taxes: Map<number, ItemTax[]>,
): OrderItemRecord {
  const priced = parent?.product_type === 'configurable' ? parent : item;
  const discount = units(priced.discount_amount);
  const tax = units(priced.tax_amount);
  // Not Magento's row_total: over REST it is after discount, and in 2.4.8 without the quantity (m2#39984).
  const hiddenTax = units(priced.discount_tax_compensation_amount);
  const rowTotal = times(priced.price, item.qty_ordered) + tax + hiddenTax - discount;
  return {
    item_id: String(idOf(item)),
    parent_item_id: item.parent_item_id ? String(item.parent_item_id) : null,
    parent_product_type: textOf(parent?.product_type, 'product_type'),
    sku: textOf(item.sku, 'sku') ?? '',
    name: textOf(item.name ?? priced.name, 'name'),
    quantity_ordered: toColumn(units(item.qty_ordered)),
    // Magento counts them on the parent row of a configurable, on the child row, or on both.
    quantity_cancelled: toColumn(Math.max(units(item.qty_canceled), units(priced.qty_canceled))),
    quantity_refunded: toColumn(Math.max(units(item.qty_refunded), units(priced.qty_refunded))),
    selling_price_per_unit: toColumn(units(priced.price_incl_tax ?? priced.price)),
    mrp: toColumn(units(priced.original_price ?? priced.price)),
    discount: toColumn(discount),
    tax: toColumn(tax),
    row_total: toColumn(rowTotal),
    taxes: taxes.get(idOf(item)) ?? taxes.get(Number(priced.item_id)) ?? [],
    gift:
      item.product_option?.extension_attributes?.giftcard_item_option ??
      priced.product_option?.extension_attributes?.giftcard_item_option ??
      null,
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
