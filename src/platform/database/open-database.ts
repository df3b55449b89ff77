import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppConfig } from '../config/app-config.js';
import { ensureDatabase, othersEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { migrate } from './migrate.js';
import { DatabaseNotReadyError, standingOf } from './service-role.js';

/** The database in use, migrated; `config` is complete, secrets key and the owner of an embedded database included. */
export interface OpenDatabase {
  url: string;
  config: AppConfig;
  /** The service could change its own tables, and the audit log. */
  owns: boolean;
  close(): Promise<void>;
}

const DATABASE = 'bridge';
const SERVICE_ROLE = 'bridge_service';

/** The configured database, or an embedded one below DATA_DIR. */
export async function openDatabase(config: AppConfig): Promise<OpenDatabase> {
  const { databaseUrl: url, databaseOwnerUrl: ownerUrl, dataDir } = config;
  if (url !== undefined) {
    const owns = await prepared(url, ownerUrl);
    return { url, config, owns, close: () => Promise.resolve() };
  }
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    const owner = await ensureDatabase(server, DATABASE);
    const service = serviceUrl(owner, await keptSecret(dataDir, 'service-password', 'base64url'));
    const owns = await prepared(service, owner);
    return { url: service, config: await completed(config, owner), owns, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** For a command: the database of the service, also the embedded one that it runs at the moment. */
export async function openDatabaseBeside(config: AppConfig): Promise<OpenDatabase> {
  const running = config.databaseUrl === undefined ? await othersEmbeddedPostgres(config.dataDir) : undefined;
  if (!running) return openDatabase(config);
  const owner = running.url(DATABASE);
  const service = serviceUrl(owner, await keptSecret(config.dataDir, 'service-password', 'base64url'));
  return {
    url: service,
    config: await completed(config, owner),
    owns: false,
    close: () => Promise.resolve(),
  };
}

/**
 * Migrates, with the right of whoever has it.
 * @returns whether the service has it
 * @throws DatabaseNotReadyError
 */
async function prepared(url: string, ownerUrl: string | undefined): Promise<boolean> {
  if (ownerUrl !== undefined) {
    await migrate(ownerUrl, url);
    return (await standingOf(url)).owns;
  }
  const { owns, pending } = await standingOf(url);
  if (owns) await migrate(url);
  else if (pending.length > 0) throw new DatabaseNotReadyError(NOT_MIGRATED);
  return owns;
}

const NOT_MIGRATED =
  'The tables are not those of this version, and the role of DATABASE_URL may not change them. ' +
  'Run "npm run cli -- migrate" first, with DATABASE_OWNER_URL set.';

async function completed(config: AppConfig, databaseOwnerUrl: string): Promise<AppConfig> {
  const secretsKey = config.secretsKey ?? (await keptSecret(config.dataDir, 'secrets-key', 'base64'));
  return new AppConfig({ ...config, secretsKey, databaseOwnerUrl });
}

function serviceUrl(ownerUrl: string, password: string): string {
  return Object.assign(new URL(ownerUrl), { username: SERVICE_ROLE, password }).href;
}

/** Made once and kept beside the database that it protects, readable by its owner only. */
async function keptSecret(dataDir: string, name: string, form: 'base64' | 'base64url'): Promise<string> {
  const file = resolve(dataDir, name);
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const secret = randomBytes(32).toString(form);
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
