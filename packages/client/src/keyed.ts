// Written by `npm run openapi`.

/** Writes that have one effect for one Idempotency-Key, however often they are sent. */
export const KEYED: ReadonlySet<string> = new Set([
  'POST /orders/{orderCode}/acknowledge',
  'POST /orders/{orderCode}/cancel',
  'POST /orders/{orderCode}/invoice',
  'POST /orders/{orderCode}/refunds',
  'POST /orders/{orderCode}/shipments',
  'POST /shipments/{shipmentCode}/tracks',
  'POST /shipments/{shipmentCode}/void',
  'POST /orders/{orderCode}/repack',
  'POST /orders/{orderCode}/handover',
  'PUT /inventory/{sku}',
  'PUT /inventory',
  'POST /notifications',
  'POST /return/return-orders',
  'POST /return/return-orders/{returnOrderCode}/processing',
]);
