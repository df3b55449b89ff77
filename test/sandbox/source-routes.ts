import { MagentoFault } from './magento-fault.js';
import { parameter } from './input.js';
import { listOf, type Route, type RouteContext } from './route.js';

/** The sources of a shop, and the stocks that websites sell from. */
export const SOURCE_ROUTES: Route[] = [
  {
    method: 'GET',
    path: '/inventory/sources',
    resource: 'Magento_InventoryApi::source',
    run: (context) =>
      listOf(
        {
          columns: new Set(['source_code', 'name', 'enabled', 'country_id', 'postcode']),
          times: new Set(),
          rows: () =>
            [...context.store.stock.sources.values()].map((source) => ({
              ...source,
              enabled: source['enabled'] === false ? '0' : '1',
            })),
        },
        withoutCriteria(context),
        (source) => ({ ...source, enabled: source.enabled === '1' }),
      ),
  },
  {
    method: 'GET',
    path: '/inventory/stocks',
    resource: 'Magento_InventoryApi::stock',
    run: (context) => {
      const { stocks, website } = context.store.stock;
      const sold = context.store.stock.websiteStock();
      const rows = stocks.map((stock) => ({
        stock_id: stock.stock_id,
        name: stock.name,
        extension_attributes: {
          sales_channels: stock === sold ? [{ type: 'website', code: website }] : [],
        },
      }));
      const table = { columns: new Set(['stock_id', 'name']), times: new Set<string>(), rows: () => rows };
      return listOf(table, withoutCriteria(context), (row) => row);
    },
  },
  {
    method: 'POST',
    path: '/inventory/sources',
    resource: 'Magento_InventoryApi::source',
    run: ({ store, body }) => {
      const source = parameter(body, 'source') as { source_code: string };
      store.stock.sources.set(source.source_code, source);
      return [];
    },
  },
  {
    method: 'POST',
    path: '/inventory/stocks',
    resource: 'Magento_InventoryApi::stock',
    run: ({ store, body }) => {
      const { name } = parameter(body, 'stock') as { name: string };
      store.stock.stocks.push({ stock_id: store.stock.stocks.length + 1, name, sources: [] });
      return store.stock.stocks.length;
    },
  },
  {
    method: 'POST',
    path: '/inventory/stock-source-links',
    resource: 'Magento_InventoryApi::stock',
    run: ({ store, body }) => {
      const links = parameter(body, 'links') as { stock_id: number; source_code: string }[];
      if (links.some((link) => link.source_code === 'default' || link.stock_id === 1)) {
        throw new MagentoFault(400, {
          message: 'Validation Failed',
          errors: [
            { message: 'Can not save link related to Default Source or Default Stock', parameters: [] },
          ],
        });
      }
      for (const link of links) store.stock.stocks[link.stock_id - 1]!.sources.push(link.source_code);
      return [];
    },
  },
];

/** These two lists need no criteria (recorded exchanges 313, 314 and 948). */
function withoutCriteria(context: RouteContext): RouteContext {
  return /search_?criteria/i.test(context.query) ? context : { ...context, query: 'searchCriteria' };
}
