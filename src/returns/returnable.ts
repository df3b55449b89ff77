import type { MagentoOrder } from '../magento/magento.types.js';
import type { FieldError } from '../platform/errors/app-error.js';

/** Units per SKU (lower case) that were shipped of the order: of a configurable's item its parent counts. */
export function shippedUnits(order: MagentoOrder): Map<string, number> {
  const units = new Map<string, number>();
  const items = order.items ?? [];
  for (const item of items) {
    if (item.product_type !== 'simple' || !item.sku) continue;
    const parent = items.find(({ item_id: id }) => id === item.parent_item_id);
    const shipped = parent?.product_type === 'configurable' ? parent.qty_shipped : item.qty_shipped;
    // Some releases count a bundle that is shipped as a whole on the bundle only.
    const ofBundle =
      parent?.product_type === 'bundle'
        ? ((parent.qty_shipped ?? 0) * (item.qty_ordered ?? 0)) / (parent.qty_ordered || 1)
        : 0;
    const sku = item.sku.toLowerCase();
    units.set(sku, (units.get(sku) ?? 0) + Math.max(shipped ?? 0, ofBundle));
  }
  return units;
}

/** One item is one unit: not more of a SKU may come back than went out, less what came back before. */
export function exceedsShipped(
  skus: string[],
  shipped: Map<string, number>,
  returned: Map<string, number>,
  field: (i: number) => string,
): FieldError[] {
  const taken = new Map(returned);
  return skus.flatMap((sku, i) => {
    const key = sku.toLowerCase();
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    const out = shipped.get(key);
    if (out === undefined) return [{ field: field(i), message: `is no SKU of the forward order: ${sku}` }];
    if (count <= out) return [];
    const before = returned.get(key) ?? 0;
    return [
      {
        field: field(i),
        message: `is returned more often than it was shipped: ${out} shipped, ${before} in earlier returns`,
      },
    ];
  });
}
