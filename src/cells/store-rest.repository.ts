import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { StoreTable } from '../stores/store-tables.repository.js';

interface Leased {
  name: string;
  until: string;
  of: string;
}

/** Tables of which a process holds rows for a time: streams, writes, deliveries, stock, comparisons, and what comes later. */
function leased(tables: StoreTable[]): Leased[] {
  return tables.flatMap(({ name, columns, where }) => {
    const until = ['lease_until', 'next_attempt_at'].find((one) => columns.includes(one));
    if (!columns.includes('lease_token') || until === undefined) return [];
    return [{ name, until, of: where }];
  });
}

/** What processes are still at, e.g. `2 operation`. */
export async function underWay(manager: EntityManager, tables: StoreTable[]): Promise<string[]> {
  const counts = leased(tables).map(
    ({ name, until, of }) =>
      `SELECT '${name}' AS name, count(*)::int AS n FROM "${name}" WHERE ${of} AND lease_token IS NOT NULL AND ${until} > now()`,
  );
  const rows = await rowsOf<{ name: string; n: number }>(manager, counts.join(' UNION ALL '));
  return rows.filter(({ n }) => n > 0).map(({ name, n }) => `${n} ${name}`);
}

/** Whoever holds a row, and stands still, writes nothing to it any more. */
export async function takeLeases(manager: EntityManager, tables: StoreTable[]): Promise<void> {
  for (const { name, until, of } of leased(tables)) {
    const ends = until === 'lease_until' ? ', lease_until = now()' : '';
    await manager.query(
      `UPDATE "${name}" SET lease_token = gen_random_uuid()${ends}
       WHERE ${of} AND lease_token IS NOT NULL AND ${until} IS NOT NULL`,
    );
  }
}
