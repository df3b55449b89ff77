import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import { type Instant, time } from '../platform/time/time.js';
import { type OrderRecord, withoutCustomer } from './orders.mapper.js';
import { type Stranger, whyNotWritten } from './stored-orders.repository.js';
import { CHANGES } from './order-changes.repository.js';
import { itemsJsonOf, ordersJsonOf } from './storable-json.js';
import { insertEvents } from '../timeline/timeline.repository.js';

export interface WriteCounts {
  inserted: number;
  updated: number;
  /** Orders that may be older than what is stored; they are marked, and read again (sync/single-orders.ts). */
  contested: string[];
  /** Orders under whose entity_id another order is stored. */
  strangers: Stranger[];
  /** Some customer of the store was erased: orders that are new here may be of one. */
  someErased: boolean;
}

export interface WriteContext {
  storeId: number;
  /** Right before the request that read them. */
  begun: Instant;
  /** Read by itself: what a list shows may be older, where a replica or a cache answers lists. */
  alone: boolean;
  source: 'MAGENTO' | 'SERVICE';
  correlationId: string;
}

/**
 * A reading from a replica that is behind shows the order as it was before it was cancelled, with the stamp of that time; it
 * must not take the acknowledgement away. A stamp of the future says nothing.
 */
const REOPENED = `(o.sync_state = 'CANCELLED' AND excluded.sync_state <> 'CANCELLED'
        AND ((excluded.magento_updated_at < o.magento_updated_at) IS NOT TRUE
          OR o.magento_updated_at > now() + interval '10 minutes'))`;

/**
 * Stores a page of orders in one statement. Rows are taken in the order of entity_id, so that two streams with the same
 * orders cannot deadlock.
 *
 * Which of two readings is newer, only the time of reading tells: a shop's `updated_at` may lie in the future and come
 * back. All of it is by the clock of this database. `read_at` is the start of the transaction that stored a reading, and
 * so later than its end; $3 is how old the incoming one is, measured within this transaction, and so now() - $3 is
 * earlier than its begin. Only a reading begun after the stored one had ended replaces it. A rebuild empties the hash and
 * lets any reading win; a `read_at` of the future is left from a clock that was wrong (or, before this rule, Magento's).
 * Where a list shows an older stamp than the stored one, and that is none of the future, it comes from a replica that is
 * behind, or the stamp moved back: the order is read by itself.
 *
 * An order that was cancelled and is alive again, as payment modules do it when the money comes late, begins again: Increff has
 * cancelled it, too, or never took it.
 *
 * An order that was erased takes only a content without its customer (hash `e:`).
 *
 * Whether some customer of the store was erased, the same statement looks: an erasure takes the table for itself before it is
 * recorded (personal-data/erasures.repository), and PostgreSQL takes the snapshot of a statement when it has its tables. So
 * either this one sees the erasure, or the erasure waits for this transaction and finds its orders.
 */
const WRITE_ORDERS = `
  WITH incoming AS MATERIALIZED (
    SELECT r.*
    FROM json_to_recordset($2::json) AS r(
      entity_id bigint, increment_id text, status text, state text, sync_state text, sync_reason text,
      payment_code text, payment_method text, currency text, grand_total numeric, subtotal numeric, shipping numeric,
      tax numeric, discount numeric, store_credit numeric, cod_fee numeric, adjustment numeric, balanced boolean,
      billing_address jsonb, shipping_address jsonb, magento_store_id integer, magento_created_at timestamptz,
      magento_updated_at timestamptz, left_out jsonb, adjustments jsonb, base_amounts jsonb, links jsonb,
      notes jsonb, custom_fields jsonb, partly_cancelled boolean, content_hash text)
  ), written AS (
    INSERT INTO "order" AS o (
      store_id, entity_id, increment_id, status, state, sync_state, sync_reason, payment_code, payment_method, currency,
      grand_total, subtotal, shipping, tax, discount, store_credit, cod_fee, adjustment, balanced, billing_address,
      shipping_address, magento_store_id, magento_created_at, magento_updated_at, left_out, adjustments, base_amounts,
      links, notes, custom_fields, partly_cancelled, read_at, content_hash)
    SELECT $1, entity_id, increment_id, status, state, sync_state, sync_reason, payment_code, payment_method, currency,
      grand_total, subtotal, shipping, tax, discount, store_credit, cod_fee, adjustment, balanced, billing_address,
      shipping_address, magento_store_id, magento_created_at, magento_updated_at, left_out, adjustments, base_amounts,
      links, notes, custom_fields, partly_cancelled, now(), content_hash
    FROM incoming ORDER BY entity_id
    ON CONFLICT (store_id, entity_id) DO UPDATE SET
      increment_id = excluded.increment_id, status = excluded.status, state = excluded.state,
      sync_state = CASE
        WHEN excluded.sync_state = 'CANCELLED' THEN 'CANCELLED'
        WHEN o.acknowledged_at IS NOT NULL AND NOT ${REOPENED} THEN 'ACKNOWLEDGED'
        WHEN excluded.sync_state = 'HELD' AND o.released_at IS NOT NULL THEN 'NEW'
        ELSE excluded.sync_state END,
      sync_reason = excluded.sync_reason, payment_code = excluded.payment_code,
      payment_method = excluded.payment_method, currency = excluded.currency, grand_total = excluded.grand_total,
      subtotal = excluded.subtotal, shipping = excluded.shipping, tax = excluded.tax, discount = excluded.discount,
      store_credit = excluded.store_credit, cod_fee = excluded.cod_fee, adjustment = excluded.adjustment,
      balanced = excluded.balanced, billing_address = excluded.billing_address,
      shipping_address = excluded.shipping_address, magento_store_id = excluded.magento_store_id,
      magento_created_at = excluded.magento_created_at, magento_updated_at = excluded.magento_updated_at,
      left_out = excluded.left_out, adjustments = excluded.adjustments, base_amounts = excluded.base_amounts,
      links = excluded.links, notes = excluded.notes, custom_fields = excluded.custom_fields,
      partly_cancelled = excluded.partly_cancelled, revision = o.revision + 1,
      acknowledged_at = CASE WHEN ${REOPENED} THEN NULL ELSE o.acknowledged_at END,
      reopened_at = CASE WHEN ${REOPENED} THEN now() ELSE o.reopened_at END,
      read_at = excluded.read_at, content_hash = excluded.content_hash, changed_at = now(), reread_since = NULL
    WHERE o.content_hash <> excluded.content_hash
      AND (o.erased_at IS NULL OR excluded.content_hash LIKE 'e:%')
      AND (o.increment_id, o.magento_created_at) = (excluded.increment_id, excluded.magento_created_at)
      AND (o.content_hash = '' OR o.read_at <= now() - make_interval(secs => $3)
        OR o.read_at > now() + interval '10 minutes')
      AND ($7 OR o.content_hash = '' OR (excluded.magento_updated_at < o.magento_updated_at) IS NOT TRUE
        OR o.magento_updated_at > now() + interval '10 minutes')
    RETURNING o.id, o.entity_id, o.status, o.state, o.sync_state, o.reopened_at = now() AS reopened, xmax = 0 AS inserted
  ), lines AS (
    SELECT w.id AS order_id, l.*
    FROM json_to_recordset($6::json) AS l(
      entity_id bigint, item_id bigint, parent_item_id bigint, parent_product_type text, sku text, name text, quantity_ordered numeric,
      quantity_cancelled numeric, quantity_refunded numeric, quantity_shipped numeric, selling_price_per_unit numeric, mrp numeric,
      discount numeric, tax numeric, row_total numeric, taxes jsonb, gift jsonb, base_amounts jsonb, gift_message jsonb,
      custom_fields jsonb)
    JOIN written w ON w.entity_id = l.entity_id
  ), items AS (
    INSERT INTO order_item (
      order_id, item_id, parent_item_id, parent_product_type, sku, name, quantity_ordered, quantity_cancelled,
      quantity_refunded, quantity_shipped, selling_price_per_unit, mrp, discount, tax, row_total, taxes, gift,
      base_amounts, gift_message, custom_fields)
    SELECT order_id, item_id, parent_item_id, parent_product_type, sku, name, quantity_ordered, quantity_cancelled,
      quantity_refunded, quantity_shipped, selling_price_per_unit, mrp, discount, tax, row_total, taxes, gift,
      base_amounts, gift_message, custom_fields
    FROM lines
    ON CONFLICT (order_id, item_id) DO UPDATE SET
      parent_item_id = excluded.parent_item_id, parent_product_type = excluded.parent_product_type,
      sku = excluded.sku, name = excluded.name, quantity_ordered = excluded.quantity_ordered,
      quantity_cancelled = excluded.quantity_cancelled, quantity_refunded = excluded.quantity_refunded,
      quantity_shipped = excluded.quantity_shipped,
      selling_price_per_unit = excluded.selling_price_per_unit, mrp = excluded.mrp, discount = excluded.discount,
      tax = excluded.tax, row_total = excluded.row_total, taxes = excluded.taxes, gift = excluded.gift,
      base_amounts = excluded.base_amounts, gift_message = excluded.gift_message, custom_fields = excluded.custom_fields
  ), changes AS (${CHANGES}), events AS (
    ${insertEvents(`SELECT w.id, $4, CASE WHEN inserted THEN 'ORDER_SEEN' WHEN reopened THEN 'ORDER_REOPENED' ELSE coalesce(c.kind, 'ORDER_CHANGED') END,
      $5, jsonb_build_object('status', status, 'state', state, 'syncState', sync_state) || coalesce(c.summary, '{}')
      FROM written w LEFT JOIN changes c ON c.id = w.id`)}
  )
  SELECT count(*) FILTER (WHERE inserted)::int AS inserted,
         coalesce(array_agg(id) FILTER (WHERE NOT inserted), '{}') AS updated,
         EXISTS (SELECT FROM erasure WHERE store_code IS NULL)
           OR EXISTS (SELECT FROM erasure WHERE store_code = (SELECT code FROM store WHERE id = $1)) AS "someErased"
  FROM written`;

/** One transaction's part: stores the orders with their items and timeline rows. @returns what was new or changed */
export async function writeOrders(
  manager: EntityManager,
  context: WriteContext,
  orders: OrderRecord[],
): Promise<WriteCounts> {
  if (orders.length === 0) {
    return { inserted: 0, updated: 0, contested: [], strangers: [], someErased: false };
  }
  const { inserted, updated, someErased } = await write(manager, context, orders);
  if (updated.length > 0) {
    await afterChange(manager, updated, orders);
  }
  const counts = { inserted, updated: updated.length, someErased };
  if (inserted + updated.length === orders.length) return { ...counts, contested: [], strangers: [] };
  const { contested, strangers, erased } = await whyNotWritten(manager, context.storeId, orders);
  const again = await writeOrders(manager, context, erased.map(withoutCustomer));
  return {
    ...counts,
    updated: counts.updated + again.updated,
    contested: [...contested, ...again.contested],
    strangers,
  };
}

async function write(
  manager: EntityManager,
  { storeId, begun, source, correlationId, alone }: WriteContext,
  orders: OrderRecord[],
): Promise<{ inserted: number; updated: string[]; someErased: boolean }> {
  const [written] = await preparedRows<{ inserted: number; updated: string[]; someErased: boolean }>(
    manager,
    WRITE_ORDERS,
    [
      storeId,
      ordersJsonOf(orders),
      time.elapsedMs(begun) / 1000,
      source,
      correlationId,
      itemsJsonOf(orders),
      alone,
    ],
  );
  return written!;
}

/**
 * Lines that a changed order no longer has go. Item ids are unique over the whole shop, so one list serves all orders.
 * A reopened order is pushed again, if Increff knew of its cancellation or asked for it; of the others Increff may have to hear
 * of a cancellation.
 */
const AFTER_CHANGE = `
  WITH gone AS (
    DELETE FROM order_item WHERE order_id = ANY($1::bigint[]) AND NOT item_id = ANY($2::bigint[])
  ), forgotten AS (
    DELETE FROM increff_push p USING "order" o
    WHERE p.order_id = ANY($1::bigint[]) AND o.id = p.order_id AND o.reopened_at = now() AND (
      EXISTS (SELECT FROM jsonb_each(p.lines) l WHERE (l.value ->> 'cancelledQuantity')::numeric > 0)
      OR EXISTS (SELECT FROM operation c WHERE c.order_id = o.id AND c.kind = 'CANCEL'
        AND c.created_at > p.pushed_at AND c.outcome IN ('APPLIED', 'ALREADY')))
    RETURNING p.order_id
  )
  UPDATE increff_push SET due_at = now()
  WHERE order_id = ANY($1::bigint[]) AND order_id NOT IN (SELECT order_id FROM forgotten)`;

/** A statement of its own: it sees a push that was committed while the order's row was waited for. */
async function afterChange(manager: EntityManager, orderIds: string[], orders: OrderRecord[]): Promise<void> {
  const present = orders.flatMap((order) => order.items.map((item) => item.item_id));
  await preparedRows(manager, AFTER_CHANGE, [orderIds, present]);
}

/** Increff has it. One that was cancelled meanwhile stays cancelled, and the first acknowledgement stands. */
export async function markAcknowledged(manager: EntityManager, orderId: string): Promise<void> {
  await preparedRows(
    manager,
    `UPDATE "order" SET acknowledged_at = coalesce(acknowledged_at, now()), changed_at = now(),
       sync_state = CASE WHEN sync_state = 'CANCELLED' THEN sync_state ELSE 'ACKNOWLEDGED' END
     WHERE id = $1 AND acknowledged_at IS NULL`,
    [orderId],
  );
}
