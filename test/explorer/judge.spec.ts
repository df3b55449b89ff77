import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ADMIN } from '../sandbox/sandbox.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { judge } from './judge.js';
import type { Played } from './played.js';
import { begin, takeAll } from './player.js';
import type { Schedule, WriteStep } from './schedule.js';
import { World } from './world.js';

const ACKNOWLEDGE: WriteStep = {
  do: 'acknowledge',
  line: 0,
  later: false,
  replica: 0,
  twice: false,
  again: 0,
  key: false,
  beside: false,
};
const SCHEDULE: Schedule = {
  store: 0,
  steps: [ACKNOWLEDGE, { do: 'stock', quantity: 7, burst: 1, later: false, replica: 0, beside: false }],
  blind: { ms: 0, by: 'none' },
  lagMs: 0,
  foreignShipment: true,
  writes: [],
  reads: [],
  polls: [],
  deliveries: [],
};

/** What nobody answers for is put into the shop's books by hand, after a schedule in which all went well. */
describe('the judge', () => {
  let db: TestDatabase;
  let world: World;
  let played: Played;
  let order: number;

  beforeAll(async () => {
    db = await createTestDatabase();
    world = await World.start({ db, fragile: false });
  }, 120_000);

  afterAll(async () => {
    await world.close();
    await db.drop();
  }, 120_000);

  beforeEach(async () => {
    played = begin(world, SCHEDULE);
    order = played.orders[0]!;
    await takeAll(world, played);
    expect(await judge(world, played)).toEqual([]);
  }, 120_000);

  /** A call to the shop, as the service would make it. */
  async function call(method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const token = await fetch(`${world.sandbox.url}/rest/V1/integration/admin/token`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ username: ADMIN.username, password: ADMIN.password }),
    });
    const answer = await fetch(`${world.sandbox.url}/rest/V1${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${(await token.json()) as string}` },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  }

  it('names a comment whose entry is not in the ledger', async () => {
    await db.rows('DELETE FROM operation WHERE order_id = (SELECT id FROM "order" WHERE entity_id = $1)', [
      order,
    ]);
    expect(await judge(world, played)).toContainEqual(expect.stringContaining('not in the ledger'));
  });

  it.each([
    ['a comment', 'comments', { statusHistory: { comment: 'Received.', is_customer_notified: 0 } }],
    ['an invoice', 'invoice', { capture: false }],
    ['a shipment', 'ship', {}],
  ])(
    'names %s without a marker',
    async (_what, route, body) => {
      await call('POST', `/${route === 'comments' ? 'orders' : 'order'}/${order}/${route}`, body);
      expect(await judge(world, played)).toContainEqual(expect.stringContaining('carries no marker'));
    },
    120_000,
  );

  it('names a credit memo without a marker', async () => {
    await call('POST', `/order/${order}/invoice`, { capture: true });
    await call('POST', `/order/${order}/refund`, { arguments: { shipping_amount: 0 } });
    expect(await judge(world, played)).toContainEqual(
      expect.stringMatching(/^credit memo \d+ of order \d+ carries no marker/),
    );
  }, 120_000);

  it('names a cancellation that is not in the ledger', async () => {
    await call('POST', `/orders/${order}/cancel`, {});
    expect(await judge(world, played)).toContainEqual(expect.stringContaining('made to cancel 1 times'));
  }, 120_000);

  it('names a write that came while another one on its order was under way', async () => {
    played.trouble.writes.push('cut, late', 'cut, late');
    const cancel = (): Promise<void> => call('POST', `/orders/${order}/cancel`, {});
    await Promise.allSettled([cancel(), cancel()]);
    await Promise.all(played.trouble.late);
    expect(await judge(world, played)).toContainEqual(expect.stringContaining('was under way'));
  }, 120_000);

  it('names a document that carries the marker of something else', async () => {
    const [own] = await db.rows<{ id: string }>('SELECT id FROM operation ORDER BY created_at DESC LIMIT 1');
    const comment = { comment: `increff-op:${own!.id}`, is_visible_on_front: 0 };
    await call('POST', `/order/${order}/invoice`, { capture: false, comment });
    expect(await judge(world, played)).toContainEqual(expect.stringContaining('marker of a ACKNOWLEDGE'));
  }, 120_000);

  it('names a stock value whose row is not there, and one that nobody sent', async () => {
    const stockItem = { qty: 41, is_in_stock: true };
    await call('PUT', `/products/${played.sku}/stockItems/1`, { stockItem });
    expect(await judge(world, played)).toContainEqual(expect.stringContaining('41, which nobody sent'));
    world.sandbox.store.stock.book(played.sku).quantities.pop();
    await db.rows('DELETE FROM inventory_level WHERE sku = $1', [played.sku]);
    played.stock[0]!.accepted = false;
    expect(await judge(world, played)).toContainEqual(expect.stringContaining('is lost'));
  }, 120_000);

  it('names stock of a SKU that is nobody’s', async () => {
    const sourceItems = [{ sku: 'STRAY', source_code: 'default', quantity: 1, status: 1 }];
    await call('POST', '/inventory/source-items', { sourceItems });
    expect(await judge(world, played)).toContainEqual(expect.stringContaining('stock of stray'));
    world.sandbox.store.stock.books.delete('stray');
  }, 120_000);
});
