import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ship } from '../sandbox/documents.js';
import { generateOrder } from '../sandbox/generator.js';
import { magentoTime } from '../sandbox/magento-order.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { commandLine } from '../support/command-line.js';
import { environmentFor, startTestApp, type TestApp } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;
const SKU = 'MUG';

/**
 * The steps of docs/operations.md after a restore to an earlier moment: what was asked for after it has taken effect in Magento,
 * and our books do not know it.
 */
describe('after a restore to an earlier moment', () => {
  let sandbox: Sandbox;
  let merchant: Merchant;
  let bridge: TestApp;
  let restored: TestDatabase;
  let place: string;
  const began = new Date(Date.now() - 2 * HOUR).toISOString();

  const cli = async (url: string, ...words: string[]) => {
    const ended = await commandLine(environmentFor(url, sandbox), words);
    expect([words, ended.stderr]).toEqual([words, '']);
    return ended;
  };
  const set = (url: string, settings: object) => {
    const file = join(place, 'store.json');
    writeFileSync(file, JSON.stringify({ settings }));
    return cli(url, 'store', 'put', 'default', '--file', file);
  };
  const placed = (entityId: number) =>
    sandbox.place(generateOrder({ entityId, createdAt: Date.now() - HOUR, lines: 1 }));
  const parcel = (id: number) => ({
    shipmentId: `P-${id}`,
    items: sandbox.store.find(id)!.items.map((item) => ({
      orderItemCode: String(item.item_id),
      quantity: item.qty_ordered,
    })),
    tracks: [{ trackNumber: `AWB-${id}` }],
  });
  const stock = (quantity: number) => bridge.call('PUT', `/inventory/${SKU}`, { body: { quantity } });
  const effects = () =>
    [1, 2, 3, 4, 5].map((id) => {
      const { comments, invoices, documents, shipments } = sandbox.store.book(id);
      return { id, comments, invoices, documents, shipments };
    });
  const settled = (db: TestDatabase) =>
    until(async () => {
      const open = await db.rows(
        `SELECT 1 FROM operation WHERE state NOT IN ('SETTLED', 'FAILED') UNION ALL SELECT 1 FROM delivery WHERE state = 'PENDING'`,
      );
      return open.length === 0 || undefined;
    });

  async function askAll(): Promise<unknown[]> {
    const answers = [];
    for (const id of [1, 2, 3, 4, 5]) answers.push(await bridge.post(`/orders/${id}/acknowledge`));
    answers.push(await bridge.post('/orders/2/invoice'));
    answers.push(await bridge.post('/orders/3/shipments', parcel(3)));
    answers.push(await bridge.post('/orders/3/handover'));
    return answers.map(({ status, body }) => [status, body.outcome]);
  }

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'bridge-before-'));
    sandbox = await Sandbox.start();
    merchant = await Merchant.start();
    for (const id of [1, 2, 3, 4]) placed(id);
    sandbox.store.stock.add(SKU, 1);
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.new');
    await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', { body: { url: merchant.url } });
    // Accepted before the moment, done after it.
    sandbox.faults.outage = 'maintenance';
    const late = await bridge.call('POST', '/orders/4/acknowledge', { headers: { prefer: 'respond-async' } });
    expect(late.status).toBe(202);
    await cli(bridge.db.url, 'db', 'backup', '--to', join(place, 'backup'));
    sandbox.faults.outage = 'none';
    placed(5);
    await bridge.sync('orders.new');
    await until(async () => (await bridge.post('/orders/1/acknowledge')).status === 200 || undefined);
    await askAll();
    await stock(9);
    await settled(bridge.db);
    // What others do in orders that we did nothing in is no difference.
    sandbox.change(4, (order) => void ship(order, {}, sandbox.store, magentoTime(Date.now())));
    await bridge.close();
    restored = await createTestDatabase('template1');
    await cli(restored.url, 'db', 'restore', '--from', join(place, 'backup'));
  });

  afterAll(async () => {
    await bridge.close();
    await merchant.close();
    await sandbox.close();
    await restored.drop();
    rmSync(place, { recursive: true, force: true });
  });

  it('nothing is done twice, and what was done since is found', async () => {
    const done = effects();
    expect(done.map(({ comments }) => comments)).toEqual([1, 1, 1, 1, 1]);
    expect([done[1]!.invoices, done[2]!.shipments]).toEqual([1, 1]);
    const received = merchant.received.length;
    // Before any process starts, which would go on with what waited at that moment.
    await set(restored.url, { mode: 'shadow' });
    bridge = await startTestApp(sandbox, {}, () => Promise.resolve(restored.url));
    const range = ['--store', 'default', '--from', began, '--to', new Date().toISOString()];
    await cli(restored.url, 'backfill', ...range);
    const compared = await commandLine(environmentFor(restored.url, sandbox), [
      'reconcile',
      ...range,
      '--wait',
    ]);
    expect(
      compared.stdout.match(/difference \d+: \w+, order \d+/g)?.map((line) => line.split(': ')[1]),
    ).toEqual(['INVOICE_NOT_RECORDED, order 2', 'SHIPMENT_NOT_RECORDED, order 3']);
    expect([effects(), merchant.received.length]).toEqual([done, received]);
    await set(restored.url, { mode: 'live' });
    expect(await askAll()).toEqual([
      ...Array.from({ length: 6 }, () => [200, 'ALREADY']),
      // Of a parcel that our books do not know, nothing is left to ship.
      [409, 'REFUSED'],
      [200, 'ALREADY'],
    ]);
    await settled(restored);
    expect([effects(), merchant.received.length]).toEqual([done, received]);
  });
});
