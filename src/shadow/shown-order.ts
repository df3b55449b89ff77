import type { MagentoClient } from '../magento/magento.client.js';
import { OperationKind } from '../operations/operation.types.js';
import type { Planned, Shown } from './shadow.types.js';

const OF_SHIPMENTS = new Set([
  OperationKind.Shipment,
  OperationKind.Handover,
  OperationKind.Track,
  OperationKind.RemoveTrack,
  OperationKind.Void,
]);

/**
 * What Magento shows of an order now; kinds of documents of which neither a write was planned nor the order has any are not asked
 * for. @throws MagentoError
 */
export async function readShown(
  client: MagentoClient,
  orderCode: string,
  planned: Planned[],
): Promise<Shown> {
  const order = (await client.getOrderAsAsked(orderCode)).value;
  const rows = order.items ?? [];
  const has = (name: 'qty_invoiced' | 'qty_shipped' | 'qty_refunded'): boolean =>
    rows.some((row) => Number(row[name] ?? 0) > 0);
  const isPlanned = (...kinds: OperationKind[]): boolean => planned.some(({ kind }) => kinds.includes(kind));
  const { documents } = client;
  const [invoices, shipments, creditMemos] = await Promise.all([
    isPlanned(OperationKind.Invoice) || has('qty_invoiced') ? documents.listInvoices(orderCode) : [],
    isPlanned(...OF_SHIPMENTS) || has('qty_shipped') ? documents.listShipments(orderCode) : [],
    isPlanned(OperationKind.Refund) || has('qty_refunded') ? documents.listCreditMemos(orderCode) : [],
  ]);
  return { order, invoices, shipments, creditMemos };
}
