import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { time } from '../platform/time/time.js';

export async function migrationsOf(manager: EntityManager): Promise<string> {
  const [row] = await rowsOf<{ names: string }>(
    manager,
    `SELECT string_agg(name, ',' ORDER BY id) AS names FROM migrations`,
  );
  return row!.names;
}

/** Seconds by which the clock of the database is ahead of ours, and how far that may be wrong. */
export async function clockOf(manager: EntityManager): Promise<{ ahead: number; unsure: number }> {
  const before = time.now();
  const [row] = await rowsOf<{ at: number }>(
    manager,
    'SELECT extract(epoch FROM clock_timestamp())::float8 AS at',
  );
  const after = time.now();
  return { ahead: row!.at - (before + after) / 2000, unsure: (after - before) / 2000 };
}

/** Ids of the keys that something of the store is sealed under; without a store, anything. */
export async function keyIdsOf(manager: EntityManager, storeCode: string | null): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    manager,
    `WITH s AS (SELECT * FROM store WHERE $1::text IS NULL OR code = $1)
     SELECT credentials_key_id AS id FROM s UNION SELECT client_secrets_key_id FROM s WHERE client_secrets_key_id IS NOT NULL
     UNION SELECT e.secrets_key_id FROM endpoint e JOIN s ON s.id = e.store_id
     UNION SELECT c.secrets_key_id FROM alert_channel c JOIN s ON s.id = c.store_id
     UNION SELECT key_id FROM erasure_key WHERE $1::text IS NULL ORDER BY 1`,
    [storeCode],
  );
  return rows.map(({ id }) => id);
}

export async function namesOfChannels(manager: EntityManager, storeCode: string): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    manager,
    'SELECT c.name FROM alert_channel c JOIN store s ON s.id = c.store_id WHERE s.code = $1',
    [storeCode],
  );
  return rows.map(({ name }) => name);
}

/** Those that a channel there has already. */
export async function takenNames(manager: EntityManager, names: string[]): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    manager,
    'SELECT name FROM alert_channel WHERE name = ANY($1::text[])',
    [names],
  );
  return rows.map(({ name }) => name);
}
