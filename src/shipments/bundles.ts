import { MagentoError } from '../magento/magento.errors.js';
import type { MagentoLine, MagentoLines, MagentoOrder } from '../magento/magento.types.js';
import type { OperationContext } from '../operations/operation.types.js';
import { isSome, type NamedRows, rowOf, tornBundles } from '../orders/order-lines.js';

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
  const shipments = await kindsOf(client, ids);
  const whole = torn.filter(({ product_id: id }) => shipments.get(id ?? 0) === 'together');
  if (whole.length === 0) return undefined;
  const names = whole.map(({ sku, item_id: id }) => `${sku ?? '?'} (item ${id})`).join(', ');
  return `Magento ships this bundle whole: ${names}. Pack all of it as one parcel, with one of tracks for each box.`;
}

/** Rows of POST shipment/: what leaves, and the bundles that must be named with it. */
export interface DocumentRows {
  lines: MagentoLines;
  parents: MagentoLine[];
}

/**
 * POST shipment/ takes a bundle whose options are shipped apart only with its options, and these only with it; on the bundle's
 * own row Magento's documents have 1 (Sales ShipmentFactory). Of one that is shipped whole, options besides would be deducted a
 * second time: so what no product says to be shipped apart is named as ever.
 */
export async function documentRows(
  { client }: OperationContext,
  order: MagentoOrder,
  { rows, optionRows }: NamedRows,
): Promise<DocumentRows> {
  const parentIds = (optionRows ?? []).map((line) => rowOf(order, line)?.parent_item_id);
  const bundles = (order.items ?? []).filter(
    (item) => item.product_type === 'bundle' && parentIds.includes(item.item_id),
  );
  const ids = [...new Set(bundles.map(({ product_id: id }) => id).filter((id) => id != null))];
  if (ids.length === 0) return { lines: rows, parents: [] };
  const shipments = await kindsOf(client, ids);
  const apart = new Set(
    bundles
      .filter(({ product_id: id }) => shipments.get(id ?? 0) === 'separately')
      .map(({ item_id: id }) => id),
  );
  const options = (optionRows ?? []).filter((line) => apart.has(rowOf(order, line)?.parent_item_id ?? 0));
  const named = new Set(options.map(({ order_item_id: id }) => id));
  const others = rows.filter(({ order_item_id: id }) => !apart.has(id) && !named.has(id));
  const lines = [...others, ...options].sort((a, b) => a.order_item_id - b.order_item_id);
  if (!isSome(lines)) return { lines: rows, parents: [] };
  return { lines, parents: [...apart].map((id) => ({ order_item_id: id, qty: 1 })) };
}

/** None where Magento refuses to say, e.g. without the right. @throws MagentoError where it may say later: a guess would be shipped */
async function kindsOf(
  client: OperationContext['client'],
  ids: number[],
): Promise<Map<number, 'together' | 'separately'>> {
  try {
    return await client.stock.bundleShipments(ids);
  } catch (error) {
    if (error instanceof MagentoError && !error.retryable) return new Map();
    throw error;
  }
}
