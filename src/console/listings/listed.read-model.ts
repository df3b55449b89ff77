import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Ask, Listing, Row, Total } from './listing.js';

/** Of all rows of a list, in its order. */
export interface Statement {
  sql: string;
  values: unknown[];
}

/** Columns of a list that add up: what, and of which currency. */
interface Summed {
  amount: string;
  by: string;
}

/** The rows of a statement page by page, and all of them counted. */
export function listed(
  statementOf: (storeId: number, ask: Ask) => Statement,
  summed?: Summed,
): Required<Pick<Listing, 'rows' | 'total'>> {
  return {
    rows: (manager, storeId, ask) => rowsOfStatement(manager, statementOf(storeId, ask), ask.limit),
    total: (manager, storeId, ask) => totalOf(manager, statementOf(storeId, ask), summed),
  };
}

export function rowsOfStatement(
  manager: EntityManager,
  { sql, values }: Statement,
  limit: number,
): Promise<Row[]> {
  return rowsOf<Row>(manager, `${sql} LIMIT ${limit}`, values);
}

async function totalOf(
  manager: EntityManager,
  { sql, values }: Statement,
  summed: Summed | undefined,
): Promise<Total> {
  const what = summed ? `sum(${summed.amount})::text AS amount, ${summed.by} AS currency` : 'NULL AS amount';
  const rows = await rowsOf<{ count: number; amount: string | null; currency: string | null }>(
    manager,
    `SELECT count(*)::int AS count, ${what} FROM (${sql}) listed ${summed ? `GROUP BY ${summed.by} ORDER BY count(*) DESC` : ''}`,
    values,
  );
  const sums = rows.flatMap(({ amount, currency }) => (amount === null ? [] : [{ amount, currency }]));
  return { count: rows.reduce((sum, { count }) => sum + count, 0), sums };
}

/** Narrows to a span of time, whose ends may be open. @param place of its first value */
export function between(column: string, place: number): string {
  return `AND ($${place}::timestamptz IS NULL OR ${column} >= $${place}) AND ($${place + 1}::timestamptz IS NULL OR ${column} < $${place + 1})`;
}
