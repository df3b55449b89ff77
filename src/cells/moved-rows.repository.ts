import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { DataSource, EntityManager } from 'typeorm';
import { type IdColumn, idColumns } from '../platform/database/cell-ids.js';
import { clientOf, rowsOf } from '../platform/database/data-source.js';
import { hashing } from '../platform/database/tools/backup.js';
import { copyInto, copyOutOf } from '../platform/database/tools/copied-tables.js';
import type { StoreTable } from '../stores/store-tables.repository.js';

/** Transactions of the two databases. */
export interface Ends {
  from: EntityManager;
  to: EntityManager;
}

/** The text of a value is then the same on every server. A copy of one table may take minutes, in which the other end waits. */
const AS_TEXT: Record<string, string> = {
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  intervalstyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  idle_in_transaction_session_timeout: '15min',
  'bridge.copies_store': 'yes',
};

export async function beginCopying(manager: EntityManager): Promise<void> {
  const sets = Object.entries(AS_TEXT).map(([name, value]) => `set_config('${name}', '${value}', true)`);
  await manager.query(`SELECT ${sets.join(', ')}`);
}

/** @returns how many rows, and the hash of their text in the order of their key */
export async function copyRows({ from, to }: Ends, table: StoreTable): Promise<Copied> {
  const rows = (await clientOf(from)).query(copyTo(copyOutOf(table, table.where)));
  const { stream, digest } = hashing();
  await pipeline(rows, stream, (await clientOf(to)).query(copyFrom(copyInto(table))));
  return { rows: rows.rowCount, sha256: digest() };
}

export async function hashRows(manager: EntityManager, table: StoreTable): Promise<Copied> {
  const rows = (await clientOf(manager)).query(copyTo(copyOutOf(table, table.where)));
  const { stream, digest } = hashing();
  await pipeline(rows, stream, new PassThrough().resume());
  return { rows: rows.rowCount, sha256: digest() };
}

export interface Copied {
  rows: number;
  sha256: string;
}

/** The largest ids that the rows have. Those of the store itself say nothing of the order in which something came. */
export async function largestIds(
  from: EntityManager,
  to: DataSource,
  tables: StoreTable[],
): Promise<Map<IdColumn, bigint>> {
  const largest = new Map<IdColumn, bigint>();
  for (const column of await idColumns(to.manager)) {
    const table = tables.find(({ name }) => name === column.table);
    if (!table || table.name === 'store') continue;
    const [row] = await rowsOf<{ id: string | null }>(
      from,
      `SELECT max("${column.column}")::text AS id FROM "${table.name}" WHERE ${table.where}`,
    );
    if (row!.id !== null) largest.set(column, BigInt(row!.id));
  }
  return largest;
}
