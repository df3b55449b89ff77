import pg from 'pg';
import { othersEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { until } from './until.js';
import { type Call, expectEqual, step } from '../sandbox/demo-report.js';
import { makeSampleRows } from './sample-rows.js';
import { placeSampleOrders } from '../sandbox/sample-shop.js';
import type { Sandbox } from '../sandbox/sandbox.js';

/** What the API's page is prefilled with, for whoever tries it. */
export async function leaveSamples(call: Call, shop: Sandbox, dataDir: string): Promise<void> {
  step(
    'For you',
    'orders 2, 5, 17 and 4711 to 4724 stay as they are; the API at /docs is prefilled with them',
  );
  placeSampleOrders(shop);
  await call('POST', '/admin/sync/default/orders.changed/run', {});
  const listed = (await until(async () => {
    const { body } = await call('GET', '/orders?status=pending&limit=200');
    return body['items'].some((one: { orderCode: string }) => one.orderCode === '4718') ? body : undefined;
  })) as { items: object[] };
  const server = (await othersEmbeddedPostgres(dataDir))!;
  const database = new pg.Client({ connectionString: server.url('bridge') });
  await database.connect();
  try {
    await makeSampleRows(
      (method, path, body, headers) => call(method, path, body, 'default', headers as Record<string, string>),
      async <T>(sql: string, values: unknown[] = []) => (await database.query(sql, values)).rows as T[],
      shop,
    );
  } finally {
    await database.end();
  }
  expectEqual('some of them wait for you', listed.items.length > 0, true);
}
