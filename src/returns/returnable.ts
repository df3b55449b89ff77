import type { MagentoOrder } from '../magento/magento.types.js';
import { mapLines } from '../orders/order-item.mapper.js';
import type { FieldError } from '../platform/errors/app-error.js';

/**
 * Units per SKU (lower case) that were shipped of the order, of the lines that were passed on as goods.
 * @param passedOn the lines with the SKUs that they were passed on with, which may be other ones (setting skuSource)
 */
export function shippedUnits(
  order: MagentoOrder,
  passedOn: { item_id: string; sku: string }[] = [],
): Map<string, number> {
  const skus = new Map(passedOn.map(({ item_id: id, sku }) => [id, sku]));
  const units = new Map<string, number>();
  for (const { sku, quantity_shipped: shipped } of mapLines(order, {
    ownSku: (item) => skus.get(String(item.item_id)),
  }).items) {
    if (sku === '') continue;
    const key = sku.toLowerCase();
    units.set(key, (units.get(key) ?? 0) + Number(shipped ?? 0));
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
