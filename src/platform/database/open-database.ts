import pg from 'pg';
import { AppConfig } from '../config/app-config.js';
import { ConfigError } from '../config/load-config.js';
import { KeyFile } from '../crypto/key-file.js';
import { migrate } from './data-source.js';
import { ensureDatabase, othersEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

/** The database in use, migrated; `config` is complete, secrets key included. */
export interface OpenDatabase {
  url: string;
  config: AppConfig;
  close(): Promise<void>;
}

const DATABASE = 'bridge';

/** The configured database, or an embedded one below DATA_DIR. */
export async function openDatabase(config: AppConfig): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) {
    await migrate(config.databaseUrl);
    return { url: config.databaseUrl, config, close: () => Promise.resolve() };
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir });
  try {
    const url = await ensureDatabase(server, DATABASE);
    await migrate(url);
    const secretsKey = config.secretsKey ?? (await ownSecretsKey(config.dataDir, url));
    return { url, config: new AppConfig({ ...config, secretsKey }), close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** For a command: the database of the service, also the embedded one that it runs at the moment. */
export async function openDatabaseBeside(config: AppConfig): Promise<OpenDatabase> {
  const running = config.databaseUrl === undefined ? await othersEmbeddedPostgres(config.dataDir) : undefined;
  if (!running) return openDatabase(config);
  const url = running.url(DATABASE);
  const secretsKey = config.secretsKey ?? (await ownSecretsKey(config.dataDir, url));
  return {
    url,
    config: new AppConfig({ ...config, secretsKey }),
    close: () => Promise.resolve(),
  };
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
    const found = await client.query('SELECT 1 FROM store UNION ALL SELECT 1 FROM endpoint LIMIT 1');
    return found.rows.length > 0;
  } finally {
    await client.end();
  }
}
