import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.js';
import { ensureDatabase, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { schemaSnapshot } from './schema-snapshot.js';
import { keptDirectory } from './keeper.js';

/** `npm run docs:schema`: writes down what the migrations make; see test/integration/schema.spec.ts. */
const file = join(import.meta.dirname, '../../migrations/schema.txt');
const dataDir = keptDirectory('bridge-schema-');
const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
try {
  const url = await ensureDatabase(server, 'schema');
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    writeFileSync(file, await schemaSnapshot(async (sql) => (await client.query(sql)).rows));
  } finally {
    await client.end();
  }
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.stdout.write(`${file} written\n`);
