import type { DataSource, EntityManager } from 'typeorm';
import { rowsOf } from './data-source.js';

/** So many databases may give ids beside each other: each gives those of its own remainder, so that no two give the same one. */
const CELLS = 1000n;
/** Behind all ids that a database gave before it had a number. */
const FIRST_ID: Record<string, bigint> = { bigint: 1_000_000_000_000n, integer: 1_000_000n };
/** Those of the audit log stay where they are; the other is TypeORM's own. */
const LEFT_OUT = `c.relname LIKE 'audit%' OR c.relname = 'migrations'`;

export interface CellName {
  number: number;
  name: string;
}

/** A column whose ids a sequence gives. */
export interface IdColumn {
  table: string;
  column: string;
  sequence: string;
  type: string;
  increment: string;
}

export async function findCell(manager: EntityManager): Promise<CellName | undefined> {
  const [row] = await rowsOf<CellName>(manager, 'SELECT number, name FROM cell');
  return row;
}

export function idColumns(manager: EntityManager): Promise<IdColumn[]> {
  return rowsOf<IdColumn>(
    manager,
    `SELECT c.relname::text AS "table", a.attname::text AS "column", q.seqrelid::regclass::text AS sequence,
       q.seqtypid::regtype::text AS type, q.seqincrement::text AS increment
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attidentity <> '' AND NOT a.attisdropped
     JOIN pg_sequence q ON q.seqrelid = pg_get_serial_sequence(format('public.%I', c.relname), a.attname)::regclass
     WHERE c.relnamespace = 'public'::regnamespace AND NOT (${LEFT_OUT}) ORDER BY 1, 2`,
  );
}

/** @returns tables whose ids may be given by another database too */
export async function unplaced(manager: EntityManager): Promise<string[]> {
  return (await idColumns(manager))
    .filter(({ increment }) => increment !== String(CELLS))
    .map(({ table }) => table);
}

/** By the owner of the tables, once. @returns undefined where it has a number already */
export async function numberCell(manager: EntityManager, cell: CellName): Promise<CellName | undefined> {
  const rows = await rowsOf<CellName>(
    manager,
    'INSERT INTO cell (number, name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING number, name',
    [cell.number, cell.name],
  );
  if (rows.length > 0) await placeIds(manager);
  return rows[0];
}

/** Also of tables that came later, and after a restore. Nothing where the database has no number. */
export async function placeIds(manager: EntityManager): Promise<void> {
  const cell = await findCell(manager);
  if (!cell) return;
  for (const one of await idColumns(manager)) {
    if (one.increment !== String(CELLS)) await continueBehind(manager, one, cell.number, FIRST_ID[one.type]!);
  }
}

/** The ids that are given from now on are larger than these: the order of ids is the order in which rows came. */
export async function giveLargerIds(database: DataSource, largest: Map<IdColumn, bigint>): Promise<void> {
  await database.transaction(async (manager) => {
    const { number } = (await findCell(manager))!;
    for (const [column, id] of largest) await continueBehind(manager, column, number, id);
  });
}

/** ALTER keeps everybody else from the sequence until the end of the transaction: none goes back. */
async function continueBehind(
  manager: EntityManager,
  { sequence }: IdColumn,
  number: number,
  id: bigint,
): Promise<void> {
  await manager.query(`ALTER SEQUENCE ${sequence} INCREMENT BY ${CELLS}`);
  const [now] = await rowsOf<{ last: string }>(manager, `SELECT last_value AS last FROM ${sequence}`);
  const last = BigInt(now!.last);
  if (last >= id && last % CELLS === BigInt(number)) return;
  const behind = (last > id ? last : id) + CELLS;
  const next = behind - (behind % CELLS) + BigInt(number);
  await manager.query(`ALTER SEQUENCE ${sequence} RESTART WITH ${next}`);
}
