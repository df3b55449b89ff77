import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN } from '../sandbox/sandbox.js';
import { until } from '../support/until.js';
import { BenchBridge } from './bridge.js';
import { mostMemory } from './memory.js';
import { counted, offer, offerAtMost, post, type Source, type Stats, stats } from './offer.js';
import { row, type Row, startScript } from './processes.js';

const STORES = 50;

/** Accepted to delivered: rates and latencies beside a bare loop, one endpoint that hangs, and a backlog. */
export async function benchDeliveries(
  newDatabase: (name: string) => Promise<string>,
  seconds: number,
): Promise<Row[]> {
  const shop = await startScript('shop.ts', ['1', '1']);
  const receiver = await startScript('receiver.ts', []);
  const bareReceiver = await startScript('receiver.ts', []);
  const [target, bareTarget] = [receiver.words[0]!, bareReceiver.words[0]!];
  const bridge = await BenchBridge.start(await newDatabase('deliveries'), shop.words[0]!, {
    CLIENT_NOTIFICATION_URL: `${target}/notify`,
  });
  const bare = await startScript('bare-deliveries.ts', [
    await newDatabase('bare_deliveries'),
    `${bareTarget}/notify`,
  ]);
  const ours: Source = { url: bridge.service.url, headers: () => bridge.headers, receiver: target };
  const theirs: Source = { url: bare.words[0]!, headers: () => ({}), receiver: bareTarget };
  try {
    await offer(ours, 100, 3);
    await offer(theirs, 100, 3);
    const rows: Row[] = [];
    for (const rate of [300, 600]) rows.push(await atRate(ours, theirs, rate, seconds));
    rows.push(await atMost(ours, theirs, Math.max(5, seconds / 3)));
    rows.push(await oneHanging(bridge, shop.words[0]!, target, Math.max(5, seconds / 3)));
    rows.push(...(await backlog(bridge, ours, Math.round((100_000 * seconds) / 60))));
    return rows;
  } finally {
    await bridge.stop();
    for (const { child } of [bare, receiver, bareReceiver, shop]) child.kill();
  }
}

async function atRate(ours: Source, theirs: Source, rate: number, seconds: number): Promise<Row> {
  const bare = await offer(theirs, rate, seconds);
  const own = await offer(ours, rate, seconds);
  const lost = own.sent - own.distinct;
  const words = ({ p50, p99 }: Stats): string => `p50 ${p50} ms, p99 ${p99} ms`;
  const met = lost === 0 && (rate > 300 || own.p99 <= 1000);
  const what = `accepted to delivered at ${rate} a second for ${seconds} s`;
  const target = rate > 300 ? 'none lost' : 'p99 ≤ 1 s, none lost';
  return row(
    what,
    `${words(own)}, ${lost} lost`,
    `${words(bare)} (bare loop)`,
    own.p99 / Math.max(1, bare.p99),
    target,
    met,
  );
}

/** As fast as 64 callers can, until all has arrived. */
async function atMost(ours: Source, theirs: Source, seconds: number): Promise<Row> {
  const bare = await offerAtMost(theirs, seconds);
  const own = await offerAtMost(ours, seconds);
  sustained = own;
  const rate = (value: number): string => `${Math.round(value)} events/s`;
  return row(
    'sustained, accepted and delivered',
    rate(own),
    `${rate(bare)} (bare loop)`,
    own / bare,
    '≥ 0.5',
    own / bare >= 0.5,
  );
}

let sustained = 0;

/** Fifty stores with an endpoint each; then one of the endpoints hangs. */
async function oneHanging(
  bridge: BenchBridge,
  shopUrl: string,
  target: string,
  seconds: number,
): Promise<Row> {
  for (let n = 0; n < STORES; n++) {
    const credentials = { scheme: 'admin', username: ADMIN.username, password: ADMIN.password };
    await bridge.call('POST', '/admin/stores', { code: `s${n}`, baseUrl: shopUrl, credentials });
    await bridge.call('PUT', `/admin/stores/s${n}/endpoints/NOTIFICATION`, { url: `${target}/notify` });
  }
  const all: Source = {
    url: bridge.service.url,
    headers: (n) => ({ ...bridge.headers, 'x-store-code': `s${n % STORES}` }),
    receiver: target,
  };
  const before = await offer(all, 300, seconds);
  await bridge.call('PUT', '/admin/stores/s0/endpoints/NOTIFICATION', { url: `${target}/hang` });
  const others: Source = {
    ...all,
    headers: (n) => ({ ...bridge.headers, 'x-store-code': `s${1 + (n % (STORES - 1))}` }),
  };
  const hanging: Source = { ...all, headers: () => ({ ...bridge.headers, 'x-store-code': 's0' }) };
  for (let i = 0; i < 500; i++) await post(hanging);
  const during = await offer(others, 300, seconds);
  const ratio = during.p99 / before.p99;
  return row(
    `p99 of ${STORES - 1} endpoints while one hangs`,
    `${during.p99} ms`,
    `${before.p99} ms (none hangs)`,
    ratio,
    '≤ 1.3',
    ratio <= 1.3,
  );
}

/** What waited for an endpoint that was away drains when it is back. */
async function backlog(bridge: BenchBridge, ours: Source, waiting: number): Promise<Row[]> {
  await bridge.call('POST', '/admin/stores/default/endpoints/NOTIFICATION/disable', {});
  const body = JSON.stringify({ forwardOrderCode: 'x', courierName: null });
  await bridge.db.query(
    `INSERT INTO delivery (store_id, kind, order_code, event_type, body, next_attempt_at)
     SELECT 1, 'NOTIFICATION', 'B' || n % 20000, 'IN_TRANSIT', $2, CASE WHEN n <= 20000 THEN now() END
     FROM generate_series(1, $1::int) n`,
    [waiting, body],
  );
  await bridge.db.query('ANALYZE delivery');
  await stats(ours);
  const pid = bridge.service.child.pid!;
  const before = await mostMemory(pid, () => sleep(1000));
  const began = performance.now();
  const after = await mostMemory(pid, async () => {
    await bridge.call('POST', '/admin/stores/default/endpoints/NOTIFICATION/enable', {});
    await until(async () => ((await counted(ours)) >= waiting ? true : undefined), 12_000);
  });
  const rate = (waiting / (performance.now() - began)) * 1000;
  const ratio = rate / sustained;
  return [
    row(
      `backlog of ${waiting} after its endpoint is back`,
      `${Math.round(rate)} deliveries/s`,
      `${Math.round(sustained)} events/s (without backlog)`,
      ratio,
      '≥ 0.7',
      ratio >= 0.7,
    ),
    row(
      'memory while it drains',
      `${Math.round(after)} MiB`,
      `${Math.round(before)} MiB (before)`,
      after / before,
      '≤ 1.2',
      after / before <= 1.2,
    ),
  ];
}
