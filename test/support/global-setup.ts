import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** One cluster for the run, with a migrated template. */
export default async function setUp(): Promise<void> {
  if (globalThis.embeddedServer || process.env['TEST_SERVER_URL']) return;
  const dataDir = mkdtempSync(join(tmpdir(), 'bridge-test-'));
  const server = await startEmbeddedPostgres({
    dataDir,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '400',
      shared_buffers: '256MB',
    },
  });
  globalThis.embeddedServer = server;
  await migrate(await ensureDatabase(server, TEMPLATE));
  process.env['TEST_SERVER_URL'] = server.url('postgres');
  process.env['TEST_DATA_DIR'] = dataDir;
}
