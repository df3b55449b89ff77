import type { OrderItemDto } from '../orders/dto/order.dto.js';
import type { PushedLine } from './entities/increff-push.entity.js';

/** Lines of an order that go to Increff as one, under the code of the first. */
export type MergedLine = [OrderItemDto, ...OrderItemDto[]];

/** A quantity of a line as Increff names it. */
interface NamedLine {
  orderItemCode?: string;
  channelSkuCode?: string;
  quantity: number;
}

type PushedLines = Record<string, PushedLine>;

/** Pure: Increff takes each SKU once in an order (page 545325101), and a shop may sell it on several lines, e.g. one of them free. */
export function mergedBySku(items: OrderItemDto[]): MergedLine[] {
  return mergedBy(items, ({ channelSkuCode }) => channelSkuCode);
}

/** As they were merged when the order was pushed; an earlier release merged none. */
export function mergedAsPushed(lines: PushedLines, items: OrderItemDto[]): MergedLine[] {
  return mergedBy(items, ({ orderItemCode }) => pushedCode(lines, orderItemCode));
}

function mergedBy(items: OrderItemDto[], keyOf: (item: OrderItemDto) => string): MergedLine[] {
  const merged = new Map<string, MergedLine>();
  for (const item of items) {
    const known = merged.get(keyOf(item));
    if (known) known.push(item);
    else merged.set(keyOf(item), [item]);
  }
  return [...merged.values()];
}

/** The code that Increff knows a line by. */
export function pushedCode(lines: PushedLines, orderItemCode: string): string {
  return lines[orderItemCode]?.under ?? orderItemCode;
}

/** Each field with all values that the merged lines have for it. */
export function mergedFields(line: MergedLine): Record<string, unknown> {
  const values = new Map<string, Set<unknown>>();
  for (const [field, value] of line.flatMap(({ customFields }) => Object.entries(customFields))) {
    const known = values.get(field) ?? new Set();
    for (const one of Array.isArray(value) ? value : [value]) known.add(one);
    values.set(field, known);
  }
  return Object.fromEntries(
    [...values].map(([field, known]) => [field, known.size === 1 ? [...known][0] : [...known]]),
  );
}

/**
 * Pure: what Increff packs of a merged line, over the order's own lines: as many of each as are left, the first ones first. More
 * than there are stay on the first, where they are refused.
 * @param left units of each line that were pushed, and are in no other parcel
 */
export function spreadOver<T extends NamedLine>(
  lines: PushedLines,
  asked: T[],
  left: ReadonlyMap<string, number>,
): T[] {
  const free = new Map(left);
  return asked.flatMap((line) => {
    const codes = codesOf(lines, line);
    if (codes.length < 2) return [line];
    let rest = line.quantity;
    const parts = codes.map((code) => {
      const part = Math.max(0, Math.min(rest, free.get(code) ?? 0));
      free.set(code, (free.get(code) ?? 0) - part);
      rest -= part;
      return { ...line, orderItemCode: code, quantity: part };
    });
    parts[0]!.quantity += rest;
    return parts.filter(({ quantity }) => quantity > 0);
  });
}

/** Pure: the other way: the order's own lines as Increff knows them. */
export function asPushed<T extends { orderItemCode: string; quantity: number }>(
  lines: PushedLines,
  own: T[],
): T[] {
  const merged = new Map<string, T>();
  for (const line of own) {
    const code = pushedCode(lines, line.orderItemCode);
    const known = merged.get(code);
    merged.set(code, { ...line, orderItemCode: code, quantity: line.quantity + (known?.quantity ?? 0) });
  }
  return [...merged.values()];
}

/** All lines that are behind one that Increff names. */
function codesOf(lines: PushedLines, { orderItemCode, channelSkuCode }: NamedLine): string[] {
  const entries = Object.entries(lines);
  const first =
    orderItemCode ??
    entries.find(([, line]) => line.channelSkuCode === channelSkuCode && line.under === undefined)?.[0];
  if (first === undefined) return [];
  return entries.filter(([code, { under }]) => code === first || under === first).map(([code]) => code);
}
