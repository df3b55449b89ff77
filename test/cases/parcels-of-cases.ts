import { addUp, generateOrder } from '../sandbox/generator.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { TestApp } from '../support/test-app.js';

/** Orders with one parcel each, shipped through the service: order code to AWB. */
export async function shipParcels(
  sandbox: Sandbox,
  bridge: TestApp,
  parcels: Map<number, string>,
): Promise<void> {
  for (const entityId of parcels.keys()) {
    const order = generateOrder({ entityId, createdAt: Date.now() - 60_000 + entityId, lines: 1 });
    order.increment_id = `M${entityId}`;
    addUp(order);
    sandbox.place(order);
  }
  await bridge.sync('orders.changed');
  for (const [entityId, trackNumber] of parcels) {
    const { body: order } = await bridge.get(`/orders/${entityId}`);
    const items = order.orderItems.map((item: any) => ({
      orderItemCode: item.orderItemCode,
      channelSkuCode: item.channelSkuCode,
      quantity: Number(item.quantityOpen),
    }));
    const made = await bridge.post(`/orders/${entityId}/shipments`, {
      shipmentId: `S${entityId}`,
      locationCode: 'WH1',
      items,
      tracks: [{ trackNumber, title: 'Delhivery' }],
    });
    if (made.status !== 200) throw new Error(`${entityId}: ${made.text}`);
  }
}

export const KEYS = {
  CLICKPOST_WEBHOOK_KEY: 'clickpost-key',
  SHIPROCKET_WEBHOOK_TOKEN: 'shiprocket-token',
  SHIPWAY_WEBHOOK_KEY: 'shipway-key',
  ESHIPZ_WEBHOOK_KEY: 'eshipz-key',
};

const HEADERS: Record<string, Record<string, string>> = {
  clickpost: { webhook_key: KEYS.CLICKPOST_WEBHOOK_KEY },
  st: { 'x-api-key': KEYS.SHIPROCKET_WEBHOOK_TOKEN },
  shipway: { 'x-api-key': KEYS.SHIPWAY_WEBHOOK_KEY },
  eshipz: { 'x-webhook-secret': KEYS.ESHIPZ_WEBHOOK_KEY },
};

/** Calls an aggregator's webhook, and answers what was made of it. */
export async function webhook(
  bridge: TestApp,
  path: string,
  body: unknown,
  state?: string,
): Promise<Record<string, any>> {
  const options = { anonymous: true, headers: HEADERS[path] ?? {}, body };
  const reply = await bridge.call('POST', `/webhooks/${path}/default`, options);
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.text}`);
  return (await bridge.get(`/notifications?limit=1${state ? `&state=${state}` : ''}`)).body.items[0];
}
