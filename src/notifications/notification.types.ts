/** Where an event comes from: our own API, ourselves, or the name of an aggregator. */
export const NotificationSource = { Api: 'API', Service: 'SERVICE' } as const;

/** Meanings: COMMENT on notification.state. */
export enum NotificationState {
  Accepted = 'ACCEPTED',
  Unmapped = 'UNMAPPED',
  Malformed = 'MALFORMED',
  Waiting = 'WAITING',
  Dismissed = 'DISMISSED',
  Unwanted = 'UNWANTED',
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
  /** As it was given: the document's sample has a number, its table a text. */
  invoiceId: string | number;
  invoiceStatus: string;
  documentType: string;
  documentUrl: string | null;
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

/** An event on its way in. */
export interface Incoming {
  storeId: number;
  event: NotificationEvent;
  requestId: string | null;
  /** What tells it from others; by default parcel, type and time. */
  key?: string;
  /** The order's id, where it is one that is known here: then it goes into the timeline. */
  orderId?: string;
  /** What came says itself that the parcel stood further already. */
  overtaken?: boolean;
  /** Of a forward parcel that goes back: the return that it is, for the merchant. */
  back?: ReturnOrderInfo | undefined;
  /** What is odd about it. */
  reason?: string;
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

/** What a body calls an order, a parcel or a return. None of it is proved: EventIdentity looks it up. */
export interface Names {
  /** Of the forward parcel. */
  awbs: string[];
  /** Of the return's parcel. */
  returnAwbs: string[];
  /** Said to be the forward order's. */
  orderCodes: string[];
  /** The parcel's, or the order's, as whoever booked the courier called it. */
  references: string[];
  /** Said to be the return's. */
  returnCodes: string[];
  /** The aggregator's own ids, which tell nothing until they were seen beside an AWB. */
  aggregatorIds: string[];
}

/** One status of one parcel, as an aggregator's adapter reads it. Stored as JSON while its order is not known. */
export interface StatusReading {
  /** Null: no notification type stands for it, or something in the body speaks against its type. */
  type: string | null;
  /** The status in words, for people. */
  status: string;
  /** ISO 8601. */
  at: string;
  /** False where the body has no usable time: `at` is when it was received. */
  timed: boolean;
  /** Null where nothing can be said. */
  isReturn: boolean | null;
  /** The body itself says that the parcel stands further on. */
  overtaken: boolean;
  names: Names;
  courierName: string | null;
  metaData: Record<string, unknown>;
  /** Of a return that the body describes itself. */
  returnOrderTime: number | null;
  items: NotificationItem[] | null;
  /** What makes a repeat. */
  key: unknown[];
}

/** What an adapter makes of one entry of a webhook's body. */
export type Reading = (StatusReading | { malformed: string }) & {
  /** The entry itself, of a body with several. */
  entry?: unknown;
};

export const NO_NAMES: Names = {
  awbs: [],
  returnAwbs: [],
  orderCodes: [],
  references: [],
  returnCodes: [],
  aggregatorIds: [],
};
