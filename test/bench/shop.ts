import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';

/**
 * `tsx shop.ts <orders> <lines> [<skus> [<ms per call>]]`: a shop in a process of its own; prints its address and stays
 * until it is ended.
 */
const [orders = 0, lines = 0, skus = 0, latencyMs = 0] = process.argv.slice(2).map(Number);
const shop = await Sandbox.start();
const first = Date.parse('2026-01-01T00:00:00Z');
for (let id = 1; id <= orders; id++) {
  shop.place(generateOrder({ entityId: id, createdAt: first + id * 1000, lines }));
}
for (let n = 1; n <= skus; n++) shop.store.stock.add(`SKU-${n}`, 0);
// Rendered once beforehand: what is measured is not this shop.
const token = shop.accounts.issue(shop.accounts.options.users[0]!);
const headers = { authorization: `Bearer ${token}` };
const sorted = 'searchCriteria[sortOrders][0][field]=updated_at&searchCriteria[sortOrders][0][direction]=ASC';
for (let page = 1; page <= Math.ceil(orders / 1000); page++) {
  await (
    await fetch(
      `${shop.url}/rest/V1/orders?${sorted}&searchCriteria[pageSize]=1000&searchCriteria[currentPage]=${page}`,
      { headers },
    )
  ).arrayBuffer();
}
shop.faults.latencyMs = latencyMs;
process.stdout.write(`READY ${shop.url} ${token}\n`);
