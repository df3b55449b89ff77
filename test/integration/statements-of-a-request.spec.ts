import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { WatchedStatements } from '../support/watched-statements.js';

const PAGE = 100;
let sandbox: Sandbox;
let watched: WatchedStatements;

beforeAll(async () => {
  sandbox = await Sandbox.start();
  watched = new WatchedStatements();
});

afterAll(async () => {
  watched.stop();
  await sandbox.close();
});

function place(from: number, to: number): void {
  for (let id = from; id <= to; id++) {
    sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 600_000 + id, lines: 2 }));
  }
}

// Processor time cannot be held to a number on every machine; what is asked of the database can, and most of it goes there.
describe('what a request asks of the database', () => {
  let bridge: TestApp;
  beforeAll(async () => {
    place(1, 3);
    // No worker: its ticks would ask beside the request.
    bridge = await startTestApp(sandbox, { ROLE: 'api' });
    for (const id of [1, 2, 3]) await bridge.get(`/orders/${id}?refresh=true`);
  });
  afterAll(() => bridge.close());

  const event = {
    ...{ forwardOrderCode: '1', forwardAwb: 'A1', courierName: 'C', notificationType: 'IN_TRANSIT' },
    notificationUpdateTime: 1_700_000_000,
  };
  const levels = {
    inventories: Array.from({ length: 100 }, (_, i) => ({ channelSkuCode: `SKU-${i}`, quantity: i })),
  };

  it.each<[string, string, object | undefined, number]>([
    ['GET', '/orders?limit=50', undefined, 1],
    ['GET', '/orders/1', undefined, 1],
    ['POST', '/notifications', event, 9],
    ['PUT', '/inventory', levels, 5],
  ])('%s %s: little', async (method, path, body, most) => {
    // Sets up what is remembered of the store and the caller, so that it does not count.
    await bridge.get('/orders/1');
    const asked = await watched.during(async () => {
      const { status, text } = await bridge.call(method, path, {
        body,
        headers: { prefer: 'respond-async' },
      });
      expect([status < 300, text]).toEqual([true, text]);
    });
    expect(asked.map(({ text }) => text.trim().slice(0, 60))).toHaveLength(most);
  });
});

describe('what an import asks of the database', () => {
  it('grows by the page, and not by the order', async () => {
    const bridge = await startTestApp(sandbox);
    const ofOrders = async (): Promise<number> => {
      const asked = await watched.during(() => bridge.sync('orders.new'));
      return asked.filter(({ text }) => /"order"|order_item|order_event/.test(text)).length;
    };
    try {
      place(1001, 1000 + PAGE);
      expect(await ofOrders()).toBeLessThanOrEqual(5);
      place(2001, 2000 + 3 * PAGE);
      expect(await ofOrders()).toBeLessThanOrEqual(10);
    } finally {
      await bridge.close();
    }
  });
});
