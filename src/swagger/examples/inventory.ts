import type { Example } from '../example.js';

export const INVENTORY_EXAMPLES: readonly Example[] = [
  { operationId: 'Inventory_put', parameters: { sku: 'MUG-01' }, body: { quantity: 12, inStock: true } },
  {
    operationId: 'Inventory_putAll',
    body: {
      inventories: [
        { channelSkuCode: 'MUG-01', quantity: 12 },
        { channelSkuCode: 'TEE-01', quantity: 0, inStock: false },
      ],
    },
  },
  { operationId: 'Inventory_get', parameters: { sku: 'MUG-01' } },
  { operationId: 'Inventory_list' },
  {
    operationId: 'InventoryAdmin_start',
    parameters: { storeCode: 'default' },
    body: { kind: 'DRIFT_CHECK' },
  },
  { operationId: 'InventoryAdmin_retry', parameters: { storeCode: 'default' }, body: { sku: 'MUG-01' } },
  { operationId: 'InventoryAdmin_list' },
];
