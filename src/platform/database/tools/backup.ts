import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PassThrough, type Transform, Transform as TransformStream } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ANOTHER_MIGRATION, BACKUP_LOCK } from '../migrate.js';
import { time } from '../../time/time.js';
import { type CopiedTable, copiedTables, copyOutOf, keyIdsOf, sequencesOf } from './copied-tables.js';
import { DatabaseToolError, takeLock, withSession } from './tool-session.js';

/** What is in a backup. Written last: a directory without it is no backup. */
export interface Manifest {
  format: 1;
  /** When its snapshot was taken, by the database's clock. */
  at: string;
  /** Of the service's schema, in their order. */
  migrations: string[];
  /** SECRETS_KEY is not in a backup; these are the ids of the keys that it needs. */
  keyIds: string[];
  sequences: Record<string, string>;
  tables: BackedUpTable[];
}

export interface BackedUpTable extends CopiedTable {
  rows: number;
  /** Of the text that COPY gives, in the order of the key. */
  sha256: string;
}

const MANIFEST = 'manifest.json';

export function fileOf(directory: string, table: CopiedTable): string {
  return join(directory, `${table.name}.copy.gz`);
}

/**
 * All tables in one snapshot, beside a running service: it takes no lock that a write waits for. Jobs (schema `pgboss`) are left out: each
 * stands for a row, which is found without it.
 * @param url any role that may read; the service's can
 * @throws DatabaseToolError where the directory holds something already
 */
export async function makeBackup(url: string, place: string): Promise<Manifest> {
  const directory = resolve(place);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if ((await readdir(directory)).length > 0) throw new DatabaseToolError(`${directory} is not empty.`);
  const manifest = await withSession(url, 'backup', async (client) => {
    await takeLock(client, BACKUP_LOCK, { shared: true, holder: ANOTHER_MIGRATION });
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: found } = await client.query<{ at: Date; migrations: string[] }>(
      'SELECT now() AS at, (SELECT array_agg(name::text ORDER BY id) FROM migrations) AS migrations',
    );
    const { at, migrations } = found[0]!;
    const tables: BackedUpTable[] = [];
    for (const table of await copiedTables(client)) {
      const file = createWriteStream(fileOf(directory, table), { mode: 0o600, flags: 'wx', flush: true });
      tables.push({ ...table, ...(await copyOut(client, table, createGzip({ level: 1 }), file)) });
    }
    const keyIds = await keyIdsOf(client);
    // Later than the rows: an id that was given meanwhile is not given again.
    const sequences = await sequencesOf(client);
    await client.query('COMMIT');
    return { format: 1 as const, at: at.toISOString(), migrations, keyIds, sequences, tables };
  });
  const draft = join(directory, `${MANIFEST}.${time.now()}`);
  await writeFile(draft, JSON.stringify(manifest, null, 2), { mode: 0o600, flush: true });
  await rename(draft, join(directory, MANIFEST));
  return manifest;
}

/** What its rows are, without keeping them. */
export async function hashOf(
  client: pg.Client,
  table: CopiedTable,
): Promise<Pick<BackedUpTable, 'rows' | 'sha256'>> {
  return copyOut(client, table, new PassThrough(), new PassThrough().resume());
}

async function copyOut(
  client: pg.Client,
  table: CopiedTable,
  packed: NodeJS.ReadWriteStream,
  target: NodeJS.WritableStream,
): Promise<Pick<BackedUpTable, 'rows' | 'sha256'>> {
  const rows = client.query(copyTo(copyOutOf(table)));
  const { stream, digest } = hashing();
  await pipeline(rows, stream, packed, target);
  return { rows: rows.rowCount, sha256: digest() };
}

/** Passes all on, and knows its hash in the end. */
export function hashing(): { stream: Transform; digest: () => string } {
  const hash = createHash('sha256');
  const stream = new TransformStream({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, digest: () => hash.digest('hex') };
}

/** @throws DatabaseToolError where there is none, or one of another format */
export async function manifestOf(place: string): Promise<Manifest> {
  const file = join(resolve(place), MANIFEST);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new DatabaseToolError(
      `${file} is missing: that is no backup, or one that did not come to its end.`,
    );
  }
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== 1) {
    throw new DatabaseToolError(`${file} has a format that this version does not know.`);
  }
  return manifest;
}
