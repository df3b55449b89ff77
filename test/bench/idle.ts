import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ensureDatabase, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { ADMIN } from '../sandbox/sandbox.js';
import { keptDirectory } from '../support/keeper.js';
import { BenchBridge } from './bridge.js';
import { row, type Row, startScript } from './processes.js';

const MOST_STORES = 100;
/** The most that a minute may take, and what it took before decision 54. */
const TARGETS = [
  { stores: 1, most: 200, before: 337 },
  { stores: MOST_STORES, most: 2500, before: 4313 },
];
/** Longer than a tick runs although nothing is due, and than new stores take to be read for the first time. */
const WARM_UP_SECONDS = 70;
const MINUTE_SECONDS = 60;
/** So many of the statements are named. */
const MOST_NAMED = 45;

/** What a service with nothing to do asks its database for in a minute: each statement counts, also BEGIN and COMMIT. */
export async function benchIdle(): Promise<Row[]> {
  const dataDir = keptDirectory('bridge-bench-idle-');
  const server = await startEmbeddedPostgres({
    dataDir,
    settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': '5000' },
  });
  const shop = await startScript('shop.ts', ['1', '1']);
  const statements = await Statements.begin(server.url('postgres'));
  const bridge = await BenchBridge.start(await ensureDatabase(server, 'idle'), shop.words[0]!);
  const rows: Row[] = [];
  try {
    for (const { stores, most, before } of TARGETS) {
      await addStores(bridge, stores, shop.words[0]!);
      await spread(bridge);
      await sleep(WARM_UP_SECONDS * 1000);
      const { calls, polls } = await measure(bridge, statements, stores);
      rows.push(
        row(
          `statements of a quiet minute, ${stores} ${stores === 1 ? 'store' : 'stores'}`,
          `${calls}, ${polls} polls`,
          `${before} before decision 54`,
          calls / before,
          `≤ ${most}`,
          calls <= most,
        ),
      );
    }
  } finally {
    await bridge.stop();
    await statements.end();
    shop.child.kill();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return rows;
}

async function addStores(bridge: BenchBridge, size: number, baseUrl: string): Promise<void> {
  const { rows } = await bridge.db.query<{ stores: number }>('SELECT count(*)::int AS stores FROM store');
  for (let stores = rows[0]!.stores; stores < size; stores++) {
    const credentials = { scheme: 'admin', username: ADMIN.username, password: ADMIN.password };
    await bridge.call('POST', '/admin/stores', { code: `shop-${stores}`, baseUrl, credentials });
  }
}

/** Over the minute, and over five where a stream runs in every fifth: as stores are after some days. */
async function spread(bridge: BenchBridge): Promise<void> {
  await bridge.db.query(
    `UPDATE sync_cursor SET next_run_at = now() + CASE stream WHEN 'orders.sweep' THEN interval '1 day'
       WHEN 'orders.pending' THEN make_interval(secs => $1 + 30 + (store_id - 1) * 3)
       ELSE make_interval(secs => (store_id * 37 + length(stream) * 11) % 60) END`,
    [WARM_UP_SECONDS],
  );
}

async function measure(
  bridge: BenchBridge,
  statements: Statements,
  stores: number,
): Promise<{ calls: number; polls: number }> {
  const before = await runsOf(bridge);
  await statements.reset();
  await sleep(MINUTE_SECONDS * 1000);
  const { calls, named } = await statements.read();
  const polls = (await runsOf(bridge)) - before;
  process.stderr.write(`${stores} stores: ${calls} statements, ${polls} polls\n${named}\n`);
  return { calls, polls };
}

async function runsOf(bridge: BenchBridge): Promise<number> {
  const { rows } = await bridge.db.query<{ runs: number }>(
    `SELECT count(*)::int AS runs FROM sync_run WHERE state = 'DONE'`,
  );
  return rows[0]!.runs;
}

/** What PostgreSQL counts, seen from a database that the service does not use. */
class Statements {
  private constructor(private readonly client: pg.Client) {}

  static async begin(url: string): Promise<Statements> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('CREATE EXTENSION pg_stat_statements');
    return new Statements(client);
  }

  async reset(): Promise<void> {
    await this.client.query('SELECT pg_stat_statements_reset()');
  }

  async read(): Promise<{ calls: number; named: string }> {
    const { rows } = await this.client.query<{ calls: number; query: string }>(
      `SELECT sum(calls)::int AS calls, query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
       WHERE d.datname = 'idle' AND query NOT LIKE '%AS runs FROM sync_run%' GROUP BY query ORDER BY 1 DESC`,
    );
    const lines = rows.map(
      ({ calls, query }) => `${String(calls).padStart(6)}  ${query.replace(/\s+/g, ' ')}`,
    );
    return {
      calls: rows.reduce((sum, { calls }) => sum + calls, 0),
      named: lines
        .slice(0, MOST_NAMED)
        .map((line) => line.slice(0, 230))
        .join('\n'),
    };
  }

  end(): Promise<void> {
    return this.client.end();
  }
}
