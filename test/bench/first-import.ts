import { BenchBridge } from './bridge.js';
import { cpuSeconds } from './processor.js';
import { median, row, type Row, startScript } from './processes.js';

const PAIRS = 3;
const PAGE_MS = 500;
/** No tick polls one shop while the other is measured. */
const QUIET = { POLL_INTERVAL_SECONDS: '86400' };

/** The first import of a shop that takes half a second for each page: side by side, and one page after another. */
export async function benchFirstImport(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const shop = await startScript('shop.ts', [String(orders), '3', '0', String(PAGE_MS)]);
  const [wide, single] = await Promise.all([
    BenchBridge.start(await newDatabase('lanes'), shop.words[0]!, QUIET),
    BenchBridge.start(await newDatabase('single'), shop.words[0]!, { ...QUIET, MAGENTO_CONCURRENCY: '1' }),
  ]);
  const figures = { wide: new Figures(wide), single: new Figures(single) };
  for (let pair = 0; pair < PAIRS; pair++) {
    await figures.single.measure();
    await figures.wide.measure();
  }
  await Promise.all([wide.stop(), single.stop()]);
  shop.child.kill();
  const ratios = figures.single.ms.map((ms, i) => ms / figures.wide.ms[i]!);
  const ratio = median(ratios);
  const said = ({ ms, cpu }: Figures): string =>
    `${Math.round((orders / median(ms)) * 1000)} orders/s, ${median(cpu).toFixed(1)} s CPU`;
  return [
    row(
      `first import of ${orders} orders, ${PAGE_MS} ms a page`,
      said(figures.wide),
      `${said(figures.single)} (one page after another)`,
      ratio,
      '≥ 3.5',
      ratio >= 3.5,
    ),
  ];
}

class Figures {
  readonly ms: number[] = [];
  readonly cpu: number[] = [];

  constructor(private readonly bridge: BenchBridge) {}

  async measure(): Promise<void> {
    await this.bridge.forgetOrders();
    const before = cpuSeconds(this.bridge.service.child.pid!);
    this.ms.push(await this.bridge.importAll());
    this.cpu.push(cpuSeconds(this.bridge.service.child.pid!) - before);
  }
}
