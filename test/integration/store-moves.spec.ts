import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { MoveChecks } from '../../src/cells/move-checks.js';
import { StoreCopier } from '../../src/cells/store-copier.js';
import { type Say, StoreMover } from '../../src/cells/store-mover.js';
import { SecretBox } from '../../src/platform/crypto/secret-box.js';
import { numberCell, placeIds } from '../../src/platform/database/cell-ids.js';
import { readMode } from '../../src/stores/store-mode.repository.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { clean, CODE, move, moverOf, openIn, silent } from '../support/cells.js';
import { LockSessions } from '../support/lock-sessions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let merchant: Merchant;
let west: TestApp;
let east: TestApp;
const homes = (): TestApp[] => [west, east];

const idOf = async ({ db }: TestApp): Promise<number> =>
  (await db.rows<{ id: number }>('SELECT id FROM store'))[0]!.id;
let second = 1_700_000_000;
const event = (awb: string): object => ({
  forwardOrderCode: '1',
  forwardAwb: awb,
  notificationType: 'PICKED_UP',
  notificationUpdateTime: second++,
  logisticAggregatorInfo: {
    logisticAggregatorName: 'CLICKPOST',
    logisticAggregatorMetaData: { 'Account Code': 'A' },
  },
});
/** What the merchant got of parcels, in this order. */
const got = (): string[] => merchant.received.flatMap(({ body }) => body.forwardAwb ?? []);
const arrived = (count: number): Promise<true> =>
  until(() => Promise.resolve(got().length >= count || undefined));
const asOwner = { headers: { authUsername: 'shop', authPassword: '' } };

/** Of which Increff knows nothing, in a store that says nothing of returns to it. */
async function aReturn(): Promise<void> {
  const made = await west.post('/return/return-orders', {
    ...{ forwardOrderCode: '3', returnOrderCode: 'R-1', locationCode: 'WH1', orderType: 'CUSTOMER_RETURN' },
    ...{ awbNumber: 'HYN402', transporter: 'Delhivery', returnOrderTime: '2020-10-16T20:22:28.000+05:30' },
    orderItems: [{ itemCode: 'I1', channelSkuCode: 'SKU-0', reason: 'size', enableDoorStepQc: 'false' }],
  });
  expect([made.status, made.text]).toEqual([200, made.text]);
  await west.db.rows('UPDATE return_order SET increff_due = false');
}

/** With something in most tables, and ids that are those of the other database too. */
beforeAll(async () => {
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  west = await startTestApp(sandbox);
  east = await startTestApp();
  for (const id of [1, 2, 3]) {
    const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 2 });
    order.items.forEach((item, i) =>
      Object.assign(item, { qty_ordered: 2, qty_shipped: id === 3 ? 1 : 0, sku: `SKU-${i}` }),
    );
    addUp(order);
    sandbox.place(order);
  }
  await west.sync('orders.new');
  await west.call('PUT', `/admin/stores/${CODE}/endpoints/NOTIFICATION`, { body: { url: merchant.url } });
  const { body } = await west.post('/admin/clients', {
    clientId: 'shop',
    scopes: ['orders:read'],
    storeCodes: [CODE],
  });
  asOwner.headers.authPassword = body.clientSecret;
  await west.post('/orders/1/invoice', {});
  await west.post('/orders/2/cancel', {}, { headers: { 'idempotency-key': 'cancel-2' } });
  const levels = { inventories: [{ channelSkuCode: 'none', quantity: 5 }] };
  expect((await west.call('PUT', '/inventory', { body: levels })).status).toBe(200);
  await aReturn();
  await west.post('/notifications', event('A'));
  await arrived(1);
}, 120_000);

afterAll(async () => {
  for (const home of homes()) await home.close();
  await merchant.close();
  await sandbox.close();
});

describe('a database without a number', () => {
  it('sends no store away and takes none', async () => {
    await expect(move(west, east)).rejects.toThrow('First give this database a number');
    await west.app.get(DataSource).transaction((manager) => numberCell(manager, { number: 1, name: 'west' }));
    await expect(move(west, east)).rejects.toThrow('First give the database there a number');
    await east.app.get(DataSource).transaction((manager) => numberCell(manager, { number: 2, name: 'east' }));
    expect(await openIn({ west, east })).toEqual(['west']);
  });

  it('gives ids of its own from then on, also in tables that come later', async () => {
    for (const [home, rest, last] of [
      [west, '001', '7'],
      [east, '002', '7'],
      // As it stands after a restore: far enough, and in the row of another database.
      [east, '002', '5000000000001'],
    ] as const) {
      await home.db.rows(`ALTER SEQUENCE shipment_id_seq INCREMENT BY 1 RESTART WITH ${last}`);
      await home.app.get(DataSource).transaction(placeIds);
      const [next] = await home.db.rows<{ ids: string[] }>(
        `SELECT ARRAY[nextval('shipment_id_seq'), nextval('shipment_id_seq'), nextval('store_id_seq')]::text[] AS ids`,
      );
      expect(next!.ids.map((id) => id.slice(-3))).toEqual([rest, rest, rest]);
      expect(new Set(next!.ids).size).toBe(3);
    }
  });
});

describe('a store that moves', () => {
  it('is the same there, in each table, and works on', async () => {
    const said: string[] = [];
    await move(west, east, (words) => said.push(words));
    expect(said.at(-1)).toBe('default is open in east. Map: default east');
    expect(await openIn({ west, east })).toEqual(['east']);
    const orders = (await east.get('/orders')).body.items.map((one: any) => one.orderCode);
    expect(orders.sort()).toEqual(['1', '2', '3']);
    expect((await east.get('/orders', asOwner)).status).toBe(200);
    // The same write again has no second effect, and its key has the first answer.
    expect((await east.post('/orders/1/invoice', {})).body.outcome).toBe('ALREADY');
    const again = await east.post('/orders/2/cancel', {}, { headers: { 'idempotency-key': 'cancel-2' } });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    expect([sandbox.store.book(1).invoices, sandbox.store.book(2).cancellations]).toEqual([1, 1]);
  });

  it('is looked for where it has gone to, and nothing is written here', async () => {
    const refused = await west.post('/notifications', event('lost'));
    expect([refused.status, refused.body.code, refused.body.cell]).toEqual([421, 'STORE_MOVED', 'east']);
    expect((await west.get('/orders')).status).toBe(421);
    expect((await west.get(`/admin/stores/${CODE}`)).status).toBe(421);
    expect(await moverOf(west).map()).toEqual([]);
    expect(await moverOf(east).map()).toEqual(['default east']);
    expect(await readMode(west.app.get(DataSource).manager, await idOf(west))).toBe('away');
    expect(await readMode(east.app.get(DataSource).manager, await idOf(east))).toBe('live');
  });

  it('sends an event once, after those of before, with a larger id', async () => {
    await east.post('/notifications', event('B'));
    await arrived(2);
    expect(got()).toEqual(['A', 'B']);
    const rows = await east.db.rows<{ awb: string }>(
      `SELECT body ->> 'forwardAwb' AS awb FROM notification WHERE body ->> 'forwardAwb' IS NOT NULL ORDER BY id`,
    );
    expect(rows.map(({ awb }) => awb)).toEqual(['A', 'B']);
  });

  it('leaves nothing behind but its place, once that is wished', async () => {
    await expect(moverOf(east).clean(CODE, west.db.url)).rejects.toThrow('has not left');
    await clean(west, east);
    await clean(west, east);
    const left = await west.db.rows(
      'SELECT id::text FROM "order" UNION ALL SELECT id::text FROM delivery UNION ALL SELECT id::text FROM store',
    );
    expect(left).toEqual([]);
    expect((await west.get('/orders')).status).toBe(421);
    const taken = await west.post('/admin/stores', {
      ...{ code: CODE, baseUrl: sandbox.url, storeView: CODE },
      credentials: { scheme: 'bearer', accessToken: 'x'.repeat(32) },
    });
    expect(taken.status).toBe(421);
  });
});

describe('a move that dies between two steps', () => {
  it.each([1, 2, 3, 4])(
    'leaves the store closed in both or open in one, and ends when repeated: step %s',
    async (step) => {
      const [from, to] = (await openIn({ west, east }))[0] === 'east' ? [east, west] : [west, east];
      let steps = 0;
      const dies: Say = () => {
        if (++steps === step) throw new Error('killed');
      };
      await expect(move(from, to, dies)).rejects.toThrow('killed');
      expect(await openIn({ west, east })).toEqual([]);
      const write = await from.post('/orders/3/acknowledge', {});
      expect([step, write.status]).toEqual([step, step === 4 ? 421 : 503]);
      expect(write.headers.has('retry-after')).toBe(step !== 4);
      expect((await to.post('/orders/3/acknowledge', {})).status).toBeGreaterThanOrEqual(400);
      await move(from, to);
      await move(from, to);
      expect(await openIn({ west, east })).toEqual([to === east ? 'east' : 'west']);
      expect((await to.get('/orders')).body.items).toHaveLength(3);
      await clean(from, to);
    },
  );

  it('may be given up until it has left', async () => {
    const [from, to] = (await openIn({ west, east }))[0] === 'east' ? [east, west] : [west, east];
    let steps = 0;
    await expect(
      move(from, to, () => {
        if (++steps === 3) throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect((await to.db.rows('SELECT 1 FROM "order"')).length).toBe(3);
    await moverOf(from).stay(CODE, to.db.url);
    expect((await to.db.rows('SELECT 1 FROM "order"')).length).toBe(0);
    expect((await from.post('/orders/3/acknowledge', {})).status).toBe(200);
    await move(from, to);
    await expect(moverOf(from).stay(CODE, to.db.url)).rejects.toThrow('is not on its way');
    await clean(from, to);
    expect(sandbox.store.book(3).comments).toBe(1);
  });
});

describe('a request that stands still while its store goes', () => {
  it('is not answered as accepted, and the same one is accepted there', async () => {
    const [from, to] = (await openIn({ west, east }))[0] === 'east' ? [east, west] : [west, east];
    const sessions = new LockSessions();
    const held = await sessions.open(from.db.url);
    await held.query('BEGIN; LOCK TABLE parcel_state IN EXCLUSIVE MODE');
    const body = event('C');
    const asked = from.post('/notifications', body);
    await until(async () => {
      const waiting = await from.db.rows(
        `SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'relation'`,
      );
      return waiting.length > 0 || undefined;
    });
    const moving = move(from, to, (words) => {
      if (words.endsWith('is closed.')) void held.query('COMMIT');
    });
    expect((await asked).status).toBeGreaterThanOrEqual(420);
    await moving;
    await sessions.close();
    expect((await to.post('/notifications', body)).status).toBe(200);
    await arrived(3);
    expect(got()).toEqual(['A', 'B', 'C']);
    const rows = await to.db.rows<{ awb: string }>(
      `SELECT body ->> 'forwardAwb' AS awb FROM notification WHERE body ->> 'forwardAwb' IS NOT NULL ORDER BY id`,
    );
    expect(rows.map(({ awb }) => awb)).toEqual(['A', 'B', 'C']);
    await clean(from, to);
  });
});

describe('a move is refused before anything is closed', () => {
  it('where a client of the store is somebody else there', async () => {
    const [from, to] = (await openIn({ west, east }))[0] === 'east' ? [east, west] : [west, east];
    await from.post('/admin/clients', { clientId: 'other', scopes: ['orders:read'], storeCodes: [CODE] });
    await to.post('/admin/clients', { clientId: 'other', scopes: ['orders:read'] });
    await expect(move(from, to)).rejects.toThrow('another state: other');
    expect(await openIn({ west, east })).toHaveLength(1);
    await to.call('DELETE', '/admin/clients/other');
  });

  it('where a client may do more there, or is switched off here', async () => {
    const [from, to] = (await openIn({ west, east }))[0] === 'east' ? [east, west] : [west, east];
    await from.db.rows(
      `INSERT INTO api_client (id, scopes, store_codes, secret_hash, enabled) VALUES ('more', '{orders:read}', $1, 'x', true),
       ('off', '{orders:read}', $1, 'x', false)`,
      [[CODE]],
    );
    await to.db.rows(
      `INSERT INTO api_client (id, scopes, store_codes, secret_hash, enabled) VALUES ('more', '{orders:read,orders:write}', '{z}', 'x', true),
       ('off', '{orders:read}', '{z}', 'x', true)`,
    );
    await expect(move(from, to)).rejects.toThrow('more, off');
    expect(await openIn({ west, east })).toHaveLength(1);
    for (const { db } of [from, to]) await db.rows(`DELETE FROM api_client WHERE id IN ('more', 'off')`);
  });

  it('where the place that it came from still has its rows', async () => {
    const [from, to] = (await openIn({ west, east }))[0] === 'east' ? [east, west] : [west, east];
    await move(from, to);
    await expect(move(to, from)).rejects.toThrow('has rows of it from before');
    const third = await startTestApp();
    try {
      await third.app
        .get(DataSource)
        .transaction((manager) => numberCell(manager, { number: 3, name: 'third' }));
      await expect(move(to, third)).rejects.toThrow(`came from ${from === east ? 'east' : 'west'}`);
      await clean(from, to);
      await move(to, third);
      expect((await third.get('/orders')).body.items).toHaveLength(3);
      await clean(to, third);
      await move(third, to);
      await clean(third, to);
    } finally {
      await third.close();
    }
  });

  it('where something is sealed under another key', async () => {
    const [from, to] = (await openIn({ west, east }))[0] === 'east' ? [east, west] : [west, east];
    const box = new SecretBox(Buffer.alloc(32, 7).toString('base64'));
    const checks = new MoveChecks(box);
    const database = from.app.get(DataSource);
    const mover = new StoreMover(database, checks, new StoreCopier(database, checks));
    await expect(mover.move(CODE, to.db.url, silent)).rejects.toThrow(`SECRETS_KEY is ${box.currentKeyId}`);
    expect(await openIn({ west, east })).toHaveLength(1);
  });
});
