import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrations } from '../../../../migrations/index.js';
import { ANOTHER_MIGRATION, migrate, MIGRATION_LOCK, migrateTo } from '../migrate.js';
import { type BackedUpTable, fileOf, hashing, hashOf, type Manifest, manifestOf } from './backup.js';
import { copiedTables, copyInto } from './copied-tables.js';
import { DatabaseToolError, demandNoService, takeLock, withSession } from './tool-session.js';

/** By their migrations. */
const MADE_WITH_A_ROW: ReadonlySet<string> = new Set(['audit_head', 'audit_stream']);

export interface RestoreTarget {
  /** Owns the tables. */
  ownerUrl: string;
  /** The role of the service. */
  url: string;
  /** Ids of the keys at hand. */
  keyIds: string[];
}

/**
 * Into an empty database: the tables as they were when the backup was made, its rows in one transaction, each table compared with its
 * hash, then what later migrations make of them.
 * @throws DatabaseToolError where it cannot be done; nothing is restored then
 */
export async function restoreBackup(target: RestoreTarget, place: string): Promise<Manifest> {
  const directory = resolve(place);
  const manifest = await manifestOf(directory);
  demandKnown(manifest);
  demandKeys(manifest, target.keyIds);
  await withSession(target.ownerUrl, 'restore', async (client) => {
    await demandNoService(client);
    await demandEmpty(client);
  });
  await migrateTo(target.ownerUrl, manifest.migrations.at(-1)!);
  await withSession(target.ownerUrl, 'restore', async (client) => {
    // A service that starts meanwhile waits.
    await takeLock(client, MIGRATION_LOCK, { shared: false, holder: ANOTHER_MIGRATION });
    await client.query('BEGIN');
    await demandNoService(client);
    await demandEmpty(client);
    await demandSameTables(client, manifest);
    await load(client, directory, manifest);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  });
  await migrate(target.ownerUrl, target.url);
  return manifest;
}

/** A backup of a later version has columns that this one does not know. */
function demandKnown({ migrations: made }: Manifest): void {
  const known = migrations.slice(0, made.length).map(({ name }) => name);
  const other = made.find((name, i) => known[i] !== name);
  if (other === undefined) return;
  throw new DatabaseToolError(
    `The backup has the migration ${other}, which this version has not: restore it with its own.`,
  );
}

function demandKeys({ keyIds: needed }: Manifest, keyIds: string[]): void {
  const missing = needed.filter((id) => !keyIds.includes(id));
  if (missing.length === 0) return;
  throw new DatabaseToolError(
    `The secrets of the backup are sealed under the key with the id ${missing.join(', ')}, which is not at hand. Set SECRETS_KEY ` +
      'to what it was, or put the file secrets-key of the old DATA_DIR into the new one.',
  );
}

/** @throws DatabaseToolError where somebody's rows are there already */
async function demandEmpty(client: pg.Client): Promise<void> {
  const tables = (await copiedTables(client)).filter(({ name }) => !MADE_WITH_A_ROW.has(name));
  for (const { name } of tables) {
    const { rows } = await client.query(`SELECT FROM public.${pg.escapeIdentifier(name)} LIMIT 1`);
    if (rows.length === 0) continue;
    throw new DatabaseToolError(`The database is not empty: ${name} has rows. Restore into a new one.`);
  }
}

/** Later tables would hold the rows, and what their migrations had made of them would be missing. */
async function demandSameTables(client: pg.Client, { migrations: made }: Manifest): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  if (rows.length === made.length && rows.every(({ name }, i) => name === made[i])) return;
  throw new DatabaseToolError(
    'The tables there are of another version than the backup: restore into a database without tables.',
  );
}

/** Triggers stay out of it: the rows are as they were. Foreign keys are checked. */
async function load(client: pg.Client, directory: string, { tables, sequences }: Manifest): Promise<void> {
  const names = tables.map(({ name }) => `public.${pg.escapeIdentifier(name)}`);
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${names.join(', ')}`);
  for (const table of tables) await loadTable(client, directory, table);
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const [name, value] of Object.entries(sequences)) {
    await client.query('SELECT setval($1::regclass, $2)', [`public.${pg.escapeIdentifier(name)}`, value]);
  }
  for (const table of tables) {
    const { rows, sha256 } = await hashOf(client, table);
    if (rows !== table.rows || sha256 !== table.sha256) {
      throw new DatabaseToolError(
        `${table.name} is not what was backed up: ${rows} of ${table.rows} rows. Nothing was restored.`,
      );
    }
  }
}

async function loadTable(client: pg.Client, directory: string, table: BackedUpTable): Promise<void> {
  const rows = client.query(copyFrom(copyInto(table)));
  const { stream, digest } = hashing();
  await pipeline(createReadStream(fileOf(directory, table)), createGunzip(), stream, rows);
  if (digest() === table.sha256) return;
  throw new DatabaseToolError(`${fileOf(directory, table)} is not what was written. Nothing was restored.`);
}
