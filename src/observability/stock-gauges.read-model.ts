import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

/** A gauge of stock levels: how many are in each of the cases, or in the only one. */
interface StockGauge {
  name: string;
  help: string;
  labels: string[];
  /** Label of a case. */
  by?: string;
  /** Condition on a level, by the value of that label. */
  cases: Record<string, string>;
}

const casesOf = (column: string, values: string[]): Record<string, string> =>
  Object.fromEntries(values.map((value) => [value, `${column} = '${value}'`]));

/** All of one statement: see {@link stockCounts}. */
export const STOCK_GAUGES: StockGauge[] = [
  {
    name: 'bridge_inventory_levels',
    help: 'Stock that is not written: PENDING, FAILED or SHADOWED.',
    labels: ['store', 'state'],
    by: 'state',
    cases: casesOf('state', ['PENDING', 'FAILED', 'SHADOWED']),
  },
  {
    name: 'bridge_inventory_drifted',
    help: 'Stock of which wanted, pushed and shown quantity are not the same, by what differs: MAGENTO, WANTED, PUSHED, ALL.',
    labels: ['store', 'differs'],
    by: 'differs',
    cases: casesOf('differs', ['MAGENTO', 'WANTED', 'PUSHED', 'ALL']),
  },
  {
    name: 'bridge_inventory_sold_out',
    help: 'Levels that leave nothing to sell: what is wanted is not more than the buffer.',
    labels: ['store'],
    cases: { all: 'quantity <= buffer' },
  },
  {
    name: 'bridge_inventory_low_stock',
    help: 'Levels that leave something to sell, and no more than lowStockThreshold of the store.',
    labels: ['store'],
    cases: { all: 'quantity > buffer AND quantity <= buffer + low' },
  },
  {
    name: 'bridge_inventory_salable_differs',
    help: 'SKUs of which Magento sold another quantity than was pushed, when last looked at, by why: OPEN_ORDERS, STOCK, UNEXPLAINED.',
    labels: ['store', 'why'],
    by: 'why',
    cases: casesOf('salable_differs', ['OPEN_ORDERS', 'STOCK', 'UNEXPLAINED']),
  },
];

const CASES = STOCK_GAUGES.flatMap(({ name, by, cases }) =>
  Object.entries(cases).map(([value, condition]) => ({
    name,
    labels: by === undefined ? {} : { [by]: value },
    condition,
  })),
);

/**
 * One pass over the table, for all gauges. OFFSET 0 keeps the planner from working out what differs, and the
 * store's settings, once more for each of them.
 */
const COUNTS = `
  SELECT s.code AS store, c.counts FROM (
    SELECT store_id, ARRAY[${CASES.map(({ condition }) => `count(*) FILTER (WHERE ${condition})::int`).join(', ')}] AS counts
    FROM (
      SELECT l.store_id, l.state, l.quantity, l.salable_differs, t.buffer, t.low,
        inventory_difference(l.state, l.requested_at, l.pushed_at, l.magento_checked_at, l.quantity, t.buffer,
          l.pushed_quantity, l.magento_quantity) AS differs
      FROM inventory_level l JOIN (
        SELECT id, coalesce((settings ->> 'bufferStock')::numeric, 0) AS buffer, (settings ->> 'lowStockThreshold')::numeric AS low
        FROM store OFFSET 0) t ON t.id = l.store_id
      OFFSET 0) levels GROUP BY store_id) c JOIN store s ON s.id = c.store_id`;

export interface StockCount {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** Values of all {@link STOCK_GAUGES} that are not 0. */
export async function stockCounts(manager: EntityManager): Promise<StockCount[]> {
  const rows = await rowsOf<{ store: string; counts: number[] }>(manager, COUNTS);
  return rows.flatMap(({ store, counts }) =>
    CASES.flatMap(({ name, labels }, i) =>
      counts[i]! > 0 ? [{ name, labels: { store, ...labels }, value: counts[i]! }] : [],
    ),
  );
}
