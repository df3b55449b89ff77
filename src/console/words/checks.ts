/** What the check of a store looks at, as a heading. */
const CHECKS: Record<string, string> = {
  dns: 'Address',
  tls: 'Certificate',
  'sign-in': 'Sign-in',
  'reserved characters': 'SKUs with special characters',
  clock: 'Clocks',
  'multi-source inventory': 'Several stock sources',
  sources: 'Stock sources',
  stock: 'How stock is written',
  'salable quantity': 'Quantity that can be sold',
  'page behind the end': 'Reading page by page',
  statuses: 'Order statuses',
  release: 'Release of Magento',
  shipping: 'Shipping and stock',
  mode: 'Live or shadow mode',
  'store views': 'Store views',
  'shared stock': 'Stock shared with another store',
  orders: 'Orders',
  endpoints: 'Addresses of the merchant',
  couriers: 'Couriers',
};

/** Rights by their resource, in the words of Magento's tree of them. */
const RIGHTS: Record<string, string> = {
  'Magento_Sales::actions_view': 'read orders',
  'Magento_Sales::comment': 'comment on orders',
  'Magento_Sales::cancel': 'cancel orders',
  'Magento_Sales::invoice': 'invoice orders',
  'Magento_Sales::ship': 'ship orders',
  'Magento_Sales::shipment': 'read and make shipments',
  'Magento_Sales::sales_invoice': 'read invoices',
  'Magento_Sales::creditmemo': 'give money back',
  'Magento_Sales::sales_creditmemo': 'read credit memos',
  'Magento_Catalog::products': 'read products',
  'Magento_Catalog::catalog_inventory': 'set stock',
  'Magento_InventoryApi::source': 'read stock sources',
  'Magento_InventoryApi::stock_source_item_assign': 'set stock by source',
  'Magento_InventorySalesApi::stock': 'read what can be sold',
};

/** @param check its code, such as `tls` or `right Magento_Sales::cancel` */
export function checkInWords(check: string): string {
  const [, resource] = /^right (.+)$/.exec(check) ?? [];
  if (resource === undefined) return CHECKS[check] ?? check;
  const words = RIGHTS[resource];
  return words === undefined ? check : `Right to ${words}`;
}
