import type { Example } from '../example.js';

const ENDPOINT = { storeCode: 'default', kind: 'RETURN_ACK' };

/** Where the merchant wants to hear of returns. */
export const ENDPOINT_EXAMPLES: readonly Example[] = [
  { operationId: 'Endpoints_list', parameters: { storeCode: 'default' } },
  {
    operationId: 'Endpoints_put',
    parameters: ENDPOINT,
    body: { url: 'http://127.0.0.1:3001/returns', headers: { 'x-tenant': 'north' } },
  },
  { operationId: 'Endpoints_test', parameters: { ...ENDPOINT, type: 'TEST' } },
  { operationId: 'Endpoints_rotate', parameters: ENDPOINT },
  { operationId: 'Endpoints_disable', parameters: ENDPOINT },
  { operationId: 'Endpoints_enable', parameters: ENDPOINT },
  // On the page it stands before those that need the endpoint.
  { operationId: 'Endpoints_remove', parameters: { storeCode: 'default', kind: 'INCREFF' } },
];
