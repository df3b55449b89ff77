import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { OperationsRepository } from '../../src/operations/operations.repository.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

/** More than the service needs to close what waits for nothing. */
const CLOSED_WITHOUT_WAITING_MS = 1500;

describe('a write that is under way when the service ends', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let watcher: pg.Client;
  let release: () => void;
  let held = false;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 }));
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.changed');
    // The service's own connections are closed when the row is looked at.
    watcher = new pg.Client({ connectionString: bridge.db.url });
    await watcher.connect();
    held = false;
    const answer = new Promise<void>((done) => (release = done));
    sandbox.decide = ({ method, path }) => {
      if (method !== 'POST' || !path.includes('/orders/1/')) return undefined;
      held = true;
      return { reach: 'yes', held: answer };
    };
  });

  afterEach(async () => {
    release();
    await watcher.end();
    await bridge.close();
    await sandbox.close();
  });

  const reached = () => until(() => Promise.resolve(held || undefined));

  async function closeAndRelease(): Promise<void> {
    const closing = bridge.app.close();
    await Promise.race([closing, sleep(CLOSED_WITHOUT_WAITING_MS)]);
    release();
    await closing;
  }

  async function rows(): Promise<unknown[]> {
    const { rows: found } = await watcher.query('SELECT state, outcome, lease_token FROM operation');
    return found;
  }

  const SETTLED = [{ state: 'SETTLED', outcome: expect.any(String), lease_token: null }];

  it('comes to its end in a worker', async () => {
    await bridge.post('/orders/1/acknowledge', {}, { headers: { prefer: 'respond-async' } });
    await reached();
    await closeAndRelease();
    expect(await rows()).toEqual(SETTLED);
  });

  it('is waited for no longer by who asked for another', async () => {
    const first = bridge.post('/orders/1/acknowledge');
    await reached();
    const waits = jest.spyOn(bridge.app.get(OperationsRepository), 'running');
    const second = bridge.post('/orders/1/invoice');
    await until(() => Promise.resolve(waits.mock.calls.length > 0 || undefined));
    await closeAndRelease();
    const { status, body } = await second;
    expect([status, body.code]).toEqual([409, 'ORDER_BUSY']);
    expect((await first).status).toBe(200);
    expect(await rows()).toEqual(SETTLED);
  });

  it('comes to its end though its caller has hung up', async () => {
    const caller = new AbortController();
    const asked = fetch(`${bridge.url}/orders/1/acknowledge`, {
      method: 'POST',
      headers: {
        authUsername: 'increff',
        authPassword: 'increff-secret',
        authDomainName: 'default',
        'content-type': 'application/json',
      },
      body: '{}',
      signal: caller.signal,
    }).catch(() => undefined);
    await reached();
    caller.abort();
    await asked;
    await closeAndRelease();
    expect(await rows()).toEqual(SETTLED);
  });
});
