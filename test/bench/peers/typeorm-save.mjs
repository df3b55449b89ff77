import { performance } from 'node:perf_hooks';
import { DataSource } from 'typeorm';
import magentoApiRest from 'magento-api-rest';
import { INTEGRATION } from '../../sandbox/sandbox.ts';
import { Order, OrderItem } from './order-entities.mjs';

/**
 * `tsx typeorm-save.mjs <database url> <shop>`: the script that a shop's developer writes: magento-api-rest asks for page after
 * page, and TypeORM saves each. Prints milliseconds and seconds of processor.
 */
const [url, shop] = process.argv.slice(2);
const PAGE = 100;
const Magento = magentoApiRest.default ?? magentoApiRest;
const client = new Magento({
  url: shop,
  consumerKey: INTEGRATION.consumerKey,
  consumerSecret: INTEGRATION.consumerSecret,
  accessToken: INTEGRATION.accessToken,
  tokenSecret: INTEGRATION.accessTokenSecret,
  sha: 256,
});
const source = await new DataSource({
  type: 'postgres',
  url,
  entities: [Order, OrderItem],
  synchronize: true,
  dropSchema: true,
}).initialize();
const orders = source.getRepository(Order);

async function importAll() {
  for (let page = 1; ; page++) {
    const { data } = await client.get('orders', {
      sort_orders: [{ field: 'entity_id', direction: 'ASC' }],
      page_size: PAGE,
      current_page: page,
    });
    await orders.save(data.items.map(toRow));
    if (page * PAGE >= data.total_count) return;
  }
}

function toRow(order) {
  const shipping = order.extension_attributes.shipping_assignments[0]?.shipping.address;
  return { ...order, shipping_address: shipping };
}

const [began, used] = [performance.now(), process.cpuUsage()];
await importAll();
const { user, system } = process.cpuUsage(used);
process.stdout.write(`READY ${performance.now() - began} ${(user + system) / 1e6} ${await orders.count()}\n`);
await source.destroy();
