import type { EndpointRoutes } from '../deliveries/delivery-routes.js';

export enum IncreffEvent {
  Order = 'ORDER',
  OrderCancellation = 'ORDER_CANCELLATION',
  OrderAttributes = 'ORDER_ATTRIBUTES',
  Return = 'RETURN',
  ReturnItems = 'RETURN_ITEMS',
}

/** Where Increff's Standard APIs are: their paths below the configured address. */
export const INCREFF: EndpointRoutes = {
  kind: 'INCREFF',
  routes: {
    [IncreffEvent.Order]: { method: 'POST', path: () => '/orders/outward' },
    [IncreffEvent.OrderCancellation]: {
      method: 'PUT',
      path: (orderCode) => `/orders/${encodeURIComponent(orderCode)}/cancel`,
    },
    // Update Outward Order Attributes, https://increff.atlassian.net/wiki/spaces/IOSA/pages/561971516
    [IncreffEvent.OrderAttributes]: {
      method: 'PUT',
      path: (orderCode) => `/orders/outward/attributes/${encodeURIComponent(orderCode)}`,
    },
    [IncreffEvent.Return]: { method: 'POST', path: () => '/return/return-orders' },
    [IncreffEvent.ReturnItems]: { method: 'PUT', path: () => '/return/update-return-order/item' },
  },
  test: { refused: 'INCREFF takes orders and returns only: a test would be one' },
};
