import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConsoleShop, startConsoleShop } from '../support/console-shop.js';
import { CLIENT } from '../support/test-app.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

const CODE = 3;

describe('what Magento has lost, in the console', () => {
  let shop: ConsoleShop;
  let operator: Visitor;
  let page: string;

  beforeAll(async () => {
    shop = await startConsoleShop();
    operator = new Visitor(shop.bridge.url);
    expect(await operator.signIn(CLIENT.id, CLIENT.secret)).toBe(303);
    expect((await shop.bridge.post(`/orders/${CODE}/invoice`)).status).toBe(200);
    loseInvoice();
    await compare();
    const { html } = await operator.get('/console/differences?kind=INVOICE_MISSING_IN_MAGENTO');
    page = /href="(\/console\/differences\/\d+)\?/.exec(html)![1]!;
  });

  afterAll(() => shop.close());

  /** As after a restored backup: the order knows nothing of its invoice. */
  function loseInvoice(): void {
    const { store } = shop.sandbox;
    const at = store.invoices.findIndex(({ order_id }) => order_id === CODE);
    expect(at).not.toBe(-1);
    store.invoices.splice(at, 1);
    const order = store.find(CODE)!;
    for (const item of order.items) item.qty_invoiced = 0;
    store.changed(order);
  }

  async function compare(): Promise<void> {
    const { body } = await shop.bridge.post('/admin/reconciliations', {
      storeCode: 'default',
      from: new Date(Date.now() - 2 * 86_400_000).toISOString(),
      to: new Date().toISOString(),
    });
    await until(async () => {
      const now = (await shop.bridge.get(`/admin/reconciliations/${body.reconciliationId}`)).body;
      return now.state === 'DONE' || undefined;
    });
  }

  it('is shown with what to do, and to a reader without a button', async () => {
    const { html } = await operator.get(page);
    for (const word of ['INVOICE_MISSING_IN_MAGENTO', 'What to do', 'Make it again in Magento']) {
      expect(html).toContain(word);
    }
    const { body } = await shop.bridge.post('/admin/clients', {
      clientId: 'reader',
      scopes: ['orders:read'],
      storeCodes: ['default'],
    });
    const reader = new Visitor(shop.bridge.url);
    expect(await reader.signIn('reader', body.clientSecret)).toBe(303);
    const seen = await reader.get(page);
    expect([seen.status, seen.html.includes('Make it again')]).toEqual([200, false]);
    const refused = await reader.post(`${page}/repair`, {}, '/console');
    expect([refused.status, madeAnew()]).toEqual([403, 0]);
    expect((await operator.get('/console/differences/999999')).status).toBe(404);
  });

  it('is made again once, however often the button is pressed', async () => {
    const made = await operator.post(`${page}/repair?store=default`, {}, page);
    expect(made.status).toBe(303);
    const operation = made.response.headers.get('location')!;
    expect(operation).toContain('did=repaired');
    await until(() => Promise.resolve(madeAnew() === 1 || undefined));
    const again = await operator.post(`${page}/repair?store=default`, {}, '/console/operations');
    expect(again.status).toBe(409);
    expect(madeAnew()).toBe(1);
    expect((await operator.get(operation)).html).toContain('made again where it is not found');
    expect((await operator.get(page)).html).not.toContain('Make it again');
    expect(await shop.bridge.db.rows(`SELECT actor FROM audit_log WHERE action = 'operation.redo'`)).toEqual([
      { actor: CLIENT.id },
    ]);
  });

  function madeAnew(): number {
    return shop.sandbox.store.invoices.filter(({ order_id }) => order_id === CODE).length;
  }
});
