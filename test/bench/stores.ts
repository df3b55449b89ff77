import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN } from '../sandbox/sandbox.js';
import { BenchBridge } from './bridge.js';
import { percentile, row, type Row, startScript } from './processes.js';

const INTERVAL_SECONDS = 60;
/** Streams that are due at each interval; the sweep, at every fifth, runs beside them and is not counted as due. */
const STREAMS_PER_INTERVAL = 3;
const WARM_UP_SECONDS = 70;
/** Whole intervals, or chance decides how many of them begin within. */
const MEASURED_SECONDS = 2 * INTERVAL_SECONDS;
const LATENCY_MS = 100;
const TICKS_PER_SECOND = 100;

/** Polling of many quiet stores by one process: how late it gets, and what it costs. */
export async function benchStores(
  newDatabase: (name: string) => Promise<string>,
  most: number,
): Promise<Row[]> {
  const shop = await startScript('shop.ts', ['1', '1', '0', String(LATENCY_MS)]);
  const bridge = await BenchBridge.start(await newDatabase('stores'), shop.words[0]!, {
    POLL_INTERVAL_SECONDS: String(INTERVAL_SECONDS),
  });
  const rows: Row[] = [];
  try {
    await bridge.db.query('UPDATE sync_cursor SET next_run_at = now()');
    let stores = 1;
    for (const size of [most / 100, most / 10, most]) {
      for (; stores < size; stores++) {
        await bridge.call('POST', '/admin/stores', {
          code: `shop-${stores}`,
          baseUrl: shop.words[0]!,
          credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
        });
      }
      rows.push(await measure(bridge, size));
    }
  } finally {
    await bridge.stop();
    shop.child.kill();
  }
  return rows;
}

async function measure(bridge: BenchBridge, stores: number): Promise<Row> {
  await sleep(WARM_UP_SECONDS * 1000);
  const before = await usage(bridge);
  const from = new Date();
  await sleep(MEASURED_SECONDS * 1000);
  const after = await usage(bridge);
  const { rows } = await bridge.db.query<{ late: number }>(
    `SELECT extract(epoch FROM started_at - lag(started_at) OVER (PARTITION BY store_id ORDER BY id)) - $2 AS late
     FROM sync_run WHERE stream = 'orders.new' AND started_at >= $1`,
    [from, INTERVAL_SECONDS],
  );
  const ended = await bridge.db.query<{ abandoned: number; polls: number }>(
    `SELECT count(*) FILTER (WHERE state = 'ABANDONED')::int AS abandoned,
       count(*) FILTER (WHERE stream <> 'orders.pending' AND started_at < $1::timestamptz + make_interval(secs => $2))::int AS polls
     FROM sync_run WHERE started_at >= $1`,
    [from, MEASURED_SECONDS],
  );
  const { abandoned, polls } = ended.rows[0]!;
  const late = rows.filter((one) => one.late !== null).map((one) => Math.max(0, Number(one.late)));
  const runs = after.runs - before.runs;
  process.stderr.write(
    `${stores} stores: ${(runs / MEASURED_SECONDS).toFixed(1)} runs/s, ` +
      `${((after.cpuSeconds - before.cpuSeconds) / MEASURED_SECONDS).toFixed(2)} cores, ` +
      `${((after.commits - before.commits) / runs).toFixed(1)} commits and ` +
      `${(((after.cpuSeconds - before.cpuSeconds) / runs) * 1000).toFixed(1)} ms of CPU per run, ` +
      `${after.connections} connections, ${Math.round(after.runBytes / after.runs)} bytes per run, ` +
      `late p50 ${percentile(late, 0.5).toFixed(1)} s, ${abandoned} runs abandoned\n`,
  );
  const due = (stores * STREAMS_PER_INTERVAL * MEASURED_SECONDS) / INTERVAL_SECONDS;
  return row(
    `polling of ${stores} stores, one process`,
    `${(polls / MEASURED_SECONDS).toFixed(1)} polls/s, late p95 ${percentile(late, 0.95).toFixed(1)} s`,
    `${(due / MEASURED_SECONDS).toFixed(1)} polls/s are due`,
    polls / due,
    '≥ 0.9',
    polls / due >= 0.9,
  );
}

interface Usage {
  runs: number;
  runBytes: number;
  commits: number;
  connections: number;
  cpuSeconds: number;
}

async function usage(bridge: BenchBridge): Promise<Usage> {
  const { rows } = await bridge.db.query<Omit<Usage, 'cpuSeconds'>>(
    `SELECT (SELECT count(*)::int FROM sync_run WHERE state = 'DONE') AS runs,
       pg_total_relation_size('sync_run')::float8 AS "runBytes",
       (SELECT xact_commit::float8 FROM pg_stat_database WHERE datname = current_database()) AS commits,
       (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections`,
  );
  const fields = readFileSync(`/proc/${bridge.service.child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return { ...rows[0]!, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND };
}
