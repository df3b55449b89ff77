import { parameter, readObject, type Shape } from './input.js';
import { MagentoFault } from './magento-fault.js';
import { listOf, type Route, type RouteContext } from './route.js';
import { COMPOSITE, type Product, type SourceItem } from './stock.js';
import type { Table } from './query.js';
import { SALES_MODULE } from './store.js';

const STOCK_ITEM: Shape = {
  item_id: 'int',
  product_id: 'int',
  stock_id: 'int',
  qty: 'float',
  is_in_stock: 'boolean',
  is_qty_decimal: 'boolean',
  min_qty: 'float',
  manage_stock: 'boolean',
  use_config_manage_stock: 'boolean',
  backorders: 'int',
  extension_attributes: 'any',
};
const SOURCE_ITEM: Shape = {
  sku: 'string',
  source_code: 'string',
  quantity: 'float',
  status: 'int',
  extension_attributes: 'any',
};
const SOURCE_ITEM_TYPE = '\\Magento\\InventoryApi\\Api\\Data\\SourceItemInterface';

function productOf({ store, parameters }: RouteContext): Product {
  const product = store.stock.find(parameters[0]!);
  if (!product) {
    throw new MagentoFault(404, {
      message: 'The Product with the "%1" SKU doesn\'t exist.',
      parameters: [parameters[0]],
    });
  }
  return product;
}

function putStockItem(context: RouteContext): unknown {
  const { store, parameters, body } = context;
  const [sku = '', itemId = ''] = parameters;
  if (!/^\d+$/.test(itemId)) throw MagentoFault.wrongType(itemId, 'int', 'item_id');
  const given = parameter(body, 'stockItem');
  if (given === undefined || given === null) throw MagentoFault.required('stockItem');
  const fields = readObject(given, STOCK_ITEM, store.release);
  const product = productOf(context);
  if (/\s$/.test(sku)) refuseTrailingSpace(store.release, sku);
  store.stock.put(product, fields);
  return store.release === '2.4.8' ? String(product.item.item_id) : product.item.item_id;
}

/** Each release has its own way with a blank at the end of a SKU. */
function refuseTrailingSpace(release: string, sku: string): void {
  if (release === '2.4.7') {
    throw new MagentoFault(
      500,
      'An error has happened during application run. See exception log for details.\n',
    );
  }
  if (release !== '2.4.8') {
    throw new MagentoFault(404, {
      message: 'Following products with requested skus were not found: %1',
      parameters: [sku],
    });
  }
}

function sourceItemsOf({ body, limits, store }: RouteContext): SourceItem[] {
  const given = parameter(body, 'sourceItems');
  if (!Array.isArray(given)) throw MagentoFault.required('sourceItems');
  const { maximumListSize: max } = limits;
  if (max !== undefined && given.length > max) {
    throw MagentoFault.badRequest('Maximum items of type "%type" is %max', { type: SOURCE_ITEM_TYPE, max });
  }
  return given.map((item) => readObject(item, SOURCE_ITEM, store.release) as unknown as SourceItem);
}

function productTable(products: Product[]): Table<object> {
  return {
    columns: new Set(['sku', 'id', 'entity_id', 'status', 'type_id']),
    times: new Set(),
    rows: () => products.map((product) => ({ ...presentProduct(product), entity_id: product.id })),
  };
}

function presentProduct({ id, sku, status, type_id, custom_attributes }: Product): object {
  return { id, sku, status, type_id, ...(custom_attributes ? { custom_attributes } : {}) };
}

/** InventorySales GetProductSalableQty; the number is answered bare. */
function salableQuantity({ store, parameters }: RouteContext): number {
  const [sku = '', stockId = ''] = parameters;
  if (!store.modules.includes(SALES_MODULE)) throw MagentoFault.noRoute();
  if (!/^\d+$/.test(stockId)) throw MagentoFault.wrongType(stockId, 'int', 'stockId');
  const product = store.stock.find(sku);
  if (!product) unknownSku(store.release, sku);
  if (COMPOSITE.has(product.type_id)) {
    throw MagentoFault.badRequest(
      "Can't check requested quantity for products without Source Items support.",
    );
  }
  const stock = store.stock.stocks.find((one) => one.stock_id === Number(stockId));
  if (!stock) throw MagentoFault.badRequest('Could not receive Stock Item data');
  return store.stock.salable(product, stock);
}

/** PHP stumbles over it up to 2.4.7 (recorded exchange 311). */
function unknownSku(release: string, sku: string): never {
  if (release === '2.4.8') {
    const message = 'Following products with requested skus were not found: %1';
    throw new MagentoFault(404, { message, parameters: [sku] });
  }
  throw new MagentoFault(
    500,
    'An error has happened during application run. See exception log for details.\n',
  );
}

/** InventorySales StockResolver. */
function resolvedStock({ store, parameters }: RouteContext): object {
  const [type, code] = parameters;
  if (!store.modules.includes(SALES_MODULE)) throw MagentoFault.noRoute();
  if (type !== 'website' || code !== store.stock.website) {
    throw new MagentoFault(404, { message: 'No linked stock found' });
  }
  const { stock_id, name } = store.stock.websiteStock();
  return { stock_id, name, extension_attributes: { sales_channels: [{ type, code }] } };
}

export const STOCK_ROUTES: Route[] = [
  {
    method: 'GET',
    path: '/inventory/get-product-salable-quantity/:sku/:stockId',
    resource: 'Magento_InventorySalesApi::stock',
    run: salableQuantity,
  },
  {
    method: 'GET',
    path: '/inventory/is-product-salable/:sku/:stockId',
    resource: 'Magento_InventorySalesApi::stock',
    run: (context) => salableQuantity(context) > 0,
  },
  {
    method: 'GET',
    path: '/inventory/stock-resolver/:type/:code',
    resource: 'Magento_InventorySalesApi::stock',
    run: resolvedStock,
  },
  {
    method: 'GET',
    path: '/stockItems/:sku',
    resource: 'Magento_Catalog::catalog_inventory',
    run: (context) => productOf(context).item,
  },
  {
    method: 'PUT',
    path: '/products/:sku/stockItems/:itemId',
    resource: 'Magento_Catalog::catalog_inventory',
    stocks: ({ parameters }) => [parameters[0]!],
    deadlock: 'The stock item was unable to be saved. Please try again.',
    run: putStockItem,
  },
  {
    method: 'GET',
    path: '/products',
    resource: 'Magento_Catalog::products',
    run: (context) =>
      listOf(productTable([...context.store.stock.products.values()]), context, (row) => {
        // By this it is found, and not shown.
        const { entity_id: _id, ...shown } = row as Record<string, unknown>;
        return shown;
      }),
  },
  {
    method: 'GET',
    path: '/products/:sku',
    resource: 'Magento_Catalog::products',
    run: ({ store, parameters }) => {
      const product = store.stock.find(parameters[0]!);
      if (product) return presentProduct(product);
      throw new MagentoFault(404, {
        message: "The product that was requested doesn't exist. Verify the product and try again.",
      });
    },
  },
  {
    method: 'GET',
    path: '/inventory/source-items',
    resource: 'Magento_InventoryApi::source',
    run: (context) => {
      const table: Table<SourceItem> = {
        columns: new Set(['sku', 'source_code', 'quantity', 'status']),
        times: new Set(),
        rows: () => context.store.stock.sourceItems(),
      };
      return listOf(table, context, (row) => row);
    },
  },
  {
    method: 'POST',
    path: '/inventory/source-items',
    resource: 'Magento_InventoryApi::stock_source_item_assign',
    stocks: ({ body }) => {
      const items = parameter(body, 'sourceItems');
      return Array.isArray(items) ? items.map((item: { sku?: unknown }) => String(item?.sku)) : [];
    },
    deadlock: 'Could not save Source Item',
    run: (context) => {
      context.store.stock.saveSourceItems(sourceItemsOf(context));
      return [];
    },
  },
  {
    method: 'GET',
    path: '/modules',
    resource: 'Magento_Backend::admin',
    run: ({ store }) => store.modules,
  },
];
