import type { Sample } from '../deliveries/delivery-routes.js';
import { isExchange, NotificationType } from './notification-types.js';
import type { NotificationEvent } from './notification.types.js';
import { toBody } from './notifications.mapper.js';
import { statusTextOf } from './status-texts/status-text.js';

/** Types that are of a return's parcel. */
const OF_RETURNS: ReadonlySet<string> = new Set([
  NotificationType.ReturnOrderPlaced,
  NotificationType.ReturnPickedUp,
  NotificationType.ExchangePickup,
  NotificationType.ExchangeDelivered,
]);

/** A body of the type as the document has it. The free map of the aggregator says that it is a test; an invoice has none. */
export function sampleBody({ type, orderCode, at, language }: Sample): object {
  const event = {
    source: 'API',
    type,
    at,
    forwardOrderCode: orderCode,
    forwardShipmentCode: '101',
    ...((type as NotificationType) === NotificationType.InvoiceGenerated
      ? { ...NOTHING, invoiceData: { ...INVOICE, invoiceId: orderCode } }
      : parcelOf(type, at)),
  };
  const body = toBody(event);
  return language === null ? body : { ...body, statusText: statusTextOf(type, language) };
}

const NOTHING = {
  forwardAwb: null,
  courierName: null,
  returnOrderInfo: null,
  aggregator: null,
  warehouseCode: null,
  items: null,
};

const INVOICE = {
  documentUrl: 'https://example.com/invoice.pdf',
  invoiceStatus: 'CREATED',
  documentType: 'INVOICE',
};

type Parcel = Omit<NotificationEvent, 'source' | 'type' | 'at' | 'forwardOrderCode' | 'forwardShipmentCode'>;

function parcelOf(type: string, at: Date): Parcel {
  const isReturn = OF_RETURNS.has(type);
  return {
    forwardAwb: isReturn && !isExchange(type) ? null : 'TEST-AWB',
    courierName: 'Test courier',
    returnOrderInfo: isReturn
      ? {
          returnOrderId: 'TEST-RETURN',
          returnAwb: 'TEST-RETURN-AWB',
          transporter: 'Test courier',
          returnOrderTime: Math.floor(at.getTime() / 1000),
        }
      : null,
    aggregator: { name: 'CLICKPOST', metaData: { test: true } },
    warehouseCode: 'TEST-WAREHOUSE',
    items: [{ itemId: '1', sku: 'TEST-SKU', quantity: 1 }],
    invoiceData: null,
  };
}
