import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import { type Instant, time } from '../platform/time/time.js';
import type { OrderRecord } from './orders.mapper.js';
import { itemsJsonOf, ordersJsonOf } from './storable-json.js';

/** Column by column and line by line: a hash only says what was once written, not what stands there now. */
const NOT_AS_READ = `
  WITH lines AS MATERIALIZED (
    SELECT * FROM json_to_recordset($3::json) AS l(
      entity_id bigint, item_id bigint, parent_item_id bigint, parent_product_type text, sku text, name text,
      quantity_ordered numeric, quantity_cancelled numeric, quantity_refunded numeric, quantity_shipped numeric, selling_price_per_unit numeric,
      mrp numeric, discount numeric, tax numeric, row_total numeric, taxes jsonb, gift jsonb, base_amounts jsonb, gift_message jsonb,
      custom_fields jsonb)
  )
  SELECT r.entity_id
  FROM json_to_recordset($2::json) AS r(
    entity_id bigint, increment_id text, status text, state text, sync_reason text, payment_code text,
    payment_method text, currency text, grand_total numeric, subtotal numeric, shipping numeric, tax numeric,
    discount numeric, store_credit numeric, cod_fee numeric, adjustment numeric, balanced boolean,
    billing_address jsonb, shipping_address jsonb, magento_store_id integer, magento_created_at timestamptz,
    magento_updated_at timestamptz, left_out jsonb, adjustments jsonb, base_amounts jsonb, links jsonb,
    notes jsonb, custom_fields jsonb, partly_cancelled boolean, content_hash text)
  LEFT JOIN "order" o ON o.store_id = $1 AND o.entity_id = r.entity_id
  WHERE (o.increment_id, o.status, o.state, o.sync_reason, o.payment_code, o.payment_method, o.currency, o.grand_total,
      o.subtotal, o.shipping, o.tax, o.discount, o.store_credit, o.cod_fee, o.adjustment, o.balanced,
      o.billing_address, o.shipping_address, o.magento_store_id, o.magento_created_at, o.magento_updated_at,
      o.left_out, o.adjustments, o.base_amounts, o.links, o.notes, o.custom_fields, o.partly_cancelled, o.content_hash)
    IS DISTINCT FROM
      (r.increment_id, r.status, r.state, r.sync_reason, r.payment_code, r.payment_method, r.currency, r.grand_total,
      r.subtotal, r.shipping, r.tax, r.discount, r.store_credit, r.cod_fee, r.adjustment, r.balanced,
      r.billing_address, r.shipping_address, r.magento_store_id, r.magento_created_at, r.magento_updated_at,
      r.left_out, r.adjustments, r.base_amounts, r.links, r.notes, r.custom_fields, r.partly_cancelled, r.content_hash)
    OR EXISTS (
      SELECT 1 FROM (SELECT * FROM order_item WHERE order_id = o.id) i
      FULL JOIN (SELECT * FROM lines WHERE lines.entity_id = r.entity_id) l ON l.item_id = i.item_id
      WHERE (i.item_id, i.parent_item_id, i.parent_product_type, i.sku, i.name, i.quantity_ordered, i.quantity_cancelled,
          i.quantity_refunded, i.quantity_shipped, i.selling_price_per_unit, i.mrp, i.discount, i.tax, i.row_total, i.taxes, i.gift,
          i.base_amounts, i.gift_message, i.custom_fields)
        IS DISTINCT FROM
          (l.item_id, l.parent_item_id, l.parent_product_type, l.sku, l.name, l.quantity_ordered, l.quantity_cancelled,
          l.quantity_refunded, l.quantity_shipped, l.selling_price_per_unit, l.mrp, l.discount, l.tax, l.row_total, l.taxes, l.gift,
          l.base_amounts, l.gift_message, l.custom_fields))`;

/** Some order that is to be fetched by these settings stands as others had it: they were changed since it was read. */
export async function anyOfOtherSettings(
  manager: EntityManager,
  storeId: number,
  { statusesToFetch, cancelStatuses, startDate }: StoreSettings,
): Promise<boolean> {
  const [row] = await rowsOf<{ any: boolean }>(
    manager,
    `SELECT EXISTS (SELECT FROM "order" WHERE store_id = $1 AND status = ANY($2::text[]) AND (sync_state = 'CANCELLED'
       OR sync_reason IN ('status_not_fetched', 'already_finished')
       OR (sync_reason = 'before_start_date' AND ($3::timestamptz IS NULL OR magento_created_at >= $3)))) AS any`,
    [storeId, statusesToFetch.filter((status) => !cancelStatuses.includes(status)), startDate],
  );
  return row!.any;
}

/** Those of the orders that are not stored, or not exactly as they were read. */
export async function notAsRead(
  manager: EntityManager,
  storeId: number,
  orders: OrderRecord[],
): Promise<OrderRecord[]> {
  if (orders.length === 0) return [];
  const rows = await rowsOf<{ entity_id: string }>(manager, NOT_AS_READ, [
    storeId,
    ordersJsonOf(orders),
    itemsJsonOf(orders),
  ]);
  const different = new Set(rows.map((row) => row.entity_id));
  return orders.filter((order) => different.has(order.entity_id));
}

/** Orders that are not as they were read, though their rows say so: somebody changed them past the service. */
export async function changedByHand(
  manager: EntityManager,
  storeId: number,
  orders: OrderRecord[],
): Promise<OrderRecord[]> {
  const differing = await notAsRead(manager, storeId, orders);
  if (differing.length === 0) return [];
  const rows = await rowsOf<{ entity_id: string; content_hash: string }>(
    manager,
    'SELECT entity_id, content_hash FROM "order" WHERE store_id = $1 AND entity_id = ANY($2::bigint[])',
    [storeId, differing.map((order) => order.entity_id)],
  );
  const hashes = new Map(rows.map((row) => [row.entity_id, row.content_hash]));
  return differing.filter((order) => hashes.get(order.entity_id) === order.content_hash);
}

/**
 * An empty hash lets a reading win; a row that was read after this reading had begun keeps its own.
 * @returns entity_ids of the rows that the reading will replace
 */
export async function distrust(
  manager: EntityManager,
  storeId: number,
  orders: OrderRecord[],
  begun: Instant,
): Promise<string[]> {
  const rows = await rowsOf<{ entity_id: string }>(
    manager,
    `UPDATE "order" SET content_hash = '' WHERE store_id = $1 AND entity_id = ANY($2::bigint[])
       AND (read_at <= now() - make_interval(secs => $3) OR read_at > now() + interval '10 minutes') RETURNING entity_id`,
    [storeId, orders.map((order) => order.entity_id), time.elapsedMs(begun) / 1000],
  );
  return rows.map((row) => row.entity_id);
}
