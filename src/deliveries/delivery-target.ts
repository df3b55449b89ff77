import { EndpointKind, type Outgoing } from './delivery.types.js';

/** Events of {@link EndpointKind.Increff}. */
export enum IncreffEvent {
  Order = 'ORDER',
  OrderCancellation = 'ORDER_CANCELLATION',
}

/**
 * Where a delivery goes: the document's verbs at the configured address; for Increff the paths of its Standard APIs
 * below it.
 */
export function targetOf(delivery: Pick<Outgoing, 'kind' | 'eventType' | 'orderCode' | 'url'>): {
  method: 'POST' | 'PUT';
  url: URL;
} {
  if (delivery.kind !== EndpointKind.Increff) {
    return {
      method: delivery.kind === EndpointKind.ReturnAck ? 'PUT' : 'POST',
      url: new URL(delivery.url),
    };
  }
  const url = new URL(delivery.url);
  const base = url.pathname.replace(/\/+$/, '');
  if (delivery.eventType === String(IncreffEvent.OrderCancellation)) {
    url.pathname = `${base}/orders/${encodeURIComponent(delivery.orderCode)}/cancel`;
    return { method: 'PUT', url };
  }
  url.pathname = `${base}/orders/outward`;
  return { method: 'POST', url };
}
