import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { ErasureRule, TextKind, TextPlace } from './erasure-rules.repository.js';
import { type AddressRow, type Counts, WHY_OPEN } from './erasures.repository.js';
import type { Redaction } from './redaction.js';

/** The order that is being erased, under its lock. */
export interface OrderRow extends AddressRow {
  id: string;
  store_id: number;
  entity_id: string;
  increment_id: string;
  erasure_id: string | null;
  first: boolean;
  open: string | null;
}

/** Waits for nobody that long: who changes the order at the moment goes first, and it is tried again. */
const LOCK_TIMEOUT = "SET LOCAL lock_timeout = '400ms'";

export async function takeOrder(manager: EntityManager, orderId: string): Promise<OrderRow | undefined> {
  await manager.query(LOCK_TIMEOUT);
  const held = await rowsOf<object>(
    manager,
    'SELECT 1 FROM "order" WHERE id = $1 AND erase_due_at IS NOT NULL FOR UPDATE SKIP LOCKED',
    [orderId],
  );
  if (held.length === 0) return undefined;
  // A statement of its own: it sees what was committed while the row was being locked.
  const [order] = await rowsOf<OrderRow>(
    manager,
    `SELECT o.id, o.store_id, o.entity_id, o.increment_id, o.erasure_id, o.billing_address, o.shipping_address,
       o.erased_at IS NULL AS first, ${WHY_OPEN} AS open FROM "order" o WHERE o.id = $1`,
    [orderId],
  );
  return order;
}

/** Under which events and deliveries name it. Its number only where that is not the code of another order. */
export async function codesOf(manager: EntityManager, order: OrderRow): Promise<string[]> {
  const { entity_id: code, increment_id: number } = order;
  const own = code.startsWith('-') ? [] : [code];
  if (number === code) return own;
  const others = await rowsOf<object>(
    manager,
    `SELECT 1 FROM "order" WHERE store_id = $1 AND id <> $2 AND (increment_id = $3
       OR entity_id = CASE WHEN $3 ~ '^[1-9][0-9]{0,17}$' THEN $3::bigint END)`,
    [order.store_id, order.id, number],
  );
  return others.length > 0 ? own : [...own, number];
}

/** Its row has nothing of the customer from now on. While a delivery waits, the order stays due. */
export async function closeOrder(
  manager: EntityManager,
  { id, store_id: storeId }: OrderRow,
  codes: string[],
): Promise<boolean> {
  const [row] = await rowsOf<{ held: boolean }>(
    manager,
    `WITH before AS (SELECT num_nonnulls(billing_address, shipping_address, notes, custom_fields) > 0 AS held
       FROM "order" WHERE id = $1)
     UPDATE "order" o SET billing_address = NULL, shipping_address = NULL, notes = NULL, custom_fields = NULL,
       erased_at = coalesce(o.erased_at, now()),
       erase_due_at = CASE WHEN EXISTS (SELECT FROM delivery d WHERE d.store_id = $2 AND d.order_code = ANY($3::text[])
         AND d.state = 'PENDING') THEN o.erase_due_at END
     FROM before WHERE o.id = $1 RETURNING before.held`,
    [id, storeId, codes],
  );
  return row!.held;
}

/** @param counts rows are added to */
export async function applyRule(
  manager: EntityManager,
  { table, sql }: ErasureRule,
  values: unknown[],
  counts: Counts,
): Promise<void> {
  const rows = await rowsOf<object>(manager, `${sql} RETURNING 1`, values);
  add(counts, table, rows.length);
}

/** Rows of a place that hold a value of the customer, under their locks. */
export async function redact(
  manager: EntityManager,
  { table, columns, where }: TextPlace,
  values: unknown[],
  redaction: Redaction,
  counts: Counts,
): Promise<void> {
  if (redaction.sql === undefined) return;
  const names = Object.keys(columns);
  const pattern = `$${values.length + 1}`;
  const found = await rowsOf<Record<string, string | null> & { at: string }>(
    manager,
    `SELECT t.ctid::text AS at, ${names.map((name) => `t.${name}::text AS ${name}`).join(', ')} FROM ${table} t
     WHERE ${where} AND (${names.map((name) => `t.${name}::text ~* ${pattern}`).join(' OR ')}) FOR UPDATE`,
    [...values, redaction.sql],
  );
  const set = names.map((name, i) => `${name} = $${i + 2}::${columns[name] === 'jsonb' ? 'jsonb' : 'text'}`);
  for (const { at, ...row } of found) {
    const replaced = names.map((name) => replacementOf(row[name] ?? null, columns[name]!, redaction));
    await manager.query(`UPDATE ${table} SET ${set.join(', ')} WHERE ctid = $1::tid`, [at, ...replaced]);
  }
  add(counts, table, found.length);
}

function replacementOf(given: string | null, kind: TextKind, redaction: Redaction): string | null {
  if (given === null) return null;
  return kind === 'text' ? redaction.text(given) : redaction.json(given);
}

export function add(counts: Counts, table: string, rows: number): void {
  if (rows > 0) counts[table] = (counts[table] ?? 0) + rows;
}
