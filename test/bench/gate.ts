import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BenchBridge } from './bridge.js';
import { bareImport } from './import.js';
import { KINDS, learnItems, lives } from './lives.js';
import { offerFreely } from './offer.js';
import { inTurns, measured, type Sample, spread } from './pairs.js';
import { row, type Row, startScript } from './processes.js';
import { postgresOf } from './processor.js';

const ROUNDS = 5;
/** What is noise passes by itself; what is slower stays so. */
const RUNS = 3;
const MOST_FALL = 1.15;
const ORDERS = 4000;
const REQUESTS = 400;
const LIVES = 40;
const CALLERS = 8;
const EVENT_SECONDS = 2;
const BASELINE = JSON.parse(readFileSync(join(import.meta.dirname, 'gate-baseline.json'), 'utf8')) as Record<
  string,
  number
>;

/** How many times the processor time of an order that is imported by hand, in the same round: a measure that goes with the machine. */
type Ratios = Record<string, number[]>;

/**
 * Processor time (service and PostgreSQL) of an order, an event, a request and a write, against what is kept in gate-baseline.json.
 * The least of all rounds counts, since what else a machine does only adds; a fall of more than 15 % in each of three runs fails.
 */
export async function benchGate(newDatabase: (name: string) => Promise<string>): Promise<Row[]> {
  const shop = await startScript('shop.ts', [String(ORDERS), '1']);
  const receiver = await startScript('receiver.ts', []);
  const [shopUrl, token] = shop.words as [string, string];
  const quiet = { POLL_INTERVAL_SECONDS: '86400', MAGENTO_CONCURRENCY: String(CALLERS) };
  const bridge = await BenchBridge.start(await newDatabase('gate'), shopUrl, {
    ...quiet,
    CLIENT_NOTIFICATION_URL: `${receiver.words[0]}/notify`,
  });
  const bareUrl = await newDatabase('gate_bare');
  const bare = await BenchBridge.start(bareUrl, shopUrl, quiet);
  await bare.service.stop();
  await bridge.call('PUT', '/admin/stores/default', { settings: { shipmentMode: 'documented' } });
  const postgres = await postgresOf(bridge.db);
  const byHand = async (): Promise<Sample> => {
    await bare.forgetOrders();
    return each(ORDERS, await bareImport(postgres, [bareUrl, shopUrl, token]));
  };
  try {
    const works = worksOf(bridge, postgres, receiver.words[0]!);
    let ratios: Ratios = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
    for (let run = 0; run < RUNS && Object.keys(works).some((name) => isSlower(name, ratios)); run++) {
      const samples = await inTurns(ROUNDS, [byHand, ...Object.values(works)]);
      ratios = added(ratios, Object.keys(works), samples);
    }
    return Object.entries(ratios).map(([name, values]) => rowOf(name, values, ratios));
  } finally {
    await bare.db.end();
    await bridge.stop();
    for (const { child } of [shop, receiver]) child.kill();
  }
}

/** What is measured, each as the time of one. */
function worksOf(
  bridge: BenchBridge,
  postgres: number,
  receiver: string,
): Record<string, () => Promise<Sample>> {
  const pids = [bridge.service.child.pid!, postgres];
  const source = { url: bridge.service.url, headers: () => bridge.headers, receiver };
  let fresh: Iterator<number> | undefined;
  return {
    order: async () => {
      await bridge.forgetOrders();
      return each(ORDERS, await measured(pids, () => bridge.importAll()));
    },
    request: async () => {
      // Its plan would depend on whether the server has looked at the new rows by now.
      await bridge.db.query('ANALYZE "order", order_item');
      return each(REQUESTS, await measured(pids, () => readMany(bridge)));
    },
    write: async () => {
      fresh ??= await learnItems(bridge);
      const write = (kind: (typeof KINDS)[number], id: number): Promise<unknown> =>
        bridge.call('POST', kind.path(id), kind.body(id));
      const work = async (): Promise<void> => void (await lives(fresh!, CALLERS, LIVES, write));
      return each(LIVES * KINDS.length, await measured(pids, work));
    },
    event: async () => {
      let sent = 0;
      const sample = await measured(pids, async () => {
        sent = (await offerFreely(source, EVENT_SECONDS)).sent;
      });
      return each(sent, sample);
    },
  };
}

async function readMany(bridge: BenchBridge): Promise<void> {
  let left = REQUESTS;
  const read = async (): Promise<void> => {
    while (left-- > 0) {
      const reply = await fetch(`${bridge.service.url}/orders?limit=50`, { headers: bridge.headers });
      if (!reply.ok) throw new Error(await reply.text());
      await reply.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, read));
}

function each(count: number, { ms, cpu }: Sample): Sample {
  return { ms: ms / count, cpu: cpu / count };
}

function added(before: Ratios, names: string[], [byHand, ...works]: Sample[][]): Ratios {
  const ratios = works.map((samples) => samples.map(({ cpu }, i) => cpu / byHand![i]!.cpu));
  return Object.fromEntries(names.map((name, i) => [name, [...before[name]!, ...ratios[i]!]]));
}

function isSlower(name: string, ratios: Ratios): boolean {
  return Math.min(...ratios[name]!) > BASELINE[name]! * MOST_FALL;
}

function rowOf(name: string, values: number[], ratios: Ratios): Row {
  const least = Math.min(...values);
  return row(
    `processor time of one ${name}, in orders imported by hand`,
    `${least.toFixed(2)} at least; ${spread(values)}`,
    `${BASELINE[name]} kept`,
    least / BASELINE[name]!,
    `≤ ${MOST_FALL}`,
    !isSlower(name, ratios),
  );
}
