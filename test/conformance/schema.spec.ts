import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { generateOrder } from '../sandbox/generator.js';
import type { Release } from '../sandbox/magento-order.js';
import { loadExchanges, recordedOrders } from '../sandbox/recorded-orders.js';

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/magento/openapi.json'), 'utf8'),
) as {
  definitions: Record<string, object>;
};
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'magento', definitions: nullable(document.definitions) });

/**
 * The schema's `required` is not what the server sends (null getters are left out), and a null may stand anywhere:
 * recorded orders themselves have `account_status: null`. Types and names are what it can prove.
 */
function nullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(nullable);
  if (typeof node !== 'object' || node === null) return node;
  const { required: _required, ...rest } = node as Record<string, unknown>;
  const result = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      name === '$ref' ? String(value).replace('#/', 'magento#/') : nullable(value),
    ]),
  );
  return typeof result['type'] === 'string' && result['type'] !== 'object'
    ? { ...result, type: [result['type'], 'null'] }
    : result;
}

async function fetchOrders(release: Release): Promise<unknown> {
  const sandbox = await Sandbox.start({ release });
  try {
    for (const order of recordedOrders(loadExchanges('recorded'), 'first')) sandbox.place(order);
    for (let id = 1000; id < 1100; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: 0, varied: true }));
    }
    const token = sandbox.accounts.issue(ADMIN);
    const answer = await fetch(`${sandbox.url}/rest/V1/orders?searchCriteria=`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return await answer.json();
  } finally {
    await sandbox.close();
  }
}

describe("the sandbox's orders fit Magento's official schema", () => {
  it.each<Release>(['2.4.6', '2.4.7', '2.4.8'])('release %s', async (release) => {
    const validate = ajv.compile({ $ref: 'magento#/definitions/sales-data-order-search-result-interface' });
    expect(validate(await fetchOrders(release)) ? [] : validate.errors).toEqual([]);
  });
});

describe('release 2.4.8, which is known from the tables only', () => {
  it('forgets the quantity in row_total', async () => {
    const list = (await fetchOrders('2.4.8')) as {
      items: {
        items: { row_total: number; price: number; discount_amount: number }[];
      }[];
    };
    const line = list.items
      .flatMap((order) => order.items)
      .find((item) => item.price > item.discount_amount)!;
    expect(line.row_total).toBeCloseTo(line.price - line.discount_amount, 4);
  });

  it.each([
    ['fraud', 'processing', 200],
    ['complete', 'processing', 400],
    ['processing', 'new', 400],
    ['pending', 'new', 200],
  ])('takes the status %s in the state %s: %d', async (status, state, expected) => {
    const sandbox = await Sandbox.start({ release: '2.4.8' });
    try {
      const order = generateOrder({ entityId: 1, createdAt: 0 });
      order.state = state;
      order.status = state === 'new' ? 'pending' : 'processing';
      sandbox.place(order);
      const answer = await fetch(`${sandbox.url}/rest/V1/orders/1/comments`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${sandbox.accounts.issue(ADMIN)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ statusHistory: { comment: 'x', status } }),
      });
      expect(answer.status).toBe(expected);
    } finally {
      await sandbox.close();
    }
  });
});
