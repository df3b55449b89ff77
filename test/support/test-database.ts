import { randomBytes } from 'node:crypto';
import pg from 'pg';

const TEMPLATE = 'template_bridge';
/** For rows that a test or a bench makes by the thousand, in place of the service. */
export const AS_SERVICE = '-c bridge.writer=service';

export interface TestDatabase {
  url: string;
  /** Rows of a query, for looking at what is stored. */
  rows<T = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<T[]>;
  drop(): Promise<void>;
}

/** A database of its own, cloned from the migrated template, or from PostgreSQL's empty `template1`. */
export async function createTestDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const server = process.env['TEST_SERVER_URL']!;
  const name = `test_${process.env['JEST_WORKER_ID'] ?? '0'}_${randomBytes(6).toString('hex')}`;
  await admin(server).query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const url = server.replace(/\/postgres$/, `/${name}`);
  // What a test puts there stands for what the service did.
  const pool = new pg.Pool({ connectionString: url, max: 2, options: AS_SERVICE });
  pool.on('error', () => undefined);
  return {
    url,
    rows: async <T>(sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows as T[],
    drop: async () => {
      await pool.end();
      await admin(server).query(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

let admins: pg.Pool | undefined;

/** One connection for the databases of this process, one after the other. */
function admin(server: string): pg.Pool {
  if (admins === undefined) {
    admins = new pg.Pool({ connectionString: server, max: 1, allowExitOnIdle: true });
    // The server may end before this process does.
    admins.on('error', () => undefined);
  }
  return admins;
}
