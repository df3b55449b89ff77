import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shipAsDocumented } from '../support/shipping.js';
import { Ajv, type ValidateFunction } from 'ajv';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Sandbox, type Seen } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'body';
  type?: string;
  schema?: object;
}

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/magento/openapi.json'), 'utf8'),
) as {
  paths: Record<string, Record<string, { parameters?: Parameter[] }>>;
  definitions: Record<string, { required?: string[] }>;
};

/**
 * The schema requires 23 fields of a stock item, and the server none of them: what is left out stays as it is (recorded
 * exchange 232). Sending them all would write back what somebody else has changed since.
 */
const PARTIAL = 'catalog-inventory-data-stock-item-interface';
const definitions = { ...document.definitions };
definitions[PARTIAL] = { ...definitions[PARTIAL], required: undefined };
delete definitions[PARTIAL].required;

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'magento', definitions: closed(definitions) });

/** Unknown fields are refused by Magento, so they are here; references lead into the document. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const result = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      name === '$ref' ? String(value).replace('#/', 'magento#/') : closed(value),
    ]),
  );
  return typeof result['properties'] === 'object' ? { additionalProperties: false, ...result } : result;
}

/** `/V1/orders/7/cancel` is `/V1/orders/{id}/cancel`; a fixed part wins over a variable one. */
function templateOf(method: string, path: string): string | undefined {
  const parts = path.replace(/^\/rest(\/\w+)?\/V1/, '/V1').split('/');
  return Object.keys(document.paths)
    .filter((template) => document.paths[template]![method.toLowerCase()])
    .filter((template) => {
      const wanted = template.split('/');
      return (
        wanted.length === parts.length && wanted.every((part, i) => part.startsWith('{') || part === parts[i])
      );
    })
    .sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

const validators = new Map<string, ValidateFunction>();

function problems({ method, path, query, body }: Seen): string[] {
  const template = templateOf(method, path);
  if (template === undefined) return [`${method} ${path} is not in the schema`];
  const parameters = document.paths[template]![method.toLowerCase()]!.parameters ?? [];
  const found = [...queryProblems(parameters, query), ...pathProblems(parameters, template, path)];
  const schema = parameters.find((one) => one.in === 'body')?.schema;
  if (schema) {
    const key = `${method} ${template}`;
    const validate = validators.get(key) ?? ajv.compile(closed(schema) as object);
    validators.set(key, validate);
    if (!validate(body)) {
      found.push(...validate.errors!.map((error) => `${error.instancePath} ${error.message}`));
    }
  } else if (body !== undefined && JSON.stringify(body) !== '{}') found.push('has a body where none belongs');
  return found.map((problem) => `${method} ${template}: ${problem}`);
}

/** Filters, groups and sorts may be many, of which the schema shows the first. `fields` stands in no schema. */
function queryProblems(parameters: Parameter[], query: string): string[] {
  const names = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name));
  return [...new URLSearchParams(query).keys()]
    .map((name) => name.replace(/\[\d+\]/g, '[0]'))
    .filter((name) => !names.has(name) && name !== 'fields')
    .map((name) => `does not know the parameter ${name}`);
}

function pathProblems(parameters: Parameter[], template: string, path: string): string[] {
  const parts = path.replace(/^\/rest(\/\w+)?\/V1/, '/V1').split('/');
  return template.split('/').flatMap((part, i) => {
    const parameter = parameters.find((one) => one.in === 'path' && `{${one.name}}` === part);
    return parameter?.type === 'integer' && !/^\d+$/.test(parts[i]!)
      ? [`${part} is no integer: ${parts[i]}`]
      : [];
  });
}

describe("everything that is sent to Magento fits Magento's official schema", () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    sandbox.recordRequests = true;
    for (let id = 1; id <= 6; id++) {
      const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 1 });
      Object.assign(order.items[0]!, { item_id: 100 + id, qty_ordered: 2 });
      addUp(order);
      sandbox.place(order);
    }
    for (const code of ['wh1']) sandbox.store.stock.sources.set(code, { source_code: code });
    for (const sku of ['MUG-01', 'A/B 10%', '12,5']) sandbox.store.stock.add(sku, 1);
    bridge = await startTestApp(sandbox);
    await shipAsDocumented(bridge);
    for (const stream of ['orders.new', 'orders.pending', 'orders.changed', 'orders.cancelled']) {
      await bridge.sync(stream);
    }
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const settings = (change: object) =>
    bridge.call('PUT', '/admin/stores/default', { body: { settings: change } });
  const parcel = (id: number, more: object = {}) => ({
    shipmentId: `S${id}`,
    items: [{ orderItemCode: String(100 + id), quantity: 1 }],
    tracks: [{ trackNumber: 'AWB', title: 'DHL', carrierCode: 'dhl' }],
    ...more,
  });

  async function walk(id: number): Promise<void> {
    expect((await bridge.post(`/orders/${id}/acknowledge`)).status).toBe(200);
    expect(
      (
        await bridge.post(`/orders/${id}/invoice`, {
          items: [{ orderItemCode: String(100 + id), quantity: 1 }],
        })
      ).status,
    ).toBe(200);
    expect((await bridge.post(`/orders/${id}/invoice`)).status).toBe(200);
    const more = {
      locationCode: 'WH1',
      comment: 'first box',
      weight: 500,
      dimensions: { length: 1, breadth: 2, height: 3 },
    };
    expect((await bridge.post(`/orders/${id}/shipments`, parcel(id, more))).body.outcome).toBe('APPLIED');
    expect((await bridge.post(`/orders/${id}/handover`, { tracks: [{ trackNumber: 'LATE' }] })).status).toBe(
      200,
    );
    await bridge.get(`/orders/${id}/invoices`);
    await bridge.get('/shipments/1/label');
    await bridge.get(`/orders/${id}/status`);
    await bridge.get(`/orders/${id}?refresh=true`);
  }

  it('in the documented way, shipped once, and with stock in both ways', async () => {
    await settings({ locationSources: { WH1: 'default' } });
    await walk(1);
    await settings({ shipmentMode: 'ship-once', shipAt: 'atShipment' });
    await walk(2);
    await settings({ shipAt: 'atHandover', autoInvoice: true });
    await walk(3);
    await bridge.post('/orders/4/handover');
    await bridge.post('/orders/5/cancel');
    // A lost answer makes the service look for the document.
    sandbox.faults.cutAfterRate = 1;
    sandbox.faults.onlyWrites = true;
    await bridge.post('/orders/6/handover');
    sandbox.faults.cutAfterRate = 0;
    const inventories = ['MUG-01', 'A/B 10%', '12,5'].map((channelSkuCode) => ({
      channelSkuCode,
      quantity: 4,
    }));
    expect((await bridge.call('PUT', '/inventory', { body: { inventories } })).body.failureList).toEqual([]);
    await settings({ inventoryMode: 'sourceItems', locationSources: { WH1: 'wh1' } });
    expect(
      (await bridge.call('PUT', '/inventory', { body: { locationCode: 'WH1', inventories } })).body
        .failureList,
    ).toEqual([]);
    await bridge.post('/admin/inventory/default/runs', { kind: 'DRIFT_CHECK' });
    await until(
      async () => (await bridge.get('/admin/inventory/runs')).body[0]?.state === 'DONE' || undefined,
    );
    const found = sandbox.seen.flatMap(problems);
    expect([...new Set(found)]).toEqual([]);
  });

  it('and what does not fit is found', () => {
    const path = '/rest/default/V1/order/x/ship';
    const body = { bogus: 1, items: [{ order_item_id: 'x', qty: 1 }] };
    expect(problems({ method: 'POST', path, query: 'searchCriteria[page]=1', body })).toHaveLength(4);
    expect(problems({ method: 'POST', path: '/rest/V1/nothing', query: '', body })).toHaveLength(1);
  });

  it('and every kind of call was among them', () => {
    const kinds = new Set(sandbox.seen.map(({ method, path }) => `${method} ${templateOf(method, path)}`));
    expect([...kinds].sort()).toEqual([
      'GET /V1/inventory/get-product-salable-quantity/{sku}/{stockId}',
      'GET /V1/inventory/source-items',
      'GET /V1/inventory/stock-resolver/{type}/{code}',
      'GET /V1/invoices',
      'GET /V1/invoices/{id}',
      'GET /V1/orders',
      'GET /V1/orders/{id}',
      'GET /V1/orders/{id}/statuses',
      'GET /V1/products',
      'GET /V1/shipment/{id}',
      'GET /V1/shipments',
      'GET /V1/stockItems/{productSku}',
      'POST /V1/integration/admin/token',
      'POST /V1/inventory/source-items',
      'POST /V1/order/{orderId}/invoice',
      'POST /V1/order/{orderId}/ship',
      'POST /V1/orders/{id}/cancel',
      'POST /V1/orders/{id}/comments',
      'POST /V1/shipment/',
      'POST /V1/shipment/track',
      'PUT /V1/products/{productSku}/stockItems/{itemId}',
    ]);
  });
});
