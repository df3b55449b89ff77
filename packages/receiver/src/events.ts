/** The 40 types that have a meaning. The set is open: others may come, and must not fail. */
export const NOTIFICATION_TYPES = [
  'SHIPPING_LABEL_GENERATED',
  'OUT_FOR_PICKUP',
  'RETURN_PICKED_UP',
  'OUT_FOR_DELIVERY',
  'FAILED_DELIVERY',
  'DELIVERED',
  'RTO',
  'RETURN_ORDER_PLACED',
  'AWB_GENERATED',
  'CANCELLED',
  'RTO_DELIVERED',
  'EXCHANGE_PICKUP',
  'EXCHANGE_DELIVERED',
  'PICKUP_CANCELLED',
  'SHIPMENT_STUCK',
  'SLA_BREACHED',
  'LOST',
  'DAMAGED',
  'INVOICED',
  'READY_TO_SHIP',
  'PICKUP_SCHEDULED',
  'SHIPPED',
  'PAYMENT_FAILED',
  'UNFULFILLABLE',
  'PICKUP_QUEUE',
  'PICKUP_RESCHEDULED',
  'PICKUP_ERROR',
  'CANCELLATION_REQUESTED',
  'IN_TRANSIT',
  'UNDELIVERED',
  'DELAYED',
  'PARTIAL_DELIVERED',
  'DESTROYED',
  'FULFILLED',
  'REACHED_DESTINATION_HUB',
  'MISROUTED',
  'PICKED_UP',
  'RTO_ACKNOWLEDGED',
  'DESTINATION_HUB_INSCAN',
  'INVOICE_GENERATED',
] as const;

export type KnownType = (typeof NOTIFICATION_TYPES)[number];
// Keeps the list above in an editor's proposals, and lets other texts in.
export type NotificationType = KnownType | (string & Record<never, never>);

export interface ReturnOrderInfo {
  returnOrderId: string | null;
  returnAwb: string | null;
  transporter: string | null;
  /** Epoch seconds. */
  returnOrderTime: number | null;
}

export interface EventItem {
  itemId: string | null;
  sku: string | null;
  quantity: number | null;
}

interface AnyEvent {
  /** By the store's setting: entity_id or increment_id of the order. */
  forwardOrderCode: string;
  forwardShipmentCode: string | null;
  notificationType: NotificationType;
  /** Epoch seconds: when it happened. Deliveries of one order come in the order of acceptance, which may be another one. */
  notificationUpdateTime: number;
}

interface CourierEvent extends AnyEvent {
  courierName: string | null;
  logisticAggregatorInfo: {
    logisticAggregatorName: string;
    logisticAggregatorMetaData: Record<string, unknown>;
  } | null;
  warehouseCode: string | null;
  items: EventItem[] | null;
}

/** Of a forward parcel. */
export interface ForwardEvent extends CourierEvent {
  kind: 'forward';
  forwardAwb: string | null;
  returnOrderInfo: null;
}

/** Of a return, a parcel that goes back to where it came from, or an exchange. */
export interface ReturnEvent extends CourierEvent {
  kind: 'return';
  /** Of an exchange only. */
  forwardAwb: string | null;
  returnOrderInfo: ReturnOrderInfo;
}

/** INVOICE_GENERATED. */
export interface InvoiceEvent extends AnyEvent {
  kind: 'invoice';
  invoiceData: {
    invoiceId: string | number;
    documentUrl: string | null;
    invoiceStatus: string;
    documentType: string;
  };
}

/** A return was received and checked. */
export interface ReturnAcknowledgement {
  kind: 'return-acknowledgement';
  returnOrderCode: string;
  forwardOrderCode: string;
  locationCode: string;
  orderItems: {
    itemCode: string;
    channelSkuCode: string;
    qcStatus: 'PASS' | 'FAIL';
    qcReason: string | null;
    imageUrls: string[] | null;
  }[];
  /** It takes the place of an earlier one. */
  correction?: true;
}

/** Somebody tries the endpoint out. */
export interface TestEvent {
  kind: 'test';
  storeCode: string;
  sentAt: string;
}

/** None of the bodies above: signed, and newer than this package. Ignore it, or keep it. */
export interface UnknownEvent {
  kind: 'unknown';
  body: unknown;
}

export type BridgeEvent =
  ForwardEvent | ReturnEvent | InvoiceEvent | ReturnAcknowledgement | TestEvent | UnknownEvent;

export function toEvent(body: unknown): BridgeEvent {
  const kind =
    typeof body === 'object' && body !== null ? kindOf(body as Record<string, unknown>) : 'unknown';
  if (kind === 'unknown') return { kind, body };
  return { ...(body as object), kind } as BridgeEvent;
}

function kindOf(body: Record<string, unknown>): BridgeEvent['kind'] {
  if (body['notificationType'] === 'TEST') return 'test';
  const isOfOrder = typeof body['forwardOrderCode'] === 'string';
  if (isOfOrder && Array.isArray(body['orderItems']) && typeof body['returnOrderCode'] === 'string') {
    return 'return-acknowledgement';
  }
  if (!isOfOrder || typeof body['notificationType'] !== 'string') return 'unknown';
  if (body['invoiceData'] != null) return 'invoice';
  return body['returnOrderInfo'] == null ? 'forward' : 'return';
}
