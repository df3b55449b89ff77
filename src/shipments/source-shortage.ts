import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoError, MagentoTransientError } from '../magento/magento.errors.js';
import type { MagentoLine, MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import type { OperationContext } from '../operations/operation.types.js';
import { openToShip, round, rowOf, shippableRows } from '../orders/order-lines.js';
import { DEFAULT_SOURCE } from '../magento/stock.client.js';

/** What a write that failed was to ship. */
export interface Leaving {
  order: MagentoOrder;
  /** Undefined: everything that is left. */
  lines: MagentoLine[] | undefined;
  sourceCode: string | null;
  /** POST shipment/ finds no source by itself where several are enabled (recorded exchange 946). */
  findsNoSource: boolean;
}

/**
 * Magento answers a source that lacks the goods with the words of a deadlock (recorded exchanges 839, 946). After such an
 * answer the source itself is read.
 * @returns why a repeat would be refused again; undefined where it may pass, or where nothing can be read
 */
export async function sourceShortage(
  { operation, client }: OperationContext,
  leaving: Leaving,
): Promise<string | undefined> {
  if (operation.lastResponse?.code !== MagentoTransientError.code) return undefined;
  try {
    return (await withoutSource(client, leaving)) ?? (await shortOf(client, leaving));
  } catch (error) {
    if (error instanceof MagentoError) return undefined;
    throw error;
  }
}

async function withoutSource(client: MagentoClient, leaving: Leaving): Promise<string | undefined> {
  if (leaving.sourceCode !== null || !leaving.findsNoSource) return undefined;
  if ((await client.stock.countEnabledSources()) < 2) return undefined;
  return 'This Magento has several sources, and the parcel names none: map its location in locationSources.';
}

async function shortOf(client: MagentoClient, leaving: Leaving): Promise<string | undefined> {
  const source = leaving.sourceCode ?? DEFAULT_SOURCE;
  const wanted = unitsOf(leaving);
  const rows = await client.stock.sourceItemsOf(source, [...wanted.keys()]);
  const words: string[] = [];
  for (const [sku, units] of wanted) {
    const row = rows.find((one) => one.sku.toLowerCase() === sku.toLowerCase());
    const has = row === undefined ? 0 : Number(row.quantity);
    if (!(has < units) || !(await client.stock.getStockItem(sku)).isManaged) continue;
    words.push(`it has ${has} of ${sku}, and ${units} are to be shipped`);
  }
  if (words.length === 0) return undefined;
  const unknown = rows.length === 0 ? ' Is there a source of this name? See locationSources.' : '';
  return `The source ${source} has too little: ${words.join('; ')}.${unknown}`;
}

/** Units per SKU that leave the shelf: of a bundle its options, of a configurable the SKU that its row has. */
function unitsOf({ order, lines }: Leaving): Map<string, number> {
  const rows: [MagentoOrderItem | undefined, number][] = lines
    ? lines.map((line) => [rowOf(order, line), line.qty])
    : shippableRows(order).map((item) => [item, openToShip(item)]);
  const units = new Map<string, number>();
  for (const [item, qty] of rows) {
    for (const [sku, leaves] of leavingOf(order, item, qty)) {
      units.set(sku, round((units.get(sku) ?? 0) + leaves));
    }
  }
  return units;
}

function leavingOf(
  order: MagentoOrder,
  item: MagentoOrderItem | undefined,
  qty: number,
): [sku: string, units: number][] {
  if (!item?.sku || qty <= 0) return [];
  const options = (order.items ?? []).filter((one) => one.parent_item_id === item.item_id);
  if (item.product_type !== 'bundle' || options.length === 0) return [[item.sku, qty]];
  const ordered = item.qty_ordered ?? 1;
  return options.flatMap((option) =>
    option.sku ? [[option.sku, round((qty * (option.qty_ordered ?? 0)) / ordered)] as [string, number]] : [],
  );
}
