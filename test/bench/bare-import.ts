import { createHash } from 'node:crypto';
import pg from 'pg';
import { Agent, request } from 'undici';
import { AS_SERVICE } from '../support/test-database.js';
import { ordersQuery } from './orders-query.js';

/**
 * `tsx bare-import.ts <database> <shop> <token>`: the import as somebody would write it by hand who keeps the same tables with
 * the same keys and checks: one page read ahead, one statement and one commit for each page, its place kept in the same
 * transaction, a repeat without effect. Prints milliseconds and seconds of processor of the loop.
 */
const PAGE = 100;
const [databaseUrl, shopUrl, token] = process.argv.slice(2) as [string, string, string];

interface MagentoAddress {
  [field: string]: string | string[];
}

interface MagentoOrder {
  entity_id: number;
  updated_at: string;
  items: Record<string, unknown>[];
  [field: string]: unknown;
}

/** An order for `json_to_recordset`, hashed as a repeat is known by. */
function toRow(order: MagentoOrder): object {
  const content = {
    entity_id: order.entity_id,
    increment_id: order['increment_id'],
    status: order['status'],
    state: order['state'],
    payment_code: (order['payment'] as { method: string }).method,
    currency: order['order_currency_code'],
    grand_total: order['grand_total'],
    subtotal: order['subtotal'],
    shipping: order['shipping_amount'],
    tax: order['tax_amount'],
    discount: Math.abs(order['discount_amount'] as number),
    billing_address: toAddress(order['billing_address'] as MagentoAddress),
    shipping_address: toAddress(shippingAddressOf(order)),
    magento_store_id: order['store_id'],
    created_at: `${String(order['created_at'])}Z`,
    updated_at: `${order.updated_at}Z`,
    items: order.items.map(toItem),
  };
  return { ...content, hash: createHash('sha1').update(JSON.stringify(content)).digest('base64') };
}

function shippingAddressOf(order: MagentoOrder): MagentoAddress {
  const { shipping_assignments: assignments } = order['extension_attributes'] as {
    shipping_assignments: { shipping: { address: MagentoAddress } }[];
  };
  return assignments[0]!.shipping.address;
}

function toAddress(address: MagentoAddress): object {
  const street = address['street'] as string[];
  return {
    name: `${address['firstname'] as string} ${address['lastname'] as string}`,
    line1: street[0] ?? '',
    line2: street[1] ?? '',
    line3: street[2] ?? '',
    city: address['city'],
    state: address['region'],
    zip: address['postcode'],
    country: address['country_id'],
    email: address['email'],
    phone: address['telephone'],
  };
}

function toItem(item: Record<string, unknown>): object {
  return {
    item_id: item['item_id'],
    sku: item['sku'],
    name: item['name'],
    ordered: item['qty_ordered'],
    cancelled: item['qty_canceled'] ?? 0,
    refunded: item['qty_refunded'] ?? 0,
    price: item['price'],
    discount: item['discount_amount'],
    tax: item['tax_amount'],
    row_total: item['row_total'],
  };
}

const WRITE_PAGE = `
  WITH incoming AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS r(
      entity_id bigint, increment_id text, status text, state text, payment_code text, currency text, grand_total numeric,
      subtotal numeric, shipping numeric, tax numeric, discount numeric, billing_address jsonb, shipping_address jsonb,
      magento_store_id integer, created_at timestamptz, updated_at timestamptz, items json, hash text)
  ), written AS (
    INSERT INTO "order" AS o (store_id, entity_id, increment_id, status, state, sync_state, payment_code, payment_method,
      currency, grand_total, subtotal, shipping, tax, discount, store_credit, cod_fee, adjustment, balanced, billing_address,
      shipping_address, magento_store_id, magento_created_at, magento_updated_at, read_at, content_hash)
    SELECT 1, entity_id, increment_id, status, state, 'NEW', payment_code, 'NCOD', currency, grand_total, subtotal, shipping,
      tax, discount, 0, 0, 0, true, billing_address, shipping_address, magento_store_id, created_at, updated_at, now(), hash
    FROM incoming
    ON CONFLICT (store_id, entity_id) DO UPDATE SET status = excluded.status, state = excluded.state,
      magento_updated_at = excluded.magento_updated_at, read_at = now(), content_hash = excluded.content_hash
    WHERE o.content_hash <> excluded.content_hash
    RETURNING o.id, o.entity_id, o.status, o.state
  ), lines AS (
    INSERT INTO order_item (order_id, item_id, sku, name, quantity_ordered, quantity_cancelled, quantity_refunded,
      selling_price_per_unit, mrp, discount, tax, row_total, taxes)
    SELECT w.id, l.item_id, l.sku, l.name, l.ordered, l.cancelled, l.refunded, l.price, l.price, l.discount, l.tax, l.row_total, '[]'
    FROM incoming JOIN written w USING (entity_id), json_to_recordset(items) AS l(
      item_id bigint, sku text, name text, ordered numeric, cancelled numeric, refunded numeric, price numeric,
      discount numeric, tax numeric, row_total numeric)
    ON CONFLICT (order_id, item_id) DO UPDATE SET quantity_ordered = excluded.quantity_ordered,
      quantity_cancelled = excluded.quantity_cancelled, quantity_refunded = excluded.quantity_refunded
  ), events AS (
    INSERT INTO order_event (order_id, source, kind, summary)
    SELECT id, 'MAGENTO', 'ORDER_SEEN', jsonb_build_object('status', status, 'state', state, 'syncState', 'NEW') FROM written
  )
  UPDATE sync_cursor SET resume = $2 WHERE store_id = 1 AND stream = 'orders.changed'`;

const dispatcher = new Agent({ connections: 2 });

async function pageAfter(last: MagentoOrder | undefined): Promise<MagentoOrder[]> {
  const { body } = await request(`${shopUrl}/rest/default/V1/orders?${ordersQuery(last, PAGE)}`, {
    headers: { authorization: `Bearer ${token}` },
    dispatcher,
  });
  return (JSON.parse(await body.text()) as { items: MagentoOrder[] }).items;
}

async function importAll(client: pg.Client): Promise<void> {
  let next = pageAfter(undefined);
  for (;;) {
    const page = await next;
    const last = page.at(-1);
    if (!last) return;
    next = pageAfter(last);
    const place = { updatedAt: last.updated_at, entityId: last.entity_id };
    await client.query({ name: 'page', text: WRITE_PAGE, values: [JSON.stringify(page.map(toRow)), place] });
  }
}

const client = new pg.Client({ connectionString: databaseUrl, options: AS_SERVICE });
await client.connect();
const [began, used] = [performance.now(), process.cpuUsage()];
await importAll(client);
const { user, system } = process.cpuUsage(used);
process.stdout.write(`READY ${performance.now() - began} ${(user + system) / 1e6}\n`);
await client.end();
await dispatcher.close();
