import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { StoresService } from '../../src/stores/stores.service.js';
import { ParkedOrders } from '../../src/sync/parked-orders.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';

const HOUR = 3_600_000;
const ODD = 5;

type Order = Record<string, any>;

/** What a module of the shop, or a broken row, may make of order 5; and what the operator reads. */
const ODDITIES: [string, (order: Order) => void, RegExp][] = [
  ['two lines with one id', (o) => (o['items'][1].item_id = o['items'][0].item_id), /same item_id/],
  ['lines as an object', (o) => (o['items'] = { '0': o['items'][0] }), /items is a object and not a list/],
  ['a line that is null', (o) => o['items'].push(null), /items has an entry that is no object/],
  ['a line without id', (o) => (o['items'][0].item_id = null), /no item_id/],
  ['an amount of 1e20', (o) => (o['grand_total'] = 1e20), /100000000000000000000 is more than any amount/],
  ['an amount with a comma', (o) => (o['grand_total'] = '1,234'), /"1,234" is not an amount/],
  ['a price that is a word', (o) => (o['items'][0].price = 'free'), /"free" is not an amount/],
  ['a quantity that is an object', (o) => (o['items'][0].qty_ordered = {}), /\{\} is not an amount/],
  ['a word for a store view', (o) => (o['store_id'] = 'default'), /store_id is "default"/],
  ['a store view that no column holds', (o) => (o['store_id'] = 2 ** 40), /cannot be stored: .*out of range/],
  ['an id of null', (o) => (o['entity_id'] = null), /no entity_id/],
  ['no time of creation', (o) => (o['created_at'] = '0000-00-00 00:00:00'), /no created_at/],
  [
    'taxes that are a word',
    (o) => (o['extension_attributes'].item_applied_taxes = 'x'),
    /item_applied_taxes/,
  ],
  ['an address in a list', (o) => (o['billing_address'].city = ['x']), /address.city is a list/],
  ['a status that is an object', (o) => (o['status'] = { code: 'x' }), /status is a object/],
];

describe('one odd order', () => {
  let sandbox: Sandbox;
  const startApp = shareTestApp();
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    bridge = await startApp(sandbox);
    for (let id = 1; id <= 12; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - HOUR + id * 1000 }));
    }
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const spoil = (edit: (order: Order) => void): void => {
    sandbox.faults.middleman.body = (path, body) => {
      const spoiled: Order[] = path.endsWith('/orders') ? body.items : [body];
      for (const order of spoiled) if (order?.['entity_id'] === ODD) edit(order);
      return body;
    };
  };
  const stored = async (): Promise<number[]> =>
    (await bridge.db.rows<{ id: string }>('SELECT entity_id AS id FROM "order" ORDER BY entity_id')).map(
      ({ id }) => Number(id),
    );
  const ALL = Array.from({ length: 12 }, (_, i) => i + 1);
  const OTHERS = ALL.filter((id) => id !== ODD);

  it.each(ODDITIES)('%s: parks itself, with its reason, and nothing else', async (_what, edit, reason) => {
    spoil(edit);
    const run = await bridge.sync('orders.changed');
    expect(run).toMatchObject({ state: 'DONE', seen: 12, new: 11, skipped: { parked: 1 } });
    expect(await stored()).toEqual(OTHERS);
    const parked = await bridge.db.rows<{ entity_id: string; reason: string; tries: number }>(
      'SELECT entity_id, reason, tries FROM parked_order',
    );
    expect(parked).toEqual([{ entity_id: String(ODD), reason: expect.stringMatching(reason), tries: 1 }]);
    expect((await bridge.get('/orders/5?refresh=true')).status).toBeGreaterThanOrEqual(404);

    sandbox.faults.middleman.body = undefined;
    await bridge.db.rows('UPDATE parked_order SET next_try_at = now()');
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(ALL);
    expect(await bridge.db.rows('SELECT 1 FROM parked_order')).toEqual([]);
  });

  it('no number of the table is NaN, and what is a number as text is taken as the number', async () => {
    spoil((order) => {
      order['entity_id'] = '5';
      order['grand_total'] = String(order['grand_total']);
      order['store_id'] = '1';
      order['items'][0].item_id = String(order['items'][0].item_id);
    });
    expect(await bridge.sync('orders.changed')).toMatchObject({ new: 12, skipped: {} });
    expect(await stored()).toEqual(ALL);
    const [row] = await bridge.db.rows('SELECT balanced, magento_store_id FROM "order" WHERE entity_id = 5');
    expect(row).toEqual({ balanced: true, magento_store_id: 1 });
  });

  it('an order that says nothing of itself is counted and reported, and the others come', async () => {
    sandbox.faults.middleman.body = (path, body) => {
      if (path.endsWith('/orders')) body.items[4] = null;
      return body;
    };
    const run = await bridge.sync('orders.changed');
    expect(run).toMatchObject({ state: 'DONE', new: 11, skipped: { nameless: 1 } });
    expect(run['explanation']).toMatch('1 entries of the list cannot be read');
  });

  it('asked for alone, it is an error and not the copy of yesterday', async () => {
    await bridge.sync('orders.changed');
    spoil((order) => (order['items'] = 'none'));
    const { status, body } = await bridge.get('/orders/5?refresh=true');
    expect([status, body.code]).toEqual([502, 'ORDER_UNREADABLE']);
  });

  it('tried again, it is not another one that Magento answers with', async () => {
    spoil((order) => (order['created_at'] = '0000-00-00 00:00:00'));
    await bridge.sync('orders.changed');
    sandbox.faults.middleman.body = (path, body) =>
      path.endsWith(`/orders/${ODD}`) ? { ...body, entity_id: 99, increment_id: 'x' } : body;
    await bridge.db.rows('UPDATE parked_order SET next_try_at = now()');
    await bridge.sync('orders.changed');
    expect(await bridge.db.rows('SELECT entity_id, reason FROM parked_order')).toEqual([
      { entity_id: String(ODD), reason: 'Magento answered order 99 in its place' },
    ]);
    expect(await stored()).toEqual(OTHERS);
  });

  it('asked for alone, it is not another one that Magento answers with', async () => {
    await bridge.sync('orders.changed');
    spoil((order) => (order['entity_id'] = 4));
    const { status, body } = await bridge.get('/orders/5?refresh=true');
    expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('is an ERROR once for each reason, with any number that Magento gives the same error', async () => {
    const errors = jest.spyOn(Logger.prototype, 'error');
    const store = await bridge.app.get(StoresService).byCode('default');
    const park = async (reason: string): Promise<number> => {
      await bridge.app
        .get(ParkedOrders)
        .park(bridge.app.get(DataSource).manager, store, [{ entityId: '5', reason }], true);
      return errors.mock.calls.length;
    };
    const first = await park('Internal Error. Report ID: webapi-65a1');
    const [again, other] = [await park('Internal Error. Report ID: webapi-65b2'), await park('No items.')];
    errors.mockRestore();
    expect([first, again, other]).toEqual([1, 1, 2]);
  });

  it('does not keep a write of its own from settling', async () => {
    await bridge.sync('orders.changed');
    spoil((order) => (order['store_id'] = 2 ** 40));
    expect((await bridge.post('/orders/5/cancel')).body).toMatchObject({ outcome: 'APPLIED' });
  });
});
