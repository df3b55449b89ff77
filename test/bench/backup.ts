import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Manifest, makeBackup } from '../../src/platform/database/tools/backup.js';
import { restoreBackup } from '../../src/platform/database/tools/restore.js';
import { BenchBridge } from './bridge.js';
import { fill } from './filler.js';
import { median, percentile, row, type Row, startScript } from './processes.js';

const MOST_MS = 1000;
const QUIET_MS = 10_000;

/** A backup while the service takes stock in, then a restore elsewhere, of which each table is compared by its hash. */
export async function benchBackup(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const url = await newDatabase('backed_up');
  const other = await newDatabase('restored');
  const place = mkdtempSync(join(tmpdir(), 'bridge-backup-'));
  const shop = await startScript('shop.ts', ['1', '1']);
  const bridge = await BenchBridge.start(url, shop.words[0]!);
  try {
    await fill(url, orders);
    const quiet = (await writesWhile(bridge, () => sleep(QUIET_MS))).waits;
    const backup = await writesWhile(bridge, () => makeBackup(url, place));
    const begun = performance.now();
    await restoreBackup({ ownerUrl: other, url: other, keyIds: backup.done.keyIds }, place);
    return rowsOf(backup, quiet, (performance.now() - begun) / 1000, sizeOf(place), orders);
  } finally {
    await bridge.stop();
    shop.child.kill();
    rmSync(place, { recursive: true, force: true });
  }
}

interface Worked<T> {
  done: T;
  seconds: number;
  /** Milliseconds of each write. */
  waits: number[];
}

function rowsOf(
  { done: { tables }, seconds, waits }: Worked<Manifest>,
  quiet: number[],
  restoring: number,
  mib: number,
  orders: number,
): Row[] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const worst = Math.max(...waits);
  return [
    row(
      `backup of ${orders} orders (${rows} rows, ${mib.toFixed(0)} MiB) in ${seconds.toFixed(1)} s: longest wait of ${waits.length} writes`,
      `${worst.toFixed(0)} ms, p99 ${percentile(waits, 0.99).toFixed(0)} ms`,
      `${Math.max(...quiet).toFixed(0)} ms, p99 ${percentile(quiet, 0.99).toFixed(0)} ms (no backup)`,
      median(waits) / median(quiet),
      `< ${MOST_MS} ms`,
      worst < MOST_MS,
    ),
    row(
      `restore of it, each of ${tables.length} tables verified by its hash`,
      `${restoring.toFixed(1)} s`,
      `${seconds.toFixed(1)} s (backup)`,
      restoring / seconds,
      'every hash the same',
      true,
    ),
  ];
}

function sizeOf(place: string): number {
  const bytes = readdirSync(place).map((file) => statSync(join(place, file)).size);
  return bytes.reduce((sum, one) => sum + one, 0) / 2 ** 20;
}

async function writesWhile<T>(bridge: BenchBridge, until: () => Promise<T>): Promise<Worked<T>> {
  const waits: number[] = [];
  let over = false;
  const begun = performance.now();
  const end = until().finally(() => (over = true));
  for (let n = 0; !over; n++) {
    const started = performance.now();
    const reply = await fetch(`${bridge.service.url}/inventory`, {
      method: 'PUT',
      headers: { ...bridge.headers, 'content-type': 'application/json', prefer: 'respond-async' },
      body: JSON.stringify({ inventories: [{ channelSkuCode: `BENCH-${n}`, quantity: 1 }] }),
    });
    if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`);
    await reply.text();
    waits.push(performance.now() - started);
    await sleep(5);
  }
  return { done: await end, seconds: (performance.now() - begun) / 1000, waits };
}
