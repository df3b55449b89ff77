/** The document's list, and the invoice's own type. An open set: others are taken, stored and delivered as well. */
export enum NotificationType {
  ShippingLabelGenerated = 'SHIPPING_LABEL_GENERATED',
  OutForPickup = 'OUT_FOR_PICKUP',
  ReturnPickedUp = 'RETURN_PICKED_UP',
  OutForDelivery = 'OUT_FOR_DELIVERY',
  FailedDelivery = 'FAILED_DELIVERY',
  Delivered = 'DELIVERED',
  Rto = 'RTO',
  ReturnOrderPlaced = 'RETURN_ORDER_PLACED',
  AwbGenerated = 'AWB_GENERATED',
  Cancelled = 'CANCELLED',
  RtoDelivered = 'RTO_DELIVERED',
  ExchangePickup = 'EXCHANGE_PICKUP',
  ExchangeDelivered = 'EXCHANGE_DELIVERED',
  PickupCancelled = 'PICKUP_CANCELLED',
  ShipmentStuck = 'SHIPMENT_STUCK',
  SlaBreached = 'SLA_BREACHED',
  Lost = 'LOST',
  Damaged = 'DAMAGED',
  Invoiced = 'INVOICED',
  ReadyToShip = 'READY_TO_SHIP',
  PickupScheduled = 'PICKUP_SCHEDULED',
  Shipped = 'SHIPPED',
  PaymentFailed = 'PAYMENT_FAILED',
  Unfulfillable = 'UNFULFILLABLE',
  PickupQueue = 'PICKUP_QUEUE',
  PickupRescheduled = 'PICKUP_RESCHEDULED',
  PickupError = 'PICKUP_ERROR',
  CancellationRequested = 'CANCELLATION_REQUESTED',
  InTransit = 'IN_TRANSIT',
  Undelivered = 'UNDELIVERED',
  Delayed = 'DELAYED',
  PartialDelivered = 'PARTIAL_DELIVERED',
  Destroyed = 'DESTROYED',
  Fulfilled = 'FULFILLED',
  ReachedDestinationHub = 'REACHED_DESTINATION_HUB',
  Misrouted = 'MISROUTED',
  PickedUp = 'PICKED_UP',
  RtoAcknowledged = 'RTO_ACKNOWLEDGED',
  DestinationHubInscan = 'DESTINATION_HUB_INSCAN',
  InvoiceGenerated = 'INVOICE_GENERATED',
}

interface Meaning {
  means: string;
  /** Place in a parcel's way: decides between events of one second, and nothing else. */
  stage: number;
}

export const MEANINGS: Record<NotificationType, Meaning> = {
  RETURN_ORDER_PLACED: { stage: 1, means: 'the customer placed a return' },
  PAYMENT_FAILED: { stage: 2, means: 'the payment failed' },
  UNFULFILLABLE: { stage: 3, means: 'it cannot be fulfilled' },
  INVOICED: { stage: 5, means: 'the invoice of the shipment was made' },
  INVOICE_GENERATED: { stage: 5, means: 'an invoice or credit note exists in the OMS' },
  SHIPPING_LABEL_GENERATED: { stage: 10, means: 'the shipping label was made' },
  AWB_GENERATED: { stage: 11, means: 'the AWB was assigned' },
  READY_TO_SHIP: { stage: 12, means: 'the label of the shipment was made' },
  PICKUP_QUEUE: { stage: 20, means: 'it waits in the queue for pickup' },
  PICKUP_SCHEDULED: { stage: 21, means: 'the pickup was asked of the courier' },
  PICKUP_ERROR: { stage: 22, means: 'the pickup could not be arranged' },
  PICKUP_RESCHEDULED: { stage: 23, means: 'the pickup was moved' },
  OUT_FOR_PICKUP: { stage: 24, means: 'the courier is on the way to collect' },
  PICKED_UP: { stage: 30, means: 'it was collected at the warehouse' },
  RETURN_PICKED_UP: { stage: 30, means: 'the courier collected the return' },
  EXCHANGE_PICKUP: { stage: 30, means: 'the forward part of an exchange was collected' },
  SHIPPED: { stage: 31, means: 'it left the warehouse' },
  FULFILLED: { stage: 32, means: 'it was fulfilled' },
  IN_TRANSIT: { stage: 40, means: 'it is in transit' },
  DELAYED: { stage: 41, means: 'it is late, but within the SLA' },
  MISROUTED: { stage: 41, means: 'it was sent the wrong way' },
  SHIPMENT_STUCK: { stage: 42, means: 'it is stuck in transit' },
  SLA_BREACHED: { stage: 43, means: 'it was not delivered in time' },
  REACHED_DESTINATION_HUB: { stage: 45, means: 'it reached the last hub before delivery' },
  DESTINATION_HUB_INSCAN: { stage: 45, means: 'it was scanned in at the last hub' },
  OUT_FOR_DELIVERY: { stage: 50, means: 'the courier is on the way to deliver' },
  FAILED_DELIVERY: { stage: 51, means: 'it could not be delivered' },
  UNDELIVERED: { stage: 51, means: 'the first try to deliver it failed' },
  PARTIAL_DELIVERED: { stage: 55, means: 'a part of it was delivered' },
  CANCELLATION_REQUESTED: { stage: 60, means: 'its cancellation was asked for' },
  PICKUP_CANCELLED: { stage: 61, means: 'the pickup at the warehouse was cancelled' },
  CANCELLED: { stage: 62, means: 'it was cancelled' },
  RTO: { stage: 70, means: 'it cannot be delivered and goes back' },
  RTO_DELIVERED: { stage: 80, means: 'it is back at the warehouse' },
  RTO_ACKNOWLEDGED: { stage: 81, means: 'the seller acknowledged that it came back' },
  DAMAGED: { stage: 90, means: 'it was damaged in transit' },
  DESTROYED: { stage: 91, means: 'it was destroyed' },
  LOST: { stage: 92, means: 'it was lost in transit' },
  DELIVERED: { stage: 95, means: 'it was delivered' },
  EXCHANGE_DELIVERED: {
    stage: 95,
    means: 'the return was taken and the forward part delivered',
  },
};

/** Other spellings that Increff's own pages use. */
const ALIASES = new Map<string, NotificationType>([['RETURN_PICKUP', NotificationType.ReturnPickedUp]]);

export function canonical(type: string): string {
  return ALIASES.get(type) ?? type;
}

export function isKnown(type: string): type is NotificationType {
  return Object.hasOwn(MEANINGS, type);
}

/** One courier takes the return and brings the forward part: such an event is of both. */
export function isExchange(type: string | null): boolean {
  return type === NotificationType.ExchangePickup || type === NotificationType.ExchangeDelivered;
}

/** An unknown type stands before all others of its second. */
export function stageOf(type: string): number {
  return isKnown(type) ? MEANINGS[type].stage : 0;
}
