import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { Ends } from './moved-rows.repository.js';

const BATCH = 500;

interface Named {
  id: string;
  scopes: string[];
  secret: string;
  enabled: boolean;
}

const OF_STORE = `SELECT id, scopes, secret_hash AS secret, enabled FROM api_client WHERE $1 = ANY(store_codes) ORDER BY id`;

/** Clients of the store whose id is somebody else's there: another secret, other rights, or switched off. */
export async function clashingClients({ from, to }: Ends, storeCode: string): Promise<string[]> {
  const ours = await rowsOf<Named>(from, OF_STORE, [storeCode]);
  const theirs = await rowsOf<Named>(
    to,
    'SELECT id, scopes, secret_hash AS secret, enabled FROM api_client WHERE id = ANY($1::text[])',
    [ours.map(({ id }) => id)],
  );
  return ours.flatMap((one) => {
    const other = theirs.find(({ id }) => id === one.id);
    if (!other) return [];
    return isSame(one, other) ? [] : [one.id];
  });
}

function isSame(one: Named, other: Named): boolean {
  const scopes = ({ scopes: all }: Named): string => all.toSorted().join();
  return other.secret === one.secret && other.enabled === one.enabled && scopes(one) === scopes(other);
}

/** Clients of all stores, which are this database's own. @returns those that are missing there */
export async function missingClients({ from, to }: Ends): Promise<string[]> {
  const sql = 'SELECT id FROM api_client WHERE store_codes IS NULL AND enabled ORDER BY id';
  const [ours, theirs] = [await rowsOf<{ id: string }>(from, sql), await rowsOf<{ id: string }>(to, sql)];
  return ours.map(({ id }) => id).filter((id) => !theirs.some((one) => one.id === id));
}

/** Clients of the store come along, with rights for it and no other; one that is there gets it added. */
export async function copyClients({ from, to }: Ends, storeCode: string): Promise<void> {
  const rows = await rowsOf<{ row: object }>(
    from,
    `SELECT to_jsonb(c) || jsonb_build_object('store_codes', ARRAY[$1::text]) AS row FROM api_client c
     WHERE $1 = ANY(store_codes)`,
    [storeCode],
  );
  await to.query(
    `INSERT INTO api_client SELECT * FROM jsonb_populate_recordset(NULL::api_client, $1::jsonb)
     ON CONFLICT (id) DO UPDATE SET store_codes = api_client.store_codes || excluded.store_codes, updated_at = now()
     WHERE NOT api_client.store_codes @> excluded.store_codes`,
    [JSON.stringify(rows.map(({ row }) => row))],
  );
}

/** Answers that a repeat gets again, of clients that are known there. */
export async function copyKeys({ from, to }: Ends, storeCode: string): Promise<void> {
  let after = ['', ''];
  for (;;) {
    const rows = await rowsOf<{ row: { client_id: string; key: string } }>(
      from,
      `SELECT to_jsonb(k) AS row FROM idempotency_key k WHERE store_code = $1 AND (client_id, key) > ($2, $3)
       ORDER BY client_id, key LIMIT ${BATCH}`,
      [storeCode, ...after],
    );
    if (rows.length === 0) return;
    const values = [JSON.stringify(rows.map(({ row }) => row))];
    // The store was there before: what became of the request since is known here.
    await to.query(
      `DELETE FROM idempotency_key k USING jsonb_populate_recordset(NULL::idempotency_key, $1::jsonb) n
       WHERE k.client_id = n.client_id AND k.key = n.key AND k.store_code = n.store_code`,
      values,
    );
    await to.query(
      `INSERT INTO idempotency_key SELECT k.* FROM jsonb_populate_recordset(NULL::idempotency_key, $1::jsonb) k
       WHERE EXISTS (SELECT FROM api_client c WHERE c.id = k.client_id) ON CONFLICT DO NOTHING`,
      values,
    );
    const { client_id: client, key } = rows.at(-1)!.row;
    after = [client, key];
  }
}

/** Who is to be forgotten in this store, or in all stores, is so there. */
export async function copyErasures({ from, to }: Ends, storeCode: string): Promise<void> {
  const rows = await rowsOf<{ row: object }>(
    from,
    'SELECT to_jsonb(e) AS row FROM erasure e WHERE store_code IS NULL OR store_code = $1',
    [storeCode],
  );
  await to.query(
    `INSERT INTO erasure SELECT * FROM jsonb_populate_recordset(NULL::erasure, $1::jsonb) ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows.map(({ row }) => row))],
  );
}

export async function countErasures(manager: EntityManager): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(manager, 'SELECT count(*)::int AS n FROM erasure');
  return row!.n;
}
