import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

/**
 * Scenario: one replica has asked Magento for an order, and is frozen before the answer comes. Another replica reads the
 * order as it is later. What the first one stores when it wakes is older, even if the stamps deny it.
 */
describe('a replica that wakes with an old reading', () => {
  let sandbox: Sandbox;
  let db: TestDatabase;
  const services: ServiceProcess[] = [];

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    db = await createTestDatabase();
    const environment = { ...environmentFor(db.url, sandbox), ROLE: 'api' };
    for (let i = 0; i < 2; i++) services.push(await startServiceProcess(environment));
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 3_600_000 }));
  });

  afterAll(async () => {
    for (const service of services) await service.kill();
    await sandbox.close();
    await db.drop();
  });

  const read = async ({ url }: ServiceProcess): Promise<Record<string, unknown>> => {
    const headers = { authUsername: CLIENT.id, authPassword: CLIENT.secret, 'x-store-code': 'default' };
    return (await (await fetch(`${url}/orders/1?refresh=true`, { headers })).json()) as Record<
      string,
      unknown
    >;
  };

  it('overwrites nothing: it reads again', async () => {
    const [frozen, awake] = services as [ServiceProcess, ServiceProcess];
    await read(awake);
    let release = (): void => undefined;
    const held = new Promise<number>((go) => (release = () => go(0)));
    let reached = false;
    sandbox.change(1, (order) => setState(order, 'processing'));
    sandbox.faults.middleman.delayMs = () => {
      if (reached) return 0;
      reached = true;
      return held;
    };
    const waking = read(frozen);
    await until(() => Promise.resolve(reached || undefined));
    frozen.child.kill('SIGSTOP');
    sandbox.change(1, (order) => {
      setState(order, 'canceled');
      order.updated_at = '2001-01-01 00:00:00';
    });
    expect(await read(awake)).toMatchObject({ syncState: 'CANCELLED' });
    release();
    frozen.child.kill('SIGCONT');
    expect(await waking).toMatchObject({ syncState: 'CANCELLED' });
    const rows = await db.rows('SELECT sync_state FROM "order"');
    expect(rows).toEqual([{ sync_state: 'CANCELLED' }]);
  });
});
