import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { DOCUMENTED } from '../support/shipping.js';
import { type Reply, startTestApp, type TestApp } from '../support/test-app.js';
import { WatchedStatements } from '../support/watched-statements.js';

const BEGIN = 'START TRANSACTION';
const COMMIT = 'COMMIT';
let sandbox: Sandbox;
let bridge: TestApp;
let watched: WatchedStatements;

beforeAll(async () => {
  sandbox = await Sandbox.start();
  const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 });
  order.items[0]!.item_id = 11;
  sandbox.place(order);
  // No worker: its ticks would ask beside the write.
  bridge = await startTestApp(sandbox, { ROLE: 'api' });
  await bridge.call('PUT', '/admin/stores/default', {
    body: { settings: { ...DOCUMENTED, acknowledgeStatus: null } },
  });
  await bridge.get('/orders/1?refresh=true');
  watched = new WatchedStatements();
});

afterAll(async () => {
  watched.stop();
  await bridge.close();
  await sandbox.close();
});

const packed = { shipmentId: '900', items: [{ orderItemCode: '11', quantity: 1 }] };

describe('what a write asks of the database', () => {
  it.each([
    ['acknowledge', {}, 13],
    ['invoice', {}, 19],
    ['shipments', packed, 24],
    ['handover', {}, 20],
  ])('%s: little, and in a transaction on its own connection', async (path, body, most) => {
    // Sets up what is remembered of the store, so that it does not count.
    await bridge.get('/orders/1');
    let reply = {} as Reply;
    const statements = await watched.during(async () => {
      reply = await bridge.post(`/orders/1/${path}`, body);
    });
    expect([reply.status, reply.body.outcome]).toEqual([200, expect.stringMatching(/APPLIED|DEGRADED/)]);
    expect(statements.length).toBeLessThanOrEqual(most);
    for (const [begin, { client, text }] of statements.entries()) {
      if (text !== BEGIN) continue;
      const end = statements.findIndex((one, i) => i > begin && one.client === client && one.text === COMMIT);
      const within = statements.slice(begin + 1, end);
      // One that holds a connection and waits for a second waits for ever once all of the pool's do so.
      expect(within.filter((one) => one.client !== client)).toEqual([]);
      expect(within).not.toEqual([]);
    }
  });
});
