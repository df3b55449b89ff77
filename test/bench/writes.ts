import { Agent, request } from 'undici';
import { BenchBridge } from './bridge.js';
import { type Kind, KINDS, learnItems, lives } from './lives.js';
import { spread } from './pairs.js';
import { median, percentile, row, type Row, startScript } from './processes.js';
import { cpuSeconds, postgresOf } from './processor.js';

const LATENCY_MS = 20;
const PAIRS = 5;
const CALLERS = [1, 8, 32];
const SHARES = [0.5, 0.95, 0.99] as const;

/** p50, p95 and p99 of one round. */
type Times = [number, number, number];

/** Writes of all kinds by one caller and by many, beside the Magento calls that they need, made bare by as many. */
export async function benchWrites(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const each = (callers: number): number => Math.max(orders, 2 * callers);
  const all = CALLERS.reduce((sum, callers) => sum + 2 * (PAIRS + 1) * each(callers), 0);
  const shop = await startScript('shop.ts', [String(all), '1', '0', String(LATENCY_MS)]);
  const [shopUrl, token] = shop.words as [string, string];
  // As many calls at once as there are callers: what waits for a slot is no time of ours.
  const bridge = await BenchBridge.start(await newDatabase('writes'), shopUrl, {
    POLL_INTERVAL_SECONDS: '86400',
    MAGENTO_CONCURRENCY: String(Math.max(...CALLERS)),
  });
  const bare = new BareCalls(`${shopUrl}/rest/default/V1`, token);
  try {
    await bridge.call('PUT', '/admin/stores/default', { settings: { shipmentMode: 'documented' } });
    await bridge.importAll();
    const fresh = await learnItems(bridge);
    const results: Row[] = [];
    for (const callers of CALLERS) results.push(await byCallers(bridge, bare, fresh, callers, each(callers)));
    return results;
  } finally {
    await bare.close();
    await bridge.stop();
    shop.child.kill();
  }
}

async function byCallers(
  bridge: BenchBridge,
  bare: BareCalls,
  fresh: Iterator<number>,
  callers: number,
  orders: number,
): Promise<Row> {
  const [ours, theirs]: [Times[], Times[]] = [[], []];
  const cpu: number[] = [];
  const pids = [bridge.service.child.pid!, await postgresOf(bridge.db)];
  const used = (): number => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  for (let pair = 0; pair <= PAIRS; pair++) {
    const reference = timesOf(await lives(fresh, callers, orders, (kind, id) => bare.make(kind.calls(id))));
    const before = used();
    const own = timesOf(
      await lives(fresh, callers, orders, (kind, id) => bridge.call('POST', kind.path(id), kind.body(id))),
    );
    // The first pair warms up.
    if (pair === 0) continue;
    theirs.push(reference);
    ours.push(own);
    cpu.push(((used() - before) * 1000) / (orders * KINDS.length));
  }
  const ratios = SHARES.map((_, share) => ours.map((times, pair) => times[share]! / theirs[pair]![share]!));
  const [p50, p99] = [median(ratios[0]!), median(ratios[2]!)];
  return row(
    `writes of four kinds by ${callers} ${callers === 1 ? 'caller' : 'callers'}, three to four Magento calls of ${LATENCY_MS} ms each`,
    `${inWords(ours)}; ${spread(cpu, 1)} ms CPU a write`,
    `${inWords(theirs)} (undici, the same calls)`,
    `p50 ${spread(ratios[0]!)}, p99 ${spread(ratios[2]!)}`,
    'p50 ≤ 1.15, p99 ≤ 1.3',
    p50 <= 1.15 && p99 <= 1.3,
  );
}

function timesOf(taken: number[]): Times {
  return SHARES.map((share) => percentile(taken, share)) as Times;
}

function inWords(rounds: Times[]): string {
  const [p50, p95, p99] = SHARES.map((_, share) => median(rounds.map((times) => times[share]!)).toFixed(0));
  return `p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`;
}

class BareCalls {
  private readonly agent = new Agent({ connections: Math.max(...CALLERS) });

  constructor(
    private readonly api: string,
    private readonly token: string,
  ) {}

  async make(calls: ReturnType<Kind['calls']>): Promise<void> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    let last = '';
    for (const [method, path, body] of calls) {
      const url = this.api + path.replace('{answer}', last);
      const sent = { dispatcher: this.agent, method, headers, body: body && JSON.stringify(body) };
      const answer = await request(url, sent);
      const text = await answer.body.text();
      last = text.replaceAll('"', '');
      if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    }
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}
