import { rmSync } from 'node:fs';
import { ensureDatabase, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { benchBackup } from './backup.js';
import { benchConsole } from './console.js';
import { benchFirstImport } from './first-import.js';
import { benchGate } from './gate.js';
import { benchIdle } from './idle.js';
import { benchImport } from './import.js';
import { benchPeers } from './peers.js';
import { benchPending } from './pending.js';
import type { Row } from './processes.js';
import { benchDeliveries } from './deliveries.js';
import { benchInventory } from './inventory.js';
import { benchMigrations } from './migrations.js';
import { benchReading } from './reading.js';
import { benchSignIn } from './sign-in.js';
import { benchChosenWay, benchStockModes } from './stock-modes.js';
import { benchStores } from './stores.js';
import { benchWrites } from './writes.js';
import { keptDirectory } from '../support/keeper.js';

/**
 * `npm run bench`: ratios, each measured side by side in this one run; prints the table of docs/performance.md.
 * `npm run bench -- import`, `first-import`, `reading`, `sign-in`, `inventory`, `writes`, `deliveries`, `console`, `migrations`, `stores`, `pending`, `stock-modes`, `idle`, `peers`, `gate` or `backup` runs a part; BENCH_SCALE=0.1 a tenth of the size, to try it out.
 */
const scale = Number(process.env['BENCH_SCALE'] ?? 1);
const only = process.argv[2];
const dataDir = keptDirectory('bridge-bench-');
const server = await startEmbeddedPostgres({
  dataDir,
  // As durable as in production: a commit waits for the disk.
  settings: { shared_buffers: '512MB', max_wal_size: '4GB' },
});
const newDatabase = (name: string): Promise<string> => ensureDatabase(server, name);
const rows: Row[] = [];
try {
  if (only === undefined || only === 'import') {
    rows.push(...(await benchImport(newDatabase, Math.round(20_000 * scale))));
  }
  if (only === undefined || only === 'first-import') {
    rows.push(...(await benchFirstImport(newDatabase, Math.round(20_000 * scale))));
  }
  if (only === undefined || only === 'reading') {
    rows.push(...(await benchReading(newDatabase, Math.round(1_000_000 * scale))));
  }
  if (only === undefined || only === 'sign-in') {
    rows.push(...(await benchSignIn(newDatabase, Math.round(100_000 * scale))));
  }
  if (only === undefined || only === 'inventory') {
    rows.push(...(await benchInventory(newDatabase, Math.round(20_000 * scale))));
  }
  if (only === undefined || only === 'writes') {
    rows.push(...(await benchWrites(newDatabase, Math.round(40 * scale))));
  }
  if (only === undefined || only === 'deliveries') {
    rows.push(...(await benchDeliveries(newDatabase, Math.round(60 * scale))));
  }
  if (only === undefined || only === 'console') {
    rows.push(...(await benchConsole(newDatabase, Math.round(1_000_000 * scale))));
  }
  if (only === undefined || only === 'migrations') {
    rows.push(...(await benchMigrations(newDatabase, Math.round(1_000_000 * scale))));
  }
  if (only === undefined || only === 'stores') {
    rows.push(...(await benchStores(newDatabase, Math.round(1000 * scale))));
  }
  if (only === undefined || only === 'pending') {
    rows.push(...(await benchPending(newDatabase, Math.round(2000 * scale))));
  }
  if (only === undefined || only === 'stock-modes') {
    rows.push(...(await benchStockModes(newDatabase, Math.round(2000 * scale))));
    rows.push(...(await benchChosenWay(newDatabase, Math.round(10_000 * scale))));
  }
  if (only === undefined || only === 'idle') rows.push(...(await benchIdle()));
  if (only === 'gate') {
    rows.push(...(await benchGate(newDatabase)));
    if (rows.some(({ met }) => !met)) process.exitCode = 1;
  }
  // On their own only: others are installed for it; no ratio to anything.
  if (only === 'peers') rows.push(...(await benchPeers(newDatabase, scale)));
  if (only === 'backup') rows.push(...(await benchBackup(newDatabase, Math.round(100_000 * scale))));
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.stdout.write(
  '\n| what | this service | measured beside it | ratio | target | met |\n|---|---|---|---|---|---|\n',
);
for (const { what, ours, reference, ratio, target, met } of rows) {
  process.stdout.write(
    `| ${what} | ${ours} | ${reference} | ${ratio} | ${target} | ${met ? 'yes' : 'no'} |\n`,
  );
}
