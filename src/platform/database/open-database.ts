import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppConfig } from '../config/app-config.js';
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
    const secretsKey = config.secretsKey ?? (await ownSecretsKey(config.dataDir));
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
  const secretsKey = config.secretsKey ?? (await ownSecretsKey(config.dataDir));
  return {
    url: running.url(DATABASE),
    config: new AppConfig({ ...config, secretsKey }),
    close: () => Promise.resolve(),
  };
}

/** Made once and kept beside the database that it protects, readable by its owner only. */
async function ownSecretsKey(dataDir: string): Promise<string> {
  const file = resolve(dataDir, 'secrets-key');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const key = randomBytes(32).toString('base64');
  await writeFile(file, key, { mode: 0o600 });
  return key;
}
