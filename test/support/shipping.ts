import { CLIENT, type TestApp } from './test-app.js';

/** The way of the customer's document: POST shipment/ at create shipment, ship at handover. */
export const DOCUMENTED = { shipmentMode: 'documented' };

export async function shipAsDocumented(bridge: TestApp): Promise<void> {
  const { status } = await bridge.call('PUT', '/admin/stores/default', { body: { settings: DOCUMENTED } });
  if (status !== 200) throw new Error(`settings not taken: ${status}`);
}

/** The same for service processes; each of them keeps a store's settings for a while. */
export async function processesShipAsDocumented(urls: string[]): Promise<void> {
  for (const url of urls) {
    const { status } = await fetch(`${url}/admin/stores/default`, {
      method: 'PUT',
      headers: { authUsername: CLIENT.id, authPassword: CLIENT.secret, 'content-type': 'application/json' },
      body: JSON.stringify({ settings: DOCUMENTED }),
    });
    if (status !== 200) throw new Error(`settings not taken: ${status}`);
  }
}
