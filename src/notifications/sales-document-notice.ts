import type { EntityManager } from 'typeorm';
import type { OperationContext } from '../operations/operation.types.js';
import { time } from '../platform/time/time.js';
import { record } from '../timeline/timeline.repository.js';
import { NotificationType } from './notification-types.js';
import { NOTHING_MORE } from './notification.types.js';
import type { NotificationsService } from './notifications.service.js';

/** A document that was made in Magento, as the merchant's event names it. */
export interface SalesDocument {
  number: string;
  at: Date | null;
  type: 'INVOICE' | 'CREDIT_NOTE';
  /** Parcel that it is of, where that is known. */
  shipmentCode?: string | null;
  /** Where the shop prints it. */
  documentUrl?: string | null;
  /** For the timeline. */
  summary: object;
}

/** The invoice notification of a document, which speaks of credit notes too, and its place in the order's timeline. */
export async function announceDocument(
  notifications: NotificationsService,
  manager: EntityManager,
  { operation, store }: OperationContext,
  document: SalesDocument,
): Promise<void> {
  const event = {
    ...NOTHING_MORE,
    type: NotificationType.InvoiceGenerated,
    at: document.at ?? time.date(),
    forwardOrderCode: operation.orderCode,
    forwardShipmentCode: document.shipmentCode ?? null,
    invoiceData: {
      invoiceId: document.number,
      documentUrl: document.documentUrl ?? null,
      invoiceStatus: 'CREATED',
      documentType: document.type,
    },
  };
  const sent = await notifications.accept(manager, store.id, event, operation.requestId);
  const { notificationId, deliveryId } = sent;
  await record(manager, [
    {
      orderId: operation.orderId,
      source: 'SERVICE',
      kind: NotificationType.InvoiceGenerated,
      correlationId: `operation:${operation.id}`,
      summary: { ...document.summary, notificationId, deliveryId },
    },
  ]);
}
