import { DataSource } from 'typeorm';
import { MagentoClients } from '../../src/magento/magento-clients.js';
import { actorCalled } from '../../src/platform/audit/actor-words.js';
import { removeStore } from '../../src/stores/store-removal.repository.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { ADMIN, type Sandbox } from '../sandbox/sandbox.js';
import { LockSessions } from './lock-sessions.js';
import { quietStreams, type TestApp } from './test-app.js';
import { until } from './until.js';

const CODE = 'default';

/**
 * Tests that need no start of their own share one service, started without a store: each opens one, and removes it with all
 * that was kept of it. Its id is new each time, and so are its token, its breakers and its slots.
 */
export async function openStore({ app, db }: TestApp, sandbox: Sandbox): Promise<void> {
  const sessions = new LockSessions();
  const locked = await sessions.open(db.url);
  // No tick finds the store before its streams are quiet.
  await locked.query('BEGIN; LOCK TABLE sync_cursor IN EXCLUSIVE MODE');
  await app.get(StoresService).make(
    {
      code: CODE,
      baseUrl: sandbox.url,
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

/** After its last run: work that is left open goes with it. */
export async function closeStore(bridge: TestApp): Promise<void> {
  const { app, db } = bridge;
  await bridge.call('PUT', `/admin/stores/${CODE}`, { body: { paused: true } });
  await until(async () => {
    const running = await db.rows(
      `SELECT 1 FROM sync_run WHERE state = 'RUNNING' UNION ALL SELECT 1 FROM inventory_run WHERE state = 'RUNNING'`,
    );
    return running.length === 0 || undefined;
  });
  const { id } = await app.get(StoresService).byCode(CODE);
  await app.get(DataSource).transaction((manager) => removeStore(manager, id));
  app.get(MagentoClients).forget(CODE);
}
