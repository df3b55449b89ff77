import { chmodSync, chownSync, copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.js';
import {
  type EmbeddedServer,
  ensureDatabase,
  startEmbeddedPostgres,
} from '../../src/platform/database/embedded-postgres.js';
import { startServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { environmentFor } from '../support/test-app.js';
import { keptDirectory } from '../support/keeper.js';

const FIXTURES = join(import.meta.dirname, '../fixtures/tls');
/** A PostgreSQL of its own, and a service beside it. */
const SLOW_MS = 300_000;

/** Its certificate is for `localhost`, by an authority that nobody else knows. */
describe('a PostgreSQL with TLS', () => {
  let directory: string;
  let server: EmbeddedServer;
  let plain: string;

  beforeAll(async () => {
    directory = keptDirectory('bridge-tls-');
    server = await startEmbeddedPostgres({ dataDir: directory, settings: { fsync: 'off' } });
    plain = await ensureDatabase(server, 'bridge');
    const owner = statSync(join(directory, 'postgres'));
    const [certificate, key] = ['server.crt', 'server.key'].map((file) => {
      const copy = join(directory, 'postgres', file);
      copyFileSync(join(FIXTURES, file), copy);
      chownSync(copy, owner.uid, owner.gid);
      // PostgreSQL takes no key that others may read; a checkout makes every file readable.
      chmodSync(copy, 0o600);
      return copy;
    });
    await inDatabase((client) => client.query(`ALTER SYSTEM SET ssl_cert_file = '${certificate}'`));
    await inDatabase((client) => client.query(`ALTER SYSTEM SET ssl_key_file = '${key}'`));
    await inDatabase((client) => client.query('ALTER SYSTEM SET ssl = on'));
    await inDatabase((client) => client.query('SELECT pg_reload_conf()'));
    await until(async () => {
      const { rows } = await inDatabase((client) => client.query<{ ssl: string }>('SHOW ssl'));
      return rows[0]!.ssl === 'on' || undefined;
    });
  }, SLOW_MS);

  afterAll(async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
  }, SLOW_MS);

  const inDatabase = async <T>(use: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: plain });
    await client.connect();
    return use(client).finally(() => client.end());
  };
  const url = (host: string, authority: string): string => {
    const given = new URL(plain);
    given.hostname = host;
    given.searchParams.set('sslmode', 'verify-full');
    given.searchParams.set('sslrootcert', join(FIXTURES, authority));
    return given.href;
  };

  it.each([
    ['of another authority', 'localhost', 'another-authority.crt', /certificate/],
    ['of another host', '127.0.0.1', 'authority.crt', /altnames|IP/],
  ])('is not used with a certificate %s', async (_name, host, authority, words) => {
    await expect(migrate(url(host, authority))).rejects.toThrow(words);
  });

  it(
    'is used by every connection through TLS: those of the service and those of the job queue',
    async () => {
      const service = await startServiceProcess(environmentFor(url('localhost', 'authority.crt'), undefined));
      const { rows } = await inDatabase((client) =>
        client.query<{ name: string; ssl: boolean }>(
          `SELECT DISTINCT application_name AS name, ssl FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)
           WHERE datname = 'bridge' AND pid <> pg_backend_pid() ORDER BY 1`,
        ),
      );
      await service.stop();
      expect(rows).toEqual([
        { name: 'magento-oms-bridge', ssl: true },
        { name: 'magento-oms-bridge jobs', ssl: true },
      ]);
    },
    SLOW_MS,
  );
});
