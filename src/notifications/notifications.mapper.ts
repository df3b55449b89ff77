import { createHash } from 'node:crypto';
import { type InvoiceData, type NotificationEvent, NotificationSource } from './notification.types.js';
import { isExchange } from './notification-types.js';

/** Has been the only document for long: keys of its events say nothing of it. */
const INVOICE = 'INVOICE';

/** One of the document's three bodies; times are epoch seconds. */
export function toBody(event: NotificationEvent): Record<string, unknown> {
  const common = {
    forwardOrderCode: event.forwardOrderCode,
    forwardShipmentCode: event.forwardShipmentCode,
  };
  const what = {
    notificationType: event.type,
    notificationUpdateTime: Math.floor(event.at.getTime() / 1000),
  };
  if (event.invoiceData) return { ...common, ...what, invoiceData: inOrder(event.invoiceData) };
  return {
    ...common,
    forwardAwb: event.returnOrderInfo && !isExchange(event.type) ? null : event.forwardAwb,
    courierName: event.courierName,
    ...what,
    logisticAggregatorInfo: event.aggregator && {
      logisticAggregatorName: event.aggregator.name,
      logisticAggregatorMetaData: event.aggregator.metaData,
    },
    returnOrderInfo: event.returnOrderInfo,
    warehouseCode: event.warehouseCode,
    items: event.items,
  };
}

/** As the document has it, member by member. */
function inOrder({ invoiceId, invoiceStatus, documentType, documentUrl }: InvoiceData): InvoiceData {
  return { invoiceId, invoiceStatus, documentType, documentUrl };
}

/**
 * The parcel whose state an event tells. An aggregator's is its AWB alone, where it has one: what else is known of the parcel
 * may become known between two of its events.
 */
export function parcelKeyOf(event: NotificationEvent): string {
  const info = event.returnOrderInfo;
  if (isFromAggregator(event)) {
    const way = info ? 'return' : 'forward';
    const awb = info ? info.returnAwb : event.forwardAwb;
    const code = info ? info.returnOrderId : event.forwardShipmentCode;
    return [way, event.forwardOrderCode, awb === null ? (code ?? '') : '', awb ?? ''].join('|');
  }
  return info
    ? ['return', event.forwardOrderCode, info.returnOrderId ?? '', info.returnAwb ?? ''].join('|')
    : ['forward', event.forwardOrderCode, event.forwardShipmentCode ?? '', event.forwardAwb ?? ''].join('|');
}

function isFromAggregator({ source }: NotificationEvent): boolean {
  return source !== NotificationSource.Api && source !== NotificationSource.Service;
}

/** Events have no id of their own: the same parcel, type and second are the same event. Credit notes have numbers of their own. */
export function dedupeKeyOf(event: NotificationEvent): string {
  const seconds = Math.floor(event.at.getTime() / 1000);
  const { invoiceId = null, documentType = INVOICE } = event.invoiceData ?? {};
  const other = documentType === INVOICE ? [] : [documentType];
  const number = invoiceId === null ? null : String(invoiceId);
  return digest([parcelKeyOf(event), event.type, seconds, number, ...other]);
}

export function digest(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
