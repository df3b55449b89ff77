import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import '../../src/inventory/inventory.jobs.js';
import '../../src/operations/operations.jobs.js';
import '../../src/reconciliation/reconciliation.jobs.js';
import '../../src/sync/sync.jobs.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { environmentFor } from '../support/test-app.js';
import { until } from '../support/until.js';
import { Cluster } from './cluster.js';
import { FAULTS } from './faults.js';
import { type Verdict, judge } from './judge.js';
import { Load } from './load.js';

/**
 * `npm run ha [-- part of a fault's name]`: two replicas on PostgreSQL under Patroni, behind HAProxy and PgBouncer, under load. Each fault
 * in turn; it ends with 1 where a promise is broken.
 */
const only = process.argv[2] ?? '';
const DRAIN_MS = 3000;
const REPLICAS = 2;

/** A line of the log at level ERROR. */
const isBug = (line: string): boolean => line.includes('"level":50');

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function prepare(cluster: Cluster): Promise<string> {
  const admin = new pg.Client(`postgresql://postgres@127.0.0.1:${cluster.directPort}/postgres`);
  await admin.connect();
  await admin.query(`CREATE ROLE bridge LOGIN CREATEROLE`);
  await admin.query('CREATE DATABASE bridge OWNER bridge');
  await admin.end();
  const pooled = `postgresql://bridge_service:service-password@127.0.0.1:${cluster.pooledPort}/bridge`;
  await migrate(`postgresql://bridge@127.0.0.1:${cluster.directPort}/bridge`, pooled);
  return pooled;
}

async function main(): Promise<boolean> {
  const sandbox = await Sandbox.start();
  const merchant = await Merchant.start();
  say('starting etcd, Patroni, HAProxy and PgBouncer');
  const cluster = await Cluster.start();
  const services: ServiceProcess[] = [];
  try {
    const pooled = await prepare(cluster);
    const environment = {
      ...environmentFor(pooled, sandbox),
      TIME_SCALE: '0.5',
      POLL_INTERVAL_SECONDS: '2',
      LOG_LEVEL: 'info',
    };
    // A database that is away is no error of the service's own.
    const bugs: string[] = [];
    const listen = (text: string): void => void bugs.push(...text.split('\n').filter(isBug));
    for (let i = 0; i < REPLICAS; i++) services.push(await startServiceProcess(environment, listen));
    const load = new Load(
      services.map(({ url }) => url),
      sandbox,
    );
    const put = { url: merchant.url };
    await load.call(services[0]!.url, 'PUT', '/admin/stores/default/endpoints/NOTIFICATION', put);
    load.begin();
    await until(() => Promise.resolve(load.acknowledged.size > 10 || undefined));
    const verdicts: Verdict[] = [];
    for (const fault of FAULTS.filter(({ name }) => name.includes(only))) {
      verdicts.push(await play(cluster, load, fault));
    }
    await load.end();
    const broken = await judge({ cluster, load, merchant, sandbox, verdicts, services });
    broken.push(...bugs.map((line) => `the service logs an error: ${line.slice(0, 300)}`));
    for (const words of broken) say(`BROKEN: ${words}`);
    return broken.length === 0;
  } finally {
    for (const service of services) await service.stop().catch((error: unknown) => say(String(error)));
    cluster.close();
    await merchant.close();
    await sandbox.close();
  }
}

async function play(cluster: Cluster, load: Load, fault: (typeof FAULTS)[number]): Promise<Verdict> {
  const primary = await cluster.primary();
  const began = Date.now();
  let taken: number | undefined;
  const watching = fault.failsOver
    ? until(async () => {
        for (const node of cluster.nodes) if (node !== primary && (await node.isPrimary())) return Date.now();
        return undefined;
      }).then((at) => (taken = at))
    : Promise.resolve();
  await fault.strike(cluster, primary);
  await watching;
  const back = taken ?? Date.now();
  // A write that was begun after it.
  const written = await until(() =>
    Promise.resolve(
      load.answers.find(
        ({ what, status, begun, ended }) =>
          what.startsWith('POST') && status < 300 && begun >= began && ended >= back,
      ),
    ),
  );
  await sleep(DRAIN_MS);
  await fault.repair();
  await until(async () => ((await cluster.isWhole()) ? true : undefined));
  const answers = load.answers.filter(({ ended }) => ended >= began);
  const refused = answers.filter(({ status }) => status >= 500).length;
  const slowest = Math.max(...answers.map(({ begun, ended }) => ended - begun));
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  say(
    `${fault.name}: another primary after ${taken === undefined ? '–' : seconds(taken - began)} s, a write after ` +
      `${seconds(written.ended - began)} s; ${answers.length} answers, ${refused} of them refused, the slowest after ${seconds(slowest)} s`,
  );
  return { name: fault.name, lateMs: written.ended - back };
}

main().then(
  (good) => process.exit(good ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
