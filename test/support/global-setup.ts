import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.js';
import {
  ensureDatabase,
  startEmbeddedPostgres,
  type EmbeddedServer,
} from '../../src/platform/database/embedded-postgres.js';

declare global {
  var embeddedServer: EmbeddedServer | undefined;
}

export const TEMPLATE = 'template_bridge';

const MEMORY_DISK = '/dev/shm';
/** Some times what the databases of a run take at once. */
const ENOUGH_BYTES = 3 * 2 ** 30;

/** One cluster for the run, with a migrated template. */
export default async function setUp(): Promise<void> {
  if (globalThis.embeddedServer || process.env['TEST_SERVER_URL']) return;
  const dataDir = mkdtempSync(join(fastDirectory(), 'bridge-test-'));
  const server = await startEmbeddedPostgres({
    dataDir,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '400',
      shared_buffers: '256MB',
      scram_iterations: '1',
      io_method: 'sync',
    },
  });
  globalThis.embeddedServer = server;
  await hashPasswordAgain(server);
  await migrate(await ensureDatabase(server, TEMPLATE));
  process.env['TEST_SERVER_URL'] = server.url('postgres');
  process.env['TEST_DATA_DIR'] = dataDir;
}

/** Each test has a database made: on a disk the kernel takes most of the time of that. */
function fastDirectory(): string {
  if (!existsSync(MEMORY_DISK)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY_DISK);
  return bavail * bsize >= ENOUGH_BYTES ? MEMORY_DISK : tmpdir();
}

/** Made before our settings are in force. Each start of the service opens a dozen connections, and each proves itself. */
async function hashPasswordAgain(server: EmbeddedServer): Promise<void> {
  const url = server.url('postgres');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { username, password } = new URL(url);
  await client.query(`ALTER ROLE ${pg.escapeIdentifier(username)} PASSWORD ${pg.escapeLiteral(password)}`);
  await client.end();
}
