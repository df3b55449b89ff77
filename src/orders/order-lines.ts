import type { MagentoLine, MagentoLines, MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import { isVirtual } from './goods.js';
import { BadRequestError, type FieldError } from '../platform/errors/app-error.js';

/** A line as the caller gave it. */
export interface AskedLine {
  orderItemCode?: string;
  channelSkuCode?: string;
  quantity: number;
}

/** A line that is known to belong to the order. */
export interface OrderLine {
  orderItemCode: string;
  channelSkuCode: string;
  quantity: number;
}

interface KnownItem {
  item_id: string;
  parent_item_id: string | null;
  sku: string;
}

/**
 * Checks lines against our copy of the order and completes them; lines of one item are added up.
 * @throws BadRequestError naming `items.{i}.…`
 */
export function completeLines(items: KnownItem[], asked: AskedLine[]): OrderLine[] {
  const errors: FieldError[] = [];
  const lines = new Map<string, OrderLine>();
  asked.forEach((line, i) => {
    const found = findItem(items, line);
    if (typeof found === 'string') {
      errors.push({
        field: `items.${i}.${line.orderItemCode === undefined ? 'channelSkuCode' : 'orderItemCode'}`,
        message: found,
      });
      return;
    }
    const before = lines.get(found.code)?.quantity ?? 0;
    lines.set(found.code, {
      orderItemCode: found.code,
      channelSkuCode: found.sku,
      quantity: round(before + line.quantity),
    });
  });
  if (errors.length > 0) throw new BadRequestError(errors);
  return [...lines.values()];
}

/** The item's code and SKU, or what is wrong with the line. A parent row's code stands for its simple item. */
function findItem(items: KnownItem[], line: AskedLine): { code: string; sku: string } | string {
  if (line.orderItemCode === undefined && line.channelSkuCode === undefined) {
    return 'must be given where orderItemCode is left out';
  }
  if (line.orderItemCode !== undefined) {
    const item =
      items.find(({ item_id: id }) => id === line.orderItemCode) ??
      items.find(({ parent_item_id: id }) => id === line.orderItemCode);
    if (!item) return `is no item of this order: ${line.orderItemCode}`;
    if (line.channelSkuCode !== undefined && line.channelSkuCode !== item.sku) {
      return `belongs to the SKU ${item.sku}`;
    }
    return { code: line.orderItemCode, sku: item.sku };
  }
  const named = items.filter(({ sku }) => sku === line.channelSkuCode);
  if (named.length === 0) return `is no SKU of this order: ${line.channelSkuCode}`;
  if (named.length > 1) return 'is on several items of this order; send orderItemCode';
  return { code: named[0]!.item_id, sku: named[0]!.sku };
}

/** Rows for Magento; `optionRows` where a bundle's options may have to be named instead of the bundle itself. */
export interface MagentoRows {
  rows: MagentoLine[];
  optionRows?: MagentoLine[];
}

/**
 * The rows that Magento wants to be named for simple items: of a configurable its parent row; of a bundle the parent
 * row where whole bundles are asked for, else the options. Which kind a bundle is REST does not tell; Magento refuses
 * the wrong kind in words.
 */
export function toMagentoRows(
  order: MagentoOrder,
  lines: { orderItemCode: string; quantity: number }[],
): MagentoRows {
  const items = order.items ?? [];
  const rows = new Map<number, number>();
  const bundles = new Map<number, Map<number, number>>();
  for (const { orderItemCode, quantity } of lines) {
    const item = items.find(({ item_id: id }) => String(id) === orderItemCode);
    if (!item) continue;
    const parent = items.find(({ item_id: id }) => id === item.parent_item_id);
    if (parent?.product_type === 'bundle') {
      const options = bundles.get(parent.item_id) ?? new Map<number, number>();
      bundles.set(parent.item_id, options.set(item.item_id, quantity));
    } else add(rows, parent?.product_type === 'configurable' ? parent.item_id : item.item_id, quantity);
  }
  if (bundles.size === 0) return { rows: toLines(rows) };
  const optionRows = new Map(rows);
  for (const [parentId, options] of bundles) {
    for (const [id, quantity] of options) add(optionRows, id, quantity);
    const whole = wholeBundles(items, parentId, options);
    if (whole === undefined) for (const [id, quantity] of options) add(rows, id, quantity);
    else add(rows, parentId, whole);
  }
  return { rows: toLines(rows), optionRows: toLines(optionRows) };
}

/** Bundles of which these lines are a part that is no number of whole ones. */
export function tornBundles(
  order: MagentoOrder,
  lines: { orderItemCode: string; quantity: number }[],
): MagentoOrderItem[] {
  const items = order.items ?? [];
  const asked = new Map(lines.map(({ orderItemCode, quantity }) => [Number(orderItemCode), quantity]));
  return items.filter(({ product_type: type, item_id: id }) => {
    const options = items.filter((item) => item.parent_item_id === id && asked.has(item.item_id));
    if (type !== 'bundle' || options.length === 0) return false;
    const quantities = new Map(options.map(({ item_id: option }) => [option, asked.get(option)!]));
    return wholeBundles(items, id, quantities) === undefined;
  });
}

/** Rows that may be sent: at least one, and none of what was asked for left out. */
export interface NamedRows {
  rows: MagentoLines;
  optionRows?: MagentoLines;
}

/** The rows to name in a write, or why there are none: a line that is gone from the live order must not be dropped. */
export function namedRows(
  order: MagentoOrder,
  lines: { orderItemCode: string; quantity: number }[],
): NamedRows | { problem: string } {
  const known = new Set((order.items ?? []).map(({ item_id: id }) => String(id)));
  const gone = lines.filter(({ orderItemCode }) => !known.has(orderItemCode));
  if (gone.length > 0) {
    const codes = gone.map(({ orderItemCode }) => orderItemCode).join(', ');
    return { problem: `No longer in the order in Magento: item ${codes}.` };
  }
  const { rows, optionRows } = toMagentoRows(order, lines);
  if (!isSome(rows)) return { problem: 'Nothing is asked for: every quantity is 0.' };
  return { rows, ...(optionRows && isSome(optionRows) ? { optionRows } : {}) };
}

export function isSome(lines: MagentoLine[]): lines is MagentoLines {
  return lines.length > 0;
}

/**
 * How a document differs from what was asked for, in words; undefined when it does not. Parents and options of a row that
 * was asked for come along by themselves; without the order any other row is taken for one of them.
 */
export function differenceInWords(
  asked: MagentoLine[],
  shown: MagentoLine[],
  order?: MagentoOrder,
): string | undefined {
  const quantities = new Map<number, number>();
  for (const { order_item_id: id, qty } of shown) add(quantities, id, qty);
  const differing = asked
    .map(({ order_item_id: id, qty }) => ({ id, qty, got: quantities.get(id) ?? 0 }))
    .filter(({ qty, got }) => round(qty) !== got)
    .map(({ id, qty, got }) => `${got} of item ${id} instead of ${qty}`);
  const named = new Set(asked.map(({ order_item_id: id }) => id));
  const foreign = [...quantities].filter(
    ([id, qty]) =>
      qty > 0 && !named.has(id) && order && !isRelated(order, id, named) && !isHollow(order, id, qty),
  );
  const words = [
    ...differing,
    ...foreign.map(([id, qty]) => `${qty} of item ${id}, which was not asked for`),
  ];
  return words.length > 0 ? words.join('; ') : undefined;
}

/**
 * Magento puts a bundle whose options are shipped apart on every shipment of its order, with a quantity of 1 and nothing that leaves
 * (Sales ShipmentFactory canShipItem).
 */
function isHollow(order: MagentoOrder, id: number, qty: number): boolean {
  return qty === 1 && rowOf(order, { order_item_id: id })?.product_type === 'bundle';
}

/** A parent or an option of one of the named rows. */
function isRelated(order: MagentoOrder, id: number, named: Set<number>): boolean {
  const items = order.items ?? [];
  const parentOf = (one: number): number | undefined =>
    items.find(({ item_id: itemId }) => itemId === one)?.parent_item_id ?? undefined;
  const parent = parentOf(id);
  return (parent !== undefined && named.has(parent)) || [...named].some((one) => parentOf(one) === id);
}

/** How many whole bundles these options make; undefined when some would be torn apart. */
function wholeBundles(
  items: MagentoOrderItem[],
  parentId: number,
  options: Map<number, number>,
): number | undefined {
  const parent = items.find(({ item_id: id }) => id === parentId)!;
  const children = items.filter((item) => item.parent_item_id === parentId && !isVirtual(item));
  const counts = children.map((child) =>
    round(((options.get(child.item_id) ?? 0) * (parent.qty_ordered ?? 0)) / (child.qty_ordered || 1)),
  );
  const [count] = counts;
  return count !== undefined && Number.isInteger(count) && count > 0 && counts.every((one) => one === count)
    ? count
    : undefined;
}

/** What Magento still lets be shipped of a row (Sales Order Item getQtyToShip). */
export function openToShip(item: MagentoOrderItem): number {
  const gone = Math.max(item.qty_shipped ?? 0, item.qty_refunded ?? 0);
  return Math.max(0, round((item.qty_ordered ?? 0) - gone - (item.qty_canceled ?? 0)));
}

/** What Magento still lets be invoiced of a row. */
export function openToInvoice(item: MagentoOrderItem): number {
  return Math.max(0, round((item.qty_ordered ?? 0) - (item.qty_invoiced ?? 0) - (item.qty_canceled ?? 0)));
}

/** Rows without a parent; quantities of their children follow them. */
export function topRows(order: MagentoOrder): MagentoOrderItem[] {
  return (order.items ?? []).filter((item) => item.parent_item_id == null);
}

/** Rows by which an order's open shipments are counted: parents that are not virtual. */
export function shippableRows(order: MagentoOrder): MagentoOrderItem[] {
  return topRows(order).filter((item) => !isVirtual(item));
}

export function rowOf(order: MagentoOrder, line: { order_item_id: number }): MagentoOrderItem | undefined {
  return (order.items ?? []).find(({ item_id: id }) => id === line.order_item_id);
}

/** The same rows with the same quantities, in any order. */
export function sameRows(a: MagentoLine[], b: MagentoLine[]): boolean {
  const key = (lines: MagentoLine[]): string => {
    const rows = new Map<number, number>();
    for (const { order_item_id: id, qty } of lines) add(rows, id, qty);
    return JSON.stringify(toLines(rows));
  };
  return key(a) === key(b);
}

function add(rows: Map<number, number>, id: number, quantity: number): Map<number, number> {
  return rows.set(id, round((rows.get(id) ?? 0) + quantity));
}

function toLines(rows: Map<number, number>): MagentoLine[] {
  return [...rows]
    .filter(([, qty]) => qty > 0)
    .sort(([a], [b]) => a - b)
    .map(([id, qty]) => ({ order_item_id: id, qty }));
}

/** Quantities have up to four decimals. */
export function round(quantity: number): number {
  return Math.round(quantity * 10_000) / 10_000;
}
