import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BenchBridge } from './bridge.js';
import { offerFreely, type Source } from './offer.js';
import { inPairs, inTurns, measured, ratiosOf, type Sample, spread } from './pairs.js';
import { median, row, type Row, startScript } from './processes.js';
import { cpuSeconds, postgresOf } from './processor.js';
import { startRedis } from './redis.js';

const PAIRS = 5;
const PEERS = join(import.meta.dirname, 'peers');
/** No tick polls the shop while something is measured. */
const QUIET = { POLL_INTERVAL_SECONDS: '86400' };
/** Milliseconds that the shop takes for a call. */
const CALL_MS = 20;

type NewDatabase = (name: string) => Promise<string>;

/** Queues and a script that others run for the same purpose. They are installed here, and never with the service. */
export async function benchPeers(newDatabase: NewDatabase, scale: number): Promise<Row[]> {
  if (!existsSync(join(PEERS, 'node_modules'))) {
    execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: PEERS, stdio: 'inherit' });
  }
  return [
    ...(await benchQueues(newDatabase, 6 * scale)),
    ...(await benchScript(newDatabase, Math.round(5000 * scale))),
  ];
}

/** A queue with its own HTTP server, receiver and store of jobs. */
interface Queue {
  name: string;
  source: Source;
  /** Whose seconds of processor count. */
  pids: number[];
  /** Events a second, ours against it. */
  target: number;
}

/** Events a second that 64 callers offer until all have arrived, each queue in turns with the service. */
async function benchQueues(newDatabase: NewDatabase, seconds: number): Promise<Row[]> {
  const shop = await startScript('shop.ts', ['1', '1']);
  const receiver = await startScript('receiver.ts', []);
  const bridge = await BenchBridge.start(await newDatabase('peers'), shop.words[0]!, {
    ...QUIET,
    CLIENT_NOTIFICATION_URL: `${receiver.words[0]}/notify`,
  });
  const postgres = await postgresOf(bridge.db);
  const redis = await startRedis();
  const started: Awaited<ReturnType<typeof startScript>>[] = [shop, receiver];
  const queue = async (name: string, jobs: string, pid: number, target: number): Promise<Queue> => {
    const to = await startScript('receiver.ts', []);
    const server = await startScript(`peers/${name}.mjs`, [jobs, `${to.words[0]}/notify`]);
    started.push(to, server);
    const source = { url: server.words[0]!, headers: () => ({}), receiver: to.words[0]! };
    return { name, source, pids: [server.child.pid!, pid], target };
  };
  try {
    const queues = [
      await queue('pg-boss', await newDatabase('pg_boss'), postgres, 4),
      await queue('graphile-worker', await newDatabase('graphile_worker'), postgres, 1.5),
      ...(redis ? [await queue('bullmq', String(redis.port), redis.pid, 0.9)] : []),
    ];
    const own: Source = {
      url: bridge.service.url,
      headers: () => bridge.headers,
      receiver: receiver.words[0]!,
    };
    const ours = { name: 'service', source: own, pids: [bridge.service.child.pid!, postgres], target: 1 };
    const [mine, ...theirs] = await inTurns(
      PAIRS,
      [ours, ...queues].map((one) => () => offered(one, seconds)),
    );
    return theirs.flatMap((reference, i) => queueRows(queues[i]!, mine!, reference));
  } finally {
    await bridge.stop();
    for (const { child } of started) child.kill();
    redis?.stop();
  }
}

/** Milliseconds and seconds of processor of one event. */
async function offered({ source, pids }: Queue, seconds: number): Promise<Sample> {
  let sent = 0;
  const { ms, cpu } = await measured(pids, async () => {
    const offer = await offerFreely(source, seconds);
    sent = offer.sent;
    return offer.ms;
  });
  return { ms: ms / sent, cpu: cpu / sent };
}

function queueRows({ name, target }: Queue, ours: Sample[], reference: Sample[]): Row[] {
  const speed = ratiosOf({ ours, reference }, 'ms').map((ratio) => 1 / ratio);
  const cpu = ratiosOf({ ours, reference }, 'cpu');
  const rate = (samples: Sample[]): string =>
    `${spread(
      samples.map(({ ms }) => 1000 / ms),
      0,
    )} events/s`;
  const used = (samples: Sample[]): string =>
    `${spread(samples.map((one) => one.cpu * 1000))} ms CPU an event`;
  const theirs = (text: string): string => `${text} (${name})`;
  return [
    row(
      `notifications, accepted and delivered, against ${name}`,
      rate(ours),
      theirs(rate(reference)),
      spread(speed),
      `≥ ${target}`,
      median(speed) >= target,
    ),
    row('the same by processor', used(ours), theirs(used(reference)), spread(cpu), '–', true),
  ];
}

/** A first import beside the script that a shop's developer writes. */
async function benchScript(newDatabase: NewDatabase, orders: number): Promise<Row[]> {
  const shop = await startScript('shop.ts', [String(orders), '3', '0', String(CALL_MS)]);
  const shopUrl = shop.words[0]!;
  const bridge = await BenchBridge.start(await newDatabase('peers_import'), shopUrl, QUIET);
  const postgres = await postgresOf(bridge.db);
  const scriptUrl = await newDatabase('typeorm_save');
  const pairs = await inPairs(
    PAIRS,
    async () => {
      await bridge.forgetOrders();
      return measured([bridge.service.child.pid!, postgres], () => bridge.importAll());
    },
    async () => {
      const before = cpuSeconds(postgres);
      const { words } = await startScript('peers/typeorm-save.mjs', [scriptUrl, shopUrl]);
      const [ms, seconds, read] = words.map(Number) as [number, number, number];
      if (read !== orders) throw new Error(`${read} of ${orders} orders were saved.`);
      return { ms, cpu: seconds + cpuSeconds(postgres) - before };
    },
  );
  await bridge.stop();
  shop.child.kill();
  return scriptRows(orders, pairs.ours, pairs.reference);
}

function scriptRows(orders: number, ours: Sample[], reference: Sample[]): Row[] {
  const cpu = ratiosOf({ ours, reference }, 'cpu').map((ratio) => 1 / ratio);
  const speed = ratiosOf({ ours, reference }, 'ms').map((ratio) => 1 / ratio);
  const used = (samples: Sample[]): string =>
    `${spread(samples.map((one) => (one.cpu * 1000) / orders))} ms CPU an order`;
  const rate = (samples: Sample[]): string =>
    `${spread(
      samples.map(({ ms }) => (orders / ms) * 1000),
      0,
    )} orders/s`;
  const script = '(magento-api-rest, TypeORM save)';
  return [
    row(
      `import of ${orders} orders, ${CALL_MS} ms a call, less processor`,
      used(ours),
      `${used(reference)} ${script}`,
      spread(cpu),
      '≥ 3',
      median(cpu) >= 3,
    ),
    row(
      'the same by the clock',
      rate(ours),
      `${rate(reference)} ${script}`,
      spread(speed),
      '≥ 1',
      median(speed) >= 1,
    ),
  ];
}
