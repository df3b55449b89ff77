import pg from 'pg';
import { AppConfig } from '../config/app-config.js';
import { ConfigError } from '../config/load-config.js';
import { KeyFile } from '../crypto/key-file.js';
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
    const service = serviceUrl(owner, await ownPassword(dataDir));
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
  const service = serviceUrl(owner, await ownPassword(config.dataDir));
  return {
    url: service,
    config: await completed(config, owner),
    owns: false,
    close: () => Promise.resolve(),
  };
}

/** The database in use as it stands, for tools. */
export interface DatabaseAsItIs {
  /** Owns the tables, or is to own them. */
  ownerUrl: string;
  /** The role of the service. */
  url: string;
  /** None is made: a tool is given it, or goes without. */
  secretsKey?: string;
  close(): Promise<void>;
}

/** Migrates nothing. An embedded server is used where it runs, and started otherwise. */
export async function openAsItIs(config: AppConfig): Promise<DatabaseAsItIs> {
  const { databaseUrl, databaseOwnerUrl, dataDir, secretsKey } = config;
  const close = (): Promise<void> => Promise.resolve();
  if (databaseUrl !== undefined) {
    return { ownerUrl: databaseOwnerUrl ?? databaseUrl, url: databaseUrl, secretsKey, close };
  }
  const running = await othersEmbeddedPostgres(dataDir);
  const started = running ? undefined : await startEmbeddedPostgres({ dataDir });
  const ownerUrl = started ? await ensureDatabase(started, DATABASE) : running!.url(DATABASE);
  return {
    ownerUrl,
    url: serviceUrl(ownerUrl, await ownPassword(dataDir)),
    secretsKey: secretsKey ?? (await new KeyFile(dataDir).read()),
    close: started ? () => started.stop() : close,
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
  const secretsKey = config.secretsKey ?? (await ownSecretsKey(config.dataDir, databaseOwnerUrl));
  return new AppConfig({ ...config, secretsKey, databaseOwnerUrl });
}

function serviceUrl(ownerUrl: string, password: string): string {
  return Object.assign(new URL(ownerUrl), { username: SERVICE_ROLE, password }).href;
}

/** The password of the service's role: made once and kept beside the database, readable by its owner only. */
async function ownPassword(dataDir: string): Promise<string> {
  const file = new KeyFile(dataDir, 'service-password');
  return (await file.read()) ?? file.make();
}

/** Made once, for a database without secrets: others are sealed under a key that is kept somewhere else. */
async function ownSecretsKey(dataDir: string, url: string): Promise<string> {
  const file = new KeyFile(dataDir);
  const key = await file.read();
  if (key !== undefined) return key;
  if (await holdsSecrets(url)) {
    throw new ConfigError([
      `SECRETS_KEY: is required: the database holds secrets, and there is no ${file.path} (rotate-key removes it)`,
    ]);
  }
  return file.make();
}

async function holdsSecrets(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query(
      'SELECT 1 FROM store UNION ALL SELECT 1 FROM endpoint UNION ALL SELECT 1 FROM erasure_key LIMIT 1',
    );
    return found.rows.length > 0;
  } finally {
    await client.end();
  }
}
