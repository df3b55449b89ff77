import { existsSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../../src/inventory/inventory.jobs.js';
import '../../src/operations/operations.jobs.js';
import '../../src/reconciliation/reconciliation.jobs.js';
import '../../src/sync/sync.jobs.js';
import { migrate } from '../../src/platform/database/migrate.js';
import {
  ensureDatabase,
  startEmbeddedPostgres,
  type EmbeddedServer,
} from '../../src/platform/database/embedded-postgres.js';
import { keptDirectory } from './keeper.js';

declare global {
  var embeddedServer: EmbeddedServer | undefined;
}

export const TEMPLATE = 'template_bridge';

/** Each start of the service opens a dozen connections: proving the password took an eighth of it. */
const ACCESS = `host all bridge 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
`;
const MEMORY_DISK = '/dev/shm';
/** Some times what the databases of a run take at once. */
const ENOUGH_BYTES = 3 * 2 ** 30;

/** One cluster for the run, with a migrated template. */
export default async function setUp(): Promise<void> {
  if (globalThis.embeddedServer || process.env['TEST_SERVER_URL']) return;
  const dataDir = keptDirectory('bridge-test-', fastDirectory());
  const accessFile = join(dataDir, 'access.conf');
  writeFileSync(accessFile, ACCESS, { mode: 0o644 });
  const server = await startEmbeddedPostgres({
    dataDir,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '400',
      shared_buffers: '256MB',
      hba_file: accessFile,
      io_method: 'sync',
    },
  });
  globalThis.embeddedServer = server;
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
