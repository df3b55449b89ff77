import type { OrderRecord } from './orders.mapper.js';

/** The orders of a page without their items, for json_to_recordset. */
export function ordersJsonOf(orders: OrderRecord[]): string {
  return toStorableJson(
    orders.map(({ json, content_hash: hash }) => `${json.slice(0, -1)},"content_hash":"${hash}"}`),
  );
}

/** The items of a page's orders. */
export function itemsJsonOf(orders: OrderRecord[]): string {
  return toStorableJson(orders.map((order) => order.itemsJson).filter((items) => items !== ''));
}

/** PostgreSQL's jsonb takes neither U+0000 nor half surrogate pairs; a shop's data may hold both. */
function toStorableJson(rows: string[]): string {
  const text = `[${rows.join(',')}]`;
  if (!/\\u(0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  );
}
