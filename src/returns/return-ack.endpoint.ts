import { EVERY_EVENT, type EndpointRoutes } from '../deliveries/delivery-routes.js';

/** Where the merchant takes acknowledgements of returns. The document's verb, at the configured address. */
export const RETURN_ACK: EndpointRoutes = {
  kind: 'RETURN_ACK',
  routes: { [EVERY_EVENT]: { method: 'PUT' } },
  test: {
    body: (storeCode, at) => ({ notificationType: 'TEST', storeCode, sentAt: at.toISOString() }),
  },
};
