import type { Example } from '../example.js';

/** Fetching orders, and what Increff says of each first. */
export const ORDER_EXAMPLES: readonly Example[] = [
  { operationId: 'Auth_token', body: { clientId: 'increff', clientSecret: 'demo-secret-1' } },
  { operationId: 'Auth_credentials' },
  { operationId: 'Orders_list', parameters: { status: 'pending', limit: 50 } },
  { operationId: 'Orders_pending' },
  { operationId: 'Orders_get', parameters: { orderCode: '4711' } },
  { operationId: 'Orders_status', parameters: { orderCode: '4711' } },
  { operationId: 'HeldOrders_explain', parameters: { orderCode: '4719' } },
  { operationId: 'HeldOrders_release', parameters: { orderCode: '4719' } },
  { operationId: 'HeldOrders_releaseAll', body: { orderCodes: ['4720'], dryRun: false } },
  {
    operationId: 'Orders_acknowledge',
    parameters: { orderCode: '4711' },
    body: { locationCode: 'WH1' },
  },
  {
    operationId: 'Orders_acknowledgeAll',
    body: { orders: [{ orderCode: '4713', locationCode: 'WH1' }] },
  },
  { operationId: 'Orders_cancel', parameters: { orderCode: '4712' }, body: { reason: 'Out of stock' } },
  { operationId: 'Orders_cancelled' },
  { operationId: 'Orders_timeline', parameters: { orderCode: '4711' } },
];
