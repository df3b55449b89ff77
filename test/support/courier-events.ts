import { KEYS } from '../cases/parcels-of-cases.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { expectAllDocumented } from './event-check.js';
import { startTestApp, type TestApp } from './test-app.js';
import { until } from './until.js';

/** A shop with one order per test, whose parcels are packed through the service, and a merchant who hears of them. */
export interface CourierShop {
  bridge: TestApp;
  sandbox: Sandbox;
  merchant: Merchant;
  /** Order 100, 101, …, each with one line: item 1000 + its code, `units` of MUG. */
  place(units: number): Promise<number>;
  settings(more: object): Promise<void>;
  /** @returns our code of the parcel of so many MUG */
  pack(order: number, trackNumber: string, quantity?: number, shipmentId?: string): Promise<string>;
  /** What came of an order, once there is so much of it. */
  received(order: string, count: number, counts?: (body: Body) => boolean): Promise<Body[]>;
  /** Fails where a body came that docs/events does not know. */
  close(): Promise<void>;
}

type Body = Record<string, any>;

export async function startCourierShop(): Promise<CourierShop> {
  const sandbox = await Sandbox.start();
  const merchant = await Merchant.start();
  const bridge = await startTestApp(sandbox, KEYS);
  const endpoint = '/admin/stores/default/endpoints/NOTIFICATION';
  const { body } = await bridge.call('PUT', endpoint, { body: { url: merchant.url } });
  merchant.secrets.push(body.signingSecret);
  let order = 99;
  return {
    ...{ bridge, sandbox, merchant },
    place: async (units) => {
      order++;
      const placed = generateOrder({ entityId: order, createdAt: Date.now() - 600_000 + order, lines: 1 });
      Object.assign(placed.items[0]!, { item_id: 1000 + order, sku: 'MUG', qty_ordered: units });
      placed.increment_id = `M${order}`;
      addUp(placed);
      sandbox.place(placed);
      await bridge.sync('orders.changed');
      return order;
    },
    settings: async (more) => {
      const { status, text } = await bridge.call('PUT', '/admin/stores/default', {
        body: { settings: more },
      });
      if (status !== 200) throw new Error(text);
    },
    pack: async (code, trackNumber, quantity = 1, shipmentId = trackNumber) => {
      const made = await bridge.post(`/orders/${code}/shipments`, {
        shipmentId,
        locationCode: 'WH1',
        items: [{ orderItemCode: String(1000 + code), channelSkuCode: 'MUG', quantity }],
        tracks: [{ trackNumber, title: 'Delhivery' }],
      });
      if (made.status !== 200) throw new Error(made.text);
      return made.body.shipmentCode as string;
    },
    received: async (code, count, counts = () => true) => {
      const mine = (): Body[] =>
        merchant.received
          .map((one) => one.body as Body)
          .filter((one) => one['forwardOrderCode'] === code && counts(one));
      await until(() => Promise.resolve(mine().length >= count || undefined));
      return mine();
    },
    close: async () => {
      await bridge.close();
      await merchant.close();
      await sandbox.close();
      expectAllDocumented(merchant);
    },
  };
}
