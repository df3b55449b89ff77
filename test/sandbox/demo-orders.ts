import { until } from '../support/until.js';
import { type Call, expectEqual, say, step } from './demo-report.js';
import type { Sandbox } from './sandbox.js';

/** The sweep of pending orders begins minutes later: it looks for what these have missed. */
const FIRST_READS = ['orders.new', 'orders.changed'];

export async function synchronise(call: Call, shops: Record<string, Sandbox>): Promise<void> {
  step('Polling', 'the service asks the shops for their orders');
  for (const [store, shop] of Object.entries(shops)) await synchroniseOne(call, shop, store);
}

async function synchroniseOne(call: Call, shop: Sandbox, store: string): Promise<void> {
  say(`   shop "${store}" (Magento ${shop.store.release})`);
  const runs = await until(async () => {
    const { body } = await call('GET', `/admin/sync/runs?storeCode=${store}&limit=20`);
    const done = (body as unknown as Record<string, any>[]).filter((run) => run['state'] === 'DONE');
    const firsts = FIRST_READS.map((stream) => done.findLast((run) => run['stream'] === stream));
    return firsts.every((run) => run !== undefined) ? firsts : undefined;
  });
  for (const run of runs) {
    say(
      `     ${String(run['stream']).padEnd(17)} seen ${run['seen']}, new ${run['new']}, changed ${run['changed']}, unchanged ${run['unchanged']}${run['explanation'] ? ` (${run['explanation']})` : ''}`,
    );
  }
  const { body } = await call('GET', '/orders?limit=200', undefined, store);
  const served = (body['items'] as { orderCode: string }[]).map((order) => order.orderCode).sort();
  // An order of virtual products alone has nothing to pack: it is kept, and not listed.
  const packable = [...shop.store.orders.keys()].filter((id) => shop.store.find(id)!.is_virtual !== 1);
  expectEqual(`orders served of store ${store}`, served.length, packable.length);
  expectEqual('the same ones', served, packable.map(String).sort());
}

export async function serve(call: Call): Promise<void> {
  step('Serving', 'Increff fetches what it has not acknowledged yet');
  const { body } = await call('GET', '/orders/pending?limit=50');
  for (const order of body['items'] as Record<string, any>[]) {
    const lines = (order['orderItems'] as Record<string, string>[])
      .map((item) => `${item['quantity']} x ${item['channelSkuCode']}`)
      .join(', ');
    say(
      `     ${order['parentOrderCode']}  ${order['paymentMethod'].padEnd(4)}  ${order['totals'].grandTotal.padStart(7)} ${order['currency']}  ${lines}`,
    );
  }
}

export async function write(call: Call, shops: Record<string, Sandbox>): Promise<void> {
  step('Acknowledging', 'a comment, and the status where the release allows it');
  const older = await call('POST', '/orders/8/acknowledge', {}, 'older');
  expectEqual('order 8 on 2.4.6', older.body['outcome'], 'APPLIED');
  const newer = await call('POST', '/orders/8/acknowledge', {});
  expectEqual('order 8 on 2.4.7', newer.body['outcome'], 'DEGRADED');
  say(`     ${newer.body['detail']}`);
  expectEqual('once more', (await call('POST', '/orders/8/acknowledge', {})).body['outcome'], 'ALREADY');
  const batch = await call('PUT', '/orders/acknowledgements', {
    orders: [{ orderCode: '9' }, { orderCode: '10', locationCode: 'WH1' }, { orderCode: '999999' }],
  });
  expectEqual('a batch: done', batch.body['successOrders'].length, 2);
  expectEqual(
    'a batch: failed',
    batch.body['failedOrders'].map((one: { code: string }) => one.code),
    ['NOT_FOUND'],
  );
  step('Cancelling', 'only the order read back counts');
  const dry = await call('POST', '/orders/9/cancel?dryRun=true', {});
  say(`     dry run: ${dry.body['request'].method} ${dry.body['request'].path}`);
  const cancelled = await call('POST', '/orders/9/cancel', { reason: 'customer changed her mind' });
  expectEqual('order 9', cancelled.body['outcome'], 'APPLIED');
  const invoiced = await call('POST', '/orders/1/cancel', {});
  expectEqual('order 1, which is invoiced', [invoiced.status, invoiced.body['outcome']], [409, 'REFUSED']);
  say(`     ${invoiced.body['detail']}`);
  step("The shops' own books", 'exactly one effect each');
  expectEqual('comments on order 8 of 2.4.7', shops['default']!.store.book(8).comments, 1);
  expectEqual('status of order 8 in 2.4.6', shops['older']!.store.find(8)!.status, 'processing');
  expectEqual('cancellations of order 9', shops['default']!.store.book(9).cancellations, 1);
  expectEqual('state of order 9', shops['default']!.store.find(9)!.state, 'canceled');
  step('Timeline', 'of order 9');
  const { body } = await call('GET', '/orders/9/timeline');
  for (const event of body['events'] as Record<string, string>[]) {
    say(`     ${event['at']}  ${event['source']!.padEnd(8)} ${event['kind']}`);
  }
}
