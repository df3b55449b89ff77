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

const SECRET = 'demo-secret-1';
/** The header of each webhook, as Authorize asks for it. */
const KEY_HEADERS = {
  webhook_key: WEBHOOK_KEYS.clickpost,
  'x-api-key': WEBHOOK_KEYS.shiprocket,
  'x-webhook-secret': WEBHOOK_KEYS.eshipz,
  'x-courier-secret': WEBHOOK_KEYS.swiftly,
};

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  example?: unknown;
}

interface Operation {
  operationId: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, unknown>;
}

interface Document {
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
}

/** Built without Nest's plugin, as here, the document would lack fields. */
const CHECKED_IN = join(import.meta.dirname, '../../docs/openapi.json');

/** What a reader sends who opens an operation of the page and presses Execute: all that is prefilled, and nothing else. */
describe('every operation of the page', () => {
  let sandbox: Sandbox;
  let merchant: Merchant;
  let bridge: TestApp;
  /** As they stand on the page: by tag, then by path. */
  const operations = new Map<string, Operation & { method: string; path: string }>();

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
    const { paths, tags } = JSON.parse(readFileSync(CHECKED_IN, 'utf8')) as Document;
    const all = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
    );
    const byTag = Map.groupBy(all, (operation) => operation.tags[0]!);
    const names = new Set([...tags.map(({ name }) => name), ...byTag.keys()]);
    for (const operation of [...names].flatMap((name) => byTag.get(name) ?? [])) {
      operations.set(operation.operationId, operation);
    }
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

  it('succeeds as it is prefilled, in the order of the page', async () => {
    const failed: object[] = [];
    for (const operation of operations.values()) {
      const { operationId } = operation;
      const { status, body } = await executeIdle(operation);
      if (status >= 300 || !(String(status) in operation.responses)) {
        failed.push({ operationId, status, says: body?.message ?? body?.detail, errors: body?.errors });
      }
    }
    expect(failed).toEqual([]);
  });

  /** A worker may have its turn at the write or the store just then. */
  async function executeIdle(operation: Operation & { method: string; path: string }) {
    const isOfWorker = ['Operations_retry', 'Operations_withdraw', 'Stores_remove'].includes(
      operation.operationId,
    );
    return until(async () => {
      const reply = await execute(operation);
      return isOfWorker && reply.status === 409 ? undefined : reply;
    });
  }

  function execute({
    method,
    path,
    parameters = [],
    requestBody,
  }: Operation & { method: string; path: string }) {
    let address = path;
    const query = new URLSearchParams();
    const headers: Record<string, string> = { ...KEY_HEADERS };
    if (path.startsWith('/webhooks/shipway')) headers['x-api-key'] = WEBHOOK_KEYS.shipway;
    for (const { name, in: place, example } of parameters) {
      if (example === undefined) continue;
      if (place === 'path') address = address.replace(`{${name}}`, encodeURIComponent(String(example)));
      else if (place === 'query') query.set(name, String(example));
      else headers[name] = String(example);
    }
    if (!path.startsWith('/webhooks')) {
      Object.assign(headers, { authUsername: CLIENT.id, authPassword: SECRET, authDomainName: 'default' });
    }
    const body = requestBody?.content['application/json']?.example;
    return bridge.call(method.toUpperCase(), `${address}?${query.toString()}`, {
      body,
      headers,
      anonymous: true,
    });
  }
});
