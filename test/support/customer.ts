import { generateOrder, type OrderSpec } from '../sandbox/generator.js';
import { magentoTime, type Order } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { TestDatabase } from './test-database.js';

/** A customer whom nobody else is taken for. */
export const ASHA = {
  firstname: 'Asha',
  lastname: 'Canary-Rao',
  street: ['77 Canary "Lane"', 'Canary Flat 9'],
  city: 'Canaryville',
  telephone: '919800004242',
  email: 'Asha.Canary@Example.com',
};

/** Each of them alone tells who it is. */
export const TRACES = [
  'asha.canary@example.com',
  'canary-rao',
  'canary "lane"',
  'canary \\"lane\\"',
  'canary flat',
  'canaryville',
  '919800004242',
];

/** An order of hers, in Magento as it would be. */
export function orderOfAsha(spec: OrderSpec): Order {
  const order = generateOrder(spec);
  const shipping = order.extension_attributes.shipping_assignments[0]!.shipping;
  for (const address of [order.billing_address, shipping['address'] as object]) Object.assign(address, ASHA);
  Object.assign(order, {
    customer_email: ASHA.email,
    customer_firstname: ASHA.firstname,
    customer_lastname: ASHA.lastname,
    customer_note: `Call ${ASHA.telephone}`,
  });
  const gift_message = {
    sender: 'Mei',
    recipient: `${ASHA.firstname} ${ASHA.lastname}`,
    message: 'Happy birthday!',
  };
  order.extension_attributes['gift_message'] = gift_message;
  order.items[0]!.extension_attributes = { gift_message };
  return order;
}

/** As when Magento has shipped and invoiced all of it. */
export function completeInMagento(sandbox: Sandbox, entityId: number): void {
  const order = sandbox.store.find(entityId)!;
  setState(order, 'complete');
  order.updated_at = magentoTime(Date.now());
  sandbox.store.changed(order);
}

/** Every column of every table, the job queue's included, in which one of the texts stands, with the rows' number. */
export async function tracesIn(db: TestDatabase, texts: string[]): Promise<Record<string, number>> {
  const tables = await db.rows<{ name: string; columns: string[] }>(
    `SELECT c.oid::regclass::text AS name,
       array_agg(quote_ident(a.attname)) FILTER (WHERE a.attnum > 0 AND NOT a.attisdropped) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)' GROUP BY c.oid`,
  );
  // To look at each column of those without a row takes PostgreSQL most of the time.
  const filled = await db.rows<{ name: string }>(
    tables
      .map(({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM ${name})`)
      .join(' UNION ALL '),
  );
  const names = new Set(filled.map(({ name }) => name));
  const counted = tables
    .filter(({ name }) => names.has(name))
    .flatMap(({ name, columns }) =>
      columns.map(
        (column) =>
          `SELECT '${name.replaceAll('"', '')}.${column}' AS place, count(*)::int AS rows FROM ${name}
           WHERE EXISTS (SELECT FROM unnest($1::text[]) AS t WHERE position(t IN lower(${column}::text)) > 0)`,
      ),
    );
  const places = await db.rows<{ place: string; rows: number }>(counted.join(' UNION ALL '), [texts]);
  return Object.fromEntries(places.filter(({ rows }) => rows > 0).map(({ place, rows }) => [place, rows]));
}
