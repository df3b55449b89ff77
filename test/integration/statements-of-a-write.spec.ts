import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { DOCUMENTED } from '../support/shipping.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Asked {
  client: object;
  text: string;
}

const BEGIN = 'START TRANSACTION';
const COMMIT = 'COMMIT';
/** What ticks of every process ask, and each new connection. */
const OF_OTHERS = /idempotency_key|sign_in_failure|audit_tally|pg_is_in_recovery/;

let sandbox: Sandbox;
let bridge: TestApp;
let asked: Asked[] = [];
// Called with the client that it belongs to, below.
// eslint-disable-next-line @typescript-eslint/unbound-method
const { query } = pg.Client.prototype;

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
  const watch = function (this: pg.Client, ...args: unknown[]): unknown {
    const [config] = args as [string | { text?: string }];
    const text = typeof config === 'string' ? config : (config.text ?? '');
    if (!OF_OTHERS.test(text)) asked.push({ client: this, text });
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  };
  pg.Client.prototype.query = watch as typeof query;
});

afterAll(async () => {
  pg.Client.prototype.query = query;
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
    asked = [];
    const reply = await bridge.post(`/orders/1/${path}`, body);
    expect([reply.status, reply.body.outcome]).toEqual([200, expect.stringMatching(/APPLIED|DEGRADED/)]);
    const statements = asked;
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
