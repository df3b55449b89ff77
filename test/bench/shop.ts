import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';

/** `tsx shop.ts <orders> <lines>`: a shop in a process of its own; prints its address and stays until it is ended. */
const [orders, lines] = process.argv.slice(2).map(Number) as [number, number];
const shop = await Sandbox.start();
const first = Date.parse('2026-01-01T00:00:00Z');
for (let id = 1; id <= orders; id++) {
  shop.place(generateOrder({ entityId: id, createdAt: first + id * 1000, lines }));
}
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
process.stdout.write(`READY ${shop.url} ${token}\n`);
