import type { MagentoLine, MagentoLines, MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import { containersOf, isVirtual } from '../orders/goods.js';
import { isSome, namedRows, type OrderLine, round, rowOf, topRows } from '../orders/order-lines.js';

/** The rows to name in a credit memo, or why there is none. */
export type RefundRows = { rows: MagentoLines } | { problem: string };

/**
 * Of a configurable its parent row. Of a bundle whose options have prices the options: Magento's parent row is a dummy then, and
 * naming it alone gives nothing back. Of a bundle with one price its own row, and whole bundles only (Sales CreditmemoFactory).
 */
export function refundRows(order: MagentoOrder, lines: OrderLine[]): RefundRows {
  const named = namedRows(order, lines);
  if ('problem' in named) return named;
  const options = named.optionRows ?? named.rows;
  const rows = [
    ...named.rows.filter((line) => !isPricedByOptions(order, rowOf(order, line))),
    ...options.filter((line) => isPricedByOptions(order, parentOf(order, rowOf(order, line)))),
  ];
  const unique = [...new Map(rows.map((line) => [line.order_item_id, line])).values()];
  const torn = unique.find(
    (line) => parentOf(order, rowOf(order, line))?.product_type === 'bundle' && isTorn(line),
  );
  if (torn) {
    const parent = parentOf(order, rowOf(order, torn))!;
    return {
      problem:
        `${nameOf(parent)} is a bundle with one price, of which Magento gives back whole ones only: ask for all of its ` +
        'lines, or for an adjustment.',
    };
  }
  const sorted = unique.sort((a, b) => a.order_item_id - b.order_item_id);
  if (!isSome(sorted)) return { problem: 'Nothing is asked for: every quantity is 0.' };
  const problem = tooMuch(order, sorted);
  return problem === undefined ? { rows: sorted } : { problem };

  function isTorn(line: MagentoLine): boolean {
    return !isPricedByOptions(order, parentOf(order, rowOf(order, line)));
  }
}

/** The first of these lines that a unit can be given back of; undefined where none is left. */
export function returnedUnit(order: MagentoOrder, codes: string[]): OrderLine | undefined {
  const isLeft = (item: MagentoOrderItem): boolean => {
    const parent = parentOf(order, item);
    return openToRefund(parent?.product_type === 'configurable' ? parent : item) >= 1;
  };
  const item = (order.items ?? []).find((one) => codes.includes(String(one.item_id)) && isLeft(one));
  return item && { orderItemCode: String(item.item_id), channelSkuCode: item.sku ?? '', quantity: 1 };
}

/** What is invoiced, and neither shipped nor given back: by the rows that are packed. */
export function openRest(order: MagentoOrder): OrderLine[] {
  const items = order.items ?? [];
  const containers = containersOf(items);
  return items
    .filter((item) => !containers.has(item.item_id) && !isVirtual(item))
    .flatMap((item) => {
      const parent = parentOf(order, item);
      const counted = parent?.product_type === 'configurable' ? parent : item;
      const quantity = round(
        (counted.qty_invoiced ?? 0) - (counted.qty_refunded ?? 0) - Math.max(0, counted.qty_shipped ?? 0),
      );
      return quantity > 0
        ? [{ orderItemCode: String(item.item_id), channelSkuCode: item.sku ?? '', quantity }]
        : [];
    });
}

/**
 * For a credit memo of amounts alone: a row with the quantity 0. Without a row Magento gives everything back (recorded exchange
 * 910).
 */
export function noLine(order: MagentoOrder): MagentoLines | undefined {
  const [first] = topRows(order);
  return first && [{ order_item_id: first.item_id, qty: 0 }];
}

/** Magento has no more of these rows to give back, or would cut a part of a unit off without a word. */
function tooMuch(order: MagentoOrder, rows: MagentoLines): string | undefined {
  const problems = rows.flatMap((line) => {
    const item = rowOf(order, line)!;
    const left = openToRefund(item);
    if (line.qty > left) return [`${nameOf(item)}: ${line.qty} asked for, ${left} left to give back`];
    const isWhole = Number.isInteger(line.qty) || Number(item.is_qty_decimal ?? 0) === 1;
    return isWhole
      ? []
      : [`${nameOf(item)}: ${line.qty} asked for, Magento gives back whole units of it only`];
  });
  if (problems.length === 0) return undefined;
  return `More than there is to give back: ${problems.join('; ')}. What is not invoiced is cancelled with the whole order.`;
}

function openToRefund(item: MagentoOrderItem): number {
  return Math.max(0, round((item.qty_invoiced ?? 0) - (item.qty_refunded ?? 0)));
}

/** A bundle whose money is on its options. */
function isPricedByOptions(order: MagentoOrder, item: MagentoOrderItem | undefined): boolean {
  if (item?.product_type !== 'bundle') return false;
  const options = (order.items ?? []).filter((one) => one.parent_item_id === item.item_id);
  return options.some((one) => (one.price ?? 0) > 0);
}

function parentOf(order: MagentoOrder, item: MagentoOrderItem | undefined): MagentoOrderItem | undefined {
  if (item?.parent_item_id == null) return undefined;
  return rowOf(order, { order_item_id: item.parent_item_id });
}

function nameOf(item: MagentoOrderItem): string {
  return `${item.sku ?? '?'} (item ${item.item_id})`;
}
