import { afterAll } from '@jest/globals';
import { DataSource } from 'typeorm';
import { MagentoClients } from '../../src/magento/magento-clients.js';
import { actorCalled } from '../../src/platform/audit/actor-words.js';
import { removeStore } from '../../src/stores/store-removal.repository.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { ADMIN, type Sandbox } from '../sandbox/sandbox.js';
import { LockSessions } from './lock-sessions.js';
import { quietStreams, startTestApp, type TestApp } from './test-app.js';
import { until } from './until.js';

const CODE = 'default';

/**
 * Tests that need no start of their own share one service, started without a store: each opens one, and removes it with all
 * that was kept of it. Its id is new each time, and so are its token, its breakers and its slots.
 */
async function openStore({ app, db }: TestApp, { url }: Pick<Sandbox, 'url'>): Promise<void> {
  const sessions = new LockSessions();
  const locked = await sessions.open(db.url);
  // No tick finds the store before its streams are quiet.
  await locked.query('BEGIN; LOCK TABLE sync_cursor IN EXCLUSIVE MODE');
  await app.get(StoresService).make(
    {
      code: CODE,
      baseUrl: url,
      storeView: CODE,
      credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
      settings: { fullPushHour: null },
    },
    actorCalled('environment'),
  );
  await quietStreams((sql, values) => locked.query(sql, values));
  await locked.query('COMMIT');
  await sessions.close();
}

export async function storeIdOf({ app }: TestApp): Promise<number> {
  return (await app.get(StoresService).byCode(CODE)).id;
}

/** After its last run: work that is left open goes with it, and so do the stores that the test connected beside it. */
async function closeStore(bridge: TestApp): Promise<void> {
  const { app, db } = bridge;
  const stores = await db.rows<{ id: number; code: string }>('SELECT id, code FROM store');
  for (const { code } of stores) {
    await bridge.call('PUT', `/admin/stores/${code}`, { body: { paused: true } });
  }
  await until(async () => {
    const running = await db.rows(
      `SELECT 1 FROM sync_run WHERE state = 'RUNNING' UNION ALL SELECT 1 FROM inventory_run WHERE state = 'RUNNING'`,
    );
    return running.length === 0 || undefined;
  });
  for (const { id, code } of stores) {
    await app.get(DataSource).transaction((manager) => removeStore(manager, id));
    app.get(MagentoClients).forget(code);
  }
}

/**
 * In place of `startTestApp`: the tests of a file share one service for each environment, and closing it closes their store.
 * Ids of stores grow from test to test, and what belongs to no store stays: the audit log, clients, people.
 */
export function shareTestApp(): (sandbox: Sandbox, environment?: Record<string, string>) => Promise<TestApp> {
  const shared = new Map<string, TestApp>();
  afterAll(async () => {
    for (const bridge of shared.values()) await bridge.close();
  });
  return async (sandbox, environment = {}) => {
    const { MAGENTO_BASE_URL: url = sandbox.url, ...rest } = environment;
    const key = JSON.stringify(rest);
    const bridge = shared.get(key) ?? (await startTestApp(undefined, rest));
    shared.set(key, bridge);
    await openStore(bridge, { url });
    return { ...bridge, close: () => closeStore(bridge) };
  };
}
