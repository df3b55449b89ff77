import type { EntityManager } from 'typeorm';
import { clientOf, rowsOf } from '../platform/database/data-source.js';
import { type CopiedTable, copiedTables } from '../platform/database/tools/copied-tables.js';

/** Rows that belong to one store. */
export interface StoreTable extends CopiedTable {
  /** Of its rows. */
  where: string;
}

/** What is left behind with its reason: other rows stand for it, or it is not the store's alone. */
export const STAYS: Readonly<Record<string, string>> = {
  alert_message: 'was or is sent by the channels of this database',
  alert_problem: 'is seen again, and sent to the channels there',
  api_client: 'may be of several stores: taken along by rules of its own',
  audit_chain: 'binds the entries of this database',
  audit_head: 'binds the entries of this database',
  audit_log: 'is only added to: each database tells what was done in it',
  audit_stream: 'is of the entries of this database',
  audit_tally: 'becomes entries of this database',
  cell: 'is which database this is',
  client_address: 'is learnt again',
  console_person: 'is of no store',
  console_session: 'is of no store',
  erasure: 'may be of all stores: taken along by rules of its own',
  erasure_key: 'is one for all databases',
  idempotency_key: 'is of a client: taken along by rules of its own',
  sign_in_failure: 'lasts a minute',
  store_move: 'is the move itself',
};

interface Reference {
  name: string;
  column: string;
  target: string;
  targetColumn: string;
}

const REFERENCES = `SELECT c.relname::text AS name, a.attname::text AS "column", t.relname::text AS target, b.attname::text AS "targetColumn"
  FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = f.conkey[1] JOIN pg_attribute b ON b.attrelid = t.oid AND b.attnum = f.confkey[1]
  WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND cardinality(f.conkey) = 1`;

/** The timeline has no foreign key (docs/decisions/0011-timeline-without-foreign-key.md). */
const TIMELINE: Reference = { name: 'order_event', column: 'order_id', target: 'order', targetColumn: 'id' };

/**
 * All that is kept of a store, by what the database says: its row, tables with a `store_id`, and what names their rows by a foreign
 * key. What names another comes after it.
 */
export async function storeTables(manager: EntityManager, storeId: number): Promise<StoreTable[]> {
  if (!Number.isSafeInteger(storeId)) throw new Error('the id of a store is a number');
  const tables = (await copiedTables(await clientOf(manager))).filter(({ name }) => !(name in STAYS));
  const rows = await rowsOf<Reference>(manager, REFERENCES);
  const references = [TIMELINE, ...rows];
  const found = new Map<string, StoreTable>();
  for (const table of afterOrders(tables)) {
    const where = ownRows(table, storeId, references, found);
    if (where !== undefined) found.set(table.name, { ...table, where });
  }
  return [...found.values()];
}

function afterOrders(tables: CopiedTable[]): CopiedTable[] {
  const isTimeline = ({ name }: CopiedTable): boolean => name === TIMELINE.name;
  return [...tables.filter((one) => !isTimeline(one)), ...tables.filter(isTimeline)];
}

function ownRows(
  { name, columns }: CopiedTable,
  storeId: number,
  references: Reference[],
  found: Map<string, StoreTable>,
): string | undefined {
  if (name === 'store') return `id = ${storeId}`;
  if (columns.includes('store_id')) return `store_id = ${storeId}`;
  const up = references.find((one) => one.name === name && found.has(one.target));
  if (!up) return undefined;
  return `${up.column} IN (SELECT ${up.targetColumn} FROM public."${up.target}" WHERE ${found.get(up.target)!.where})`;
}
