import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXAMPLES } from '../../src/swagger/examples/index.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { makeSampleRows, WEBHOOK_KEYS } from '../support/sample-rows.js';
import { placeSampleOrders } from '../sandbox/sample-shop.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import type { OpenApi } from './fields.js';
import { type Collection, operationsByTag, type PageOperation, type PostmanItem, sentBy } from './postman.js';

const SECRET = 'demo-secret-1';
const DOCS = join(import.meta.dirname, '../../docs');
const checkedIn = <T>(file: string): T => JSON.parse(readFileSync(join(DOCS, file), 'utf8')) as T;
/** Built without Nest's plugin, as here, the document would lack fields. */
const document = checkedIn<OpenApi>('openapi.json');
const collection = checkedIn<Collection>('postman.json');
/** What a reader of the collection sets. */
const VARIABLES = {
  baseUrl: '',
  authUsername: CLIENT.id,
  authPassword: SECRET,
  authDomainName: 'default',
  clickpostWebhookKey: WEBHOOK_KEYS.clickpost,
  shiprocketWebhookToken: WEBHOOK_KEYS.shiprocket,
  shipwayWebhookKey: WEBHOOK_KEYS.shipway,
  eshipzWebhookKey: WEBHOOK_KEYS.eshipz,
  courierSecret: WEBHOOK_KEYS.swiftly,
};

/** All that is prefilled, and nothing else. */
function onPage({ method, path, parameters = [], requestBody }: PageOperation) {
  let url = path;
  const query = new URLSearchParams();
  for (const { name, in: place, example } of parameters) {
    if (example === undefined) continue;
    if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(String(example)));
    else if (place === 'query') query.set(name, String(example));
  }
  const body = requestBody?.content['application/json']?.example;
  return { method: method.toUpperCase(), url: query.size > 0 ? `${url}?${query.toString()}` : url, body };
}

/** What a reader sends who opens an operation and presses Execute, on the page or in Postman. */
describe('every operation of the page', () => {
  let sandbox: Sandbox;
  let merchant: Merchant;
  let bridge: TestApp;
  const operations = new Map(
    [...operationsByTag(document).values()].flat().map((operation) => [operation.operationId, operation]),
  );
  const items = collection.item.flatMap(({ item }) => item);

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    placeSampleOrders(sandbox);
    merchant = await Merchant.start();
    bridge = await startTestApp(sandbox, { ADMIN_CLIENT_ID: CLIENT.id, ADMIN_CLIENT_SECRET: SECRET });
    const signIn = { authUsername: CLIENT.id, authPassword: SECRET, authDomainName: 'default' };
    const call = (method: string, path: string, body?: object, headers?: object) =>
      bridge.call(method, path, { body, anonymous: true, headers: { ...signIn, ...headers } });
    for (const kind of ['NOTIFICATION', 'RETURN_ACK']) {
      await call('PUT', `/admin/stores/default/endpoints/${kind}`, { url: `${merchant.url}/${kind}` });
    }
    await call('POST', '/admin/sync/default/orders.changed/run');
    const placed = sandbox.store.orders.size;
    await until(async () =>
      (await bridge.db.rows('SELECT 1 FROM "order"')).length === placed ? true : undefined,
    );
    await makeSampleRows(call, (sql, values) => bridge.db.rows(sql, values), sandbox);
  });

  afterAll(async () => {
    await bridge.close();
    await merchant.close();
    await sandbox.close();
  });

  it('has an example, and each example an operation', () => {
    expect(EXAMPLES.map(({ operationId }) => operationId).sort()).toEqual([...operations.keys()].sort());
  });

  it('has a value for each parameter that it needs, and a body where it takes one', () => {
    const lacking = [...operations.values()].flatMap(({ operationId, parameters = [], requestBody }) => [
      ...parameters
        .filter((one) => one.in === 'path' && one.example === undefined)
        .map(({ name }) => `${operationId}: ${name}`),
      ...(requestBody && requestBody.content['application/json']?.example === undefined
        ? [`${operationId}: body`]
        : []),
    ]);
    expect(lacking).toEqual([]);
  });

  it('is in the collection as on the page, in the same order', () => {
    expect(collection.variable.map(({ key }) => key).sort()).toEqual(Object.keys(VARIABLES).sort());
    expect(items.map(({ id }) => id)).toEqual([...operations.keys()]);
    const sent = items.map((item) => sentBy(item, VARIABLES));
    expect(sent.map(({ method, url, body }) => ({ method, url, body }))).toEqual(
      [...operations.values()].map(onPage),
    );
  });

  it('succeeds as it is prefilled, in the order of the page', async () => {
    const failed: object[] = [];
    for (const item of items) {
      const { status, body } = await executeIdle(item);
      if (status >= 300 || !(String(status) in operations.get(item.id)!.responses)) {
        failed.push({ id: item.id, status, says: body?.message ?? body?.detail, errors: body?.errors });
      }
    }
    expect(failed).toEqual([]);
  });

  /** A worker may have its turn at the write or the store just then. */
  async function executeIdle(item: PostmanItem) {
    const isOfWorker = ['Operations_retry', 'Operations_withdraw', 'Stores_remove'].includes(item.id);
    const { method, url, headers, body } = sentBy(item, VARIABLES);
    return until(async () => {
      const reply = await bridge.call(method, url, { body, headers, anonymous: true });
      return isOfWorker && reply.status === 409 ? undefined : reply;
    });
  }
});
