import type { EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';
import type { BaseAmounts } from './base-amounts.js';
import type { BaseLineAmounts } from './base-lines.js';
import type { CustomFields } from './custom-fields.js';
import type { GiftMessage, OrderLinks, OrderNotes } from './order-details.js';
import type { LeftOutLine, OrderItemRecord } from './order-item.mapper.js';
import type { StoredAdjustment } from './order-totals.js';
import type { Address } from './orders.mapper.js';
import type { SyncState } from './order-sync-state.js';

/** An order as it is read, with its lines; amounts are text. */
export interface OrderRow {
  id: string;
  entity_id: string;
  increment_id: string;
  status: string | null;
  state: string | null;
  sync_state: SyncState;
  sync_reason: string | null;
  payment_code: string | null;
  payment_method: 'COD' | 'NCOD';
  currency: string | null;
  grand_total: string;
  subtotal: string;
  shipping: string;
  tax: string;
  discount: string;
  store_credit: string;
  cod_fee: string;
  adjustment: string;
  balanced: boolean;
  billing_address: Address | null;
  shipping_address: Address | null;
  magento_created_at: Date;
  magento_updated_at: Date;
  left_out: LeftOutLine[] | null;
  adjustments: StoredAdjustment[] | null;
  base_amounts: BaseAmounts | null;
  links: OrderLinks | null;
  notes: OrderNotes | null;
  custom_fields: CustomFields | null;
  revision: number;
  /** To the microsecond, as a place in a list. */
  changed_at: string;
  /** Begins its present life; NULL for the first one. */
  reopened_at: Date | null;
  first_seen_at: Date;
  items: OrderItemRow[] | null;
  /** Magento shows another order under this code; only set where one order is asked for. */
  disputed?: boolean;
}

export type OrderItemRow = Omit<
  OrderItemRecord,
  'parent_product_type' | 'quantity_shipped' | 'base_amounts' | 'gift_message' | 'custom_fields'
> & {
  quantity_shipped: string | null;
  base_amounts: BaseLineAmounts | null;
  gift_message: GiftMessage | null;
  custom_fields: CustomFields | null;
};

/** Column that the list is sorted by, entity_id breaking ties. */
export type SortColumn = 'magento_created_at' | 'magento_updated_at' | 'changed_at';

export interface OrderFilter {
  sortBy: SortColumn;
  statuses?: string[];
  syncStates?: SyncState[];
  /** Without orders that nobody can pack. */
  withGoods?: boolean;
  /** Cancelled, or units of a line of it are. */
  someCancelled?: boolean;
  /** Waiting orders that may have been passed on before, besides those of `syncStates`. */
  orWithdrawn?: boolean;
  changedSince?: string;
  createdFrom?: string;
  createdTo?: string;
  updatedFrom?: string;
  updatedTo?: string;
  after?: { time: string; id: string };
  limit: number;
}

/** Numbers go out as text: JSON numbers would lose decimals. */
const ORDER_COLUMNS = `o.id, o.entity_id, o.increment_id, o.status, o.state, o.sync_state, o.sync_reason,
  o.payment_code, o.payment_method, o.currency, o.grand_total, o.subtotal, o.shipping, o.tax, o.discount,
  o.store_credit, o.cod_fee, o.adjustment, o.balanced, o.billing_address, o.shipping_address, o.magento_created_at,
  o.magento_updated_at, o.left_out, o.adjustments, o.base_amounts, o.links, o.notes, o.custom_fields, o.revision,
  to_char(o.changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS changed_at, o.reopened_at, o.first_seen_at,
  (SELECT json_agg(json_build_object(
     'item_id', i.item_id::text, 'parent_item_id', i.parent_item_id::text, 'sku', i.sku, 'name', i.name,
     'quantity_ordered', i.quantity_ordered::text, 'quantity_cancelled', i.quantity_cancelled::text,
     'quantity_refunded', i.quantity_refunded::text, 'quantity_shipped', i.quantity_shipped::text, 'selling_price_per_unit', i.selling_price_per_unit::text,
     'mrp', i.mrp::text, 'discount', i.discount::text, 'tax', i.tax::text, 'row_total', i.row_total::text,
     'taxes', i.taxes, 'gift', i.gift, 'base_amounts', i.base_amounts, 'gift_message', i.gift_message,
     'custom_fields', i.custom_fields) ORDER BY i.item_id)
   FROM order_item i WHERE i.order_id = o.id) AS items`;

export async function findOrder(
  manager: EntityManager,
  storeId: number,
  entityId: string,
): Promise<OrderRow | undefined> {
  const [row] = await preparedRows<OrderRow>(
    manager,
    `SELECT ${ORDER_COLUMNS}, EXISTS (SELECT 1 FROM parked_order p
       WHERE p.store_id = o.store_id AND p.entity_id = o.entity_id AND p.shown IS NOT NULL) AS disputed
     FROM "order" o WHERE o.store_id = $1 AND o.entity_id = $2`,
    [storeId, entityId],
  );
  return row;
}

/** Codes of the orders that had this one before Magento was installed again, the last one first. */
export async function formerCodes(
  manager: EntityManager,
  storeId: number,
  entityId: string,
): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(
    manager,
    `SELECT entity_id AS code FROM "order" WHERE store_id = $1 AND entity_id < 0 AND former_entity_id = $2 ORDER BY id DESC`,
    [storeId, entityId],
  );
  return rows.map((row) => row.code);
}

/** By their internal ids, the oldest first. */
export function findOrders(manager: EntityManager, ids: string[]): Promise<OrderRow[]> {
  return rowsOf<OrderRow>(
    manager,
    `SELECT ${ORDER_COLUMNS} FROM "order" o WHERE o.id = ANY($1::bigint[]) ORDER BY o.magento_created_at, o.entity_id`,
    [ids],
  );
}

export async function findOrderByIncrementId(
  manager: EntityManager,
  storeId: number,
  incrementId: string,
): Promise<OrderRow | undefined> {
  const [row] = await rowsOf<OrderRow>(
    manager,
    `SELECT ${ORDER_COLUMNS} FROM "order" o WHERE o.store_id = $1 AND o.increment_id = $2 AND o.entity_id > 0 ORDER BY o.entity_id DESC LIMIT 1`,
    [storeId, incrementId],
  );
  return row;
}

/** As the index order_some_cancelled has it, word by word. */
const SOME_CANCELLED = `(o.sync_state = 'CANCELLED' OR (o.partly_cancelled AND (o.sync_state IN ('NEW', 'ACKNOWLEDGED')
  OR o.sync_reason = 'nothing_left')))`;

/**
 * An order that was stored by a transaction that began before, and ended after, the list was read is behind the reader's place.
 * So lists by change begin this much earlier; revisions tell what is known already.
 */
const CHANGES_OVERLAP = "interval '2 minutes'";

/**
 * The shop put it on hold, or it left the statuses that are fetched, e.g. for a check of its payment. One that is not paid was
 * never passed on; nor was one that has not changed.
 */
const MAY_BE_WITHDRAWN = `(o.sync_state = 'WAITING' AND (o.state = 'holded' OR (o.revision > 1 AND o.state <> 'pending_payment')))`;

/** One row more than `limit`, if there is one, tells that a further page exists. */
export function listOrders(
  manager: EntityManager,
  storeId: number,
  filter: OrderFilter,
): Promise<OrderRow[]> {
  const values: unknown[] = [storeId];
  // Orders that others have replaced in Magento have no code any more.
  const where = ['o.store_id = $1', 'o.entity_id > 0'];
  const add = (condition: (parameter: string) => string, value: unknown): void => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  if (filter.statuses) add((p) => `o.status = ANY(${p}::text[])`, filter.statuses);
  if (filter.syncStates) {
    const among = `o.sync_state IN (${filter.syncStates.map((state) => `'${state}'`).join(', ')})`;
    where.push(filter.orWithdrawn ? `(${among} OR ${MAY_BE_WITHDRAWN})` : among);
  }
  if (filter.someCancelled) where.push(SOME_CANCELLED);
  if (filter.changedSince) {
    add((p) => `o.changed_at >= ${p}::timestamptz - ${CHANGES_OVERLAP}`, filter.changedSince);
  }
  if (filter.withGoods) {
    // Who follows changes may have an order of which nothing is left by now.
    const without = filter.changedSince ? `'no_simple_items'` : `'no_simple_items', 'nothing_left'`;
    where.push(`(o.sync_state <> 'IGNORED' OR o.sync_reason NOT IN (${without}))`);
  }
  if (filter.createdFrom) add((p) => `o.magento_created_at >= ${p}::timestamptz`, filter.createdFrom);
  if (filter.createdTo) add((p) => `o.magento_created_at <= ${p}::timestamptz`, filter.createdTo);
  if (filter.updatedFrom) add((p) => `o.magento_updated_at >= ${p}::timestamptz`, filter.updatedFrom);
  if (filter.updatedTo) add((p) => `o.magento_updated_at <= ${p}::timestamptz`, filter.updatedTo);
  if (filter.after) {
    values.push(filter.after.time, filter.after.id);
    where.push(
      `(o.${filter.sortBy}, o.entity_id) > ($${values.length - 1}::timestamptz, $${values.length}::bigint)`,
    );
  }
  values.push(filter.limit + 1);
  return rowsOf<OrderRow>(
    manager,
    `SELECT ${ORDER_COLUMNS} FROM "order" o WHERE ${where.join(' AND ')}
     ORDER BY o.${filter.sortBy}, o.entity_id LIMIT $${values.length}`,
    values,
  );
}
