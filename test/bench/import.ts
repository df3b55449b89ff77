import { BenchBridge } from './bridge.js';
import { mostMemory } from './memory.js';
import { inPairs, measured, type Pairs, ratiosOf, type Sample, spread } from './pairs.js';
import { median, row, type Row, startScript } from './processes.js';
import { cpuSeconds, postgresOf } from './processor.js';

const PAIRS = 5;
/** No tick polls the shop while something is measured. */
const QUIET = { POLL_INTERVAL_SECONDS: '86400' };
const MOST_MEMORY_MIB = 230;

/** (a) first import and re-import, beside a loop that is written by hand on the same tables; (c) memory. */
export async function benchImport(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const shop = await startScript('shop.ts', [String(orders), '3']);
  const [shopUrl, token] = shop.words as [string, string];
  const bridge = await BenchBridge.start(await newDatabase('import'), shopUrl, QUIET);
  const bareUrl = await newDatabase('bare');
  const bare = await BenchBridge.start(bareUrl, shopUrl, QUIET);
  await bare.service.stop();
  const postgres = await postgresOf(bridge.db);
  const service = [bridge.service.child.pid!, postgres];
  const again: Sample[] = [];
  const pairs = await inPairs(
    PAIRS,
    async () => {
      await bridge.forgetOrders();
      const first = await measured(service, () => bridge.importAll());
      again.push(await measured(service, () => bridge.importAll()));
      return first;
    },
    async () => {
      await bare.forgetOrders();
      return bareImport(postgres, [bareUrl, shopUrl, token]);
    },
  );
  await bare.db.end();
  const rows = [...importRows(orders, pairs, again.slice(1)), await memoryRow(newDatabase, bridge, orders)];
  await bridge.stop();
  shop.child.kill();
  return rows;
}

/** In a process of its own, whose start does not count. */
export async function bareImport(postgres: number, args: string[]): Promise<Sample> {
  const before = cpuSeconds(postgres);
  const { words } = await startScript('bare-import.ts', args);
  const [ms, seconds] = words.map(Number) as [number, number];
  return { ms, cpu: seconds + cpuSeconds(postgres) - before };
}

function importRows(orders: number, pairs: Pairs, again: Sample[]): Row[] {
  const perOrder = (samples: Sample[]): string =>
    `${spread(samples.map(({ cpu }) => (cpu * 1000) / orders))} ms CPU an order`;
  const perSecond = (samples: Sample[]): string =>
    `${Math.round((orders / median(samples.map(({ ms }) => ms))) * 1000)} orders/s`;
  const cpu = ratiosOf(pairs, 'cpu');
  const speed = ratiosOf(pairs, 'ms').map((ratio) => 1 / ratio);
  const repeat = ratiosOf({ ours: again, reference: pairs.ours }, 'cpu');
  const byHand = (text: string): string => `${text} (by hand, the same tables)`;
  return [
    row(
      `import of ${orders} orders, service and PostgreSQL`,
      perOrder(pairs.ours),
      byHand(perOrder(pairs.reference)),
      spread(cpu),
      '≤ 1.25',
      median(cpu) <= 1.25,
    ),
    row(
      'the same by the clock',
      perSecond(pairs.ours),
      byHand(perSecond(pairs.reference)),
      spread(speed),
      '≥ 0.6',
      median(speed) >= 0.6,
    ),
    row(
      're-import, unchanged',
      perOrder(again),
      `${perOrder(pairs.ours)} (first import)`,
      spread(repeat),
      '< 1',
      median(repeat) < 1,
    ),
  ];
}

async function memoryRow(
  newDatabase: (name: string) => Promise<string>,
  known: BenchBridge,
  orders: number,
): Promise<Row> {
  const small = await mostMemory(known.service.child.pid!, () => known.importAll());
  const shop = await startScript('shop.ts', [String(orders * 5), '3']);
  const bridge = await BenchBridge.start(await newDatabase('memory'), shop.words[0]!, QUIET);
  const large = await mostMemory(bridge.service.child.pid!, () => bridge.importAll());
  await bridge.stop();
  shop.child.kill();
  return row(
    `most memory, ${orders * 5} orders`,
    `${Math.round(large)} MiB`,
    `${Math.round(small)} MiB (${orders} orders once more)`,
    large / small,
    `≤ ${MOST_MEMORY_MIB} MiB`,
    large <= MOST_MEMORY_MIB,
  );
}
