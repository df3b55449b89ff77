/** Where an event comes from: our own API, ourselves, or the name of an aggregator. */
export const NotificationSource = { Api: 'API', Service: 'SERVICE' } as const;

/** Meanings: COMMENT on notification.state. */
export enum NotificationState {
  Accepted = 'ACCEPTED',
  Unmapped = 'UNMAPPED',
  Malformed = 'MALFORMED',
}

export interface ReturnOrderInfo {
  returnOrderId: string | null;
  returnAwb: string | null;
  transporter: string | null;
  /** Epoch seconds. */
  returnOrderTime: number | null;
}

export interface NotificationItem {
  itemId: string | null;
  sku: string | null;
  quantity: number | null;
}

export interface InvoiceData {
  invoiceId: string;
  documentUrl: string | null;
  invoiceStatus: string;
  documentType: string;
}

/** What happened to a parcel, a return, or an invoice, whoever says so. */
export interface NotificationEvent {
  source: string;
  type: string;
  at: Date;
  forwardOrderCode: string;
  forwardShipmentCode: string | null;
  forwardAwb: string | null;
  courierName: string | null;
  /** Null: of the forward order. */
  returnOrderInfo: ReturnOrderInfo | null;
  aggregator: { name: string; metaData: Record<string, unknown> } | null;
  warehouseCode: string | null;
  items: NotificationItem[] | null;
  /** Only of invoices. */
  invoiceData: InvoiceData | null;
}

/** An event of our own that has nothing more to say. */
export const NOTHING_MORE = {
  source: NotificationSource.Service,
  forwardShipmentCode: null,
  forwardAwb: null,
  courierName: null,
  returnOrderInfo: null,
  aggregator: null,
  warehouseCode: null,
  items: null,
  invoiceData: null,
} as const;

/** What an adapter makes of an aggregator's webhook. */
export type Reading =
  | { event: NotificationEvent }
  /** A status that has no notification type. */
  | { unmapped: string; forwardOrderCode: string | null; key: unknown[] }
  | { malformed: string };
