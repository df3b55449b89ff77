import { EVERY_EVENT, type EndpointRoutes } from '../deliveries/delivery-routes.js';

/** Where the merchant takes notifications. The document's verb, at the configured address. */
export const NOTIFICATION: EndpointRoutes = {
  kind: 'NOTIFICATION',
  routes: { [EVERY_EVENT]: { method: 'POST' } },
  test: {
    body: (storeCode, at) => ({ notificationType: 'TEST', storeCode, sentAt: at.toISOString() }),
  },
};
