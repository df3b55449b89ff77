import pg from 'pg';
import type { TestDatabase } from './test-database.js';
import { until } from './until.js';

/** Real connections to a test's database, for a transaction between the statements of another one. */
export class LockSessions {
  private readonly clients: pg.Client[] = [];

  async open(url: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    this.clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => client.end()));
  }
}

/** Until somebody in this database waits for a lock. */
export function waitsForALock(db: TestDatabase): Promise<true> {
  return until(async () => {
    const rows = await db.rows(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length > 0 || undefined;
  });
}
