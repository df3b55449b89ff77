import { MagentoError } from '../magento/magento.errors.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import type { OperationContext } from '../operations/operation.types.js';
import { tornBundles } from '../orders/order-lines.js';

/**
 * Magento ships a bundle of the usual kind only whole, and would refuse a box with a part of it when it is handed over. The order
 * does not say of which kind a bundle is, its product does.
 * @returns why a parcel with these lines would be refused; undefined where it may pass, or where nothing can be read
 */
export async function tornBundle(
  { client }: OperationContext,
  order: MagentoOrder,
  lines: { orderItemCode: string; quantity: number }[],
): Promise<string | undefined> {
  const torn = tornBundles(order, lines);
  const ids = [...new Set(torn.map(({ product_id: id }) => id).filter((id) => id != null))];
  if (ids.length === 0) return undefined;
  try {
    const shipments = await client.stock.bundleShipments(ids);
    const whole = torn.filter(({ product_id: id }) => shipments.get(id ?? 0) === 'together');
    if (whole.length === 0) return undefined;
    const names = whole.map(({ sku, item_id: id }) => `${sku ?? '?'} (item ${id})`).join(', ');
    return `Magento ships this bundle whole: ${names}. Pack all of it as one parcel, with one of tracks for each box.`;
  } catch (error) {
    if (error instanceof MagentoError) return undefined;
    throw error;
  }
}
