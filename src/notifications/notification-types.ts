/** Who sends it, as the document's table has it. */
export enum Aggregator {
  Clickpost = 'CLICKPOST',
  Shiprocket = 'SHIPROCKET',
}

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
  /** Of which aggregators it comes. */
  of: Aggregator[];
  means: string;
  /** Place in a parcel's way: decides between events of one second, and nothing else. */
  stage: number;
}

const { Clickpost, Shiprocket } = Aggregator;
const BOTH = [Clickpost, Shiprocket];

export const MEANINGS: Record<NotificationType, Meaning> = {
  RETURN_ORDER_PLACED: { of: [Clickpost], stage: 1, means: 'the customer placed a return' },
  PAYMENT_FAILED: { of: [Shiprocket], stage: 2, means: 'the payment failed' },
  UNFULFILLABLE: { of: [Shiprocket], stage: 3, means: 'it cannot be fulfilled' },
  INVOICED: { of: [Shiprocket], stage: 5, means: 'the invoice of the shipment was made' },
  INVOICE_GENERATED: { of: [], stage: 5, means: 'an invoice or credit note exists in the OMS' },
  SHIPPING_LABEL_GENERATED: { of: [Clickpost], stage: 10, means: 'the shipping label was made' },
  AWB_GENERATED: { of: [Clickpost], stage: 11, means: 'the AWB was assigned' },
  READY_TO_SHIP: { of: [Shiprocket], stage: 12, means: 'the label of the shipment was made' },
  PICKUP_QUEUE: { of: [Shiprocket], stage: 20, means: 'it waits in the queue for pickup' },
  PICKUP_SCHEDULED: { of: [Shiprocket], stage: 21, means: 'the pickup was asked of the courier' },
  PICKUP_ERROR: { of: [Shiprocket], stage: 22, means: 'the pickup could not be arranged' },
  PICKUP_RESCHEDULED: { of: [Shiprocket], stage: 23, means: 'the pickup was moved' },
  OUT_FOR_PICKUP: { of: BOTH, stage: 24, means: 'the courier is on the way to collect' },
  PICKED_UP: { of: BOTH, stage: 30, means: 'it was collected at the warehouse' },
  RETURN_PICKED_UP: { of: [Clickpost], stage: 30, means: 'the courier collected the return' },
  EXCHANGE_PICKUP: { of: [Clickpost], stage: 30, means: 'the forward part of an exchange was collected' },
  SHIPPED: { of: [Shiprocket], stage: 31, means: 'it left the warehouse' },
  FULFILLED: { of: [Shiprocket], stage: 32, means: 'it was fulfilled' },
  IN_TRANSIT: { of: [Shiprocket], stage: 40, means: 'it is in transit' },
  DELAYED: { of: [Shiprocket], stage: 41, means: 'it is late, but within the SLA' },
  MISROUTED: { of: [Shiprocket], stage: 41, means: 'it was sent the wrong way' },
  SHIPMENT_STUCK: { of: [Clickpost], stage: 42, means: 'it is stuck in transit' },
  SLA_BREACHED: { of: [Clickpost], stage: 43, means: 'it was not delivered in time' },
  REACHED_DESTINATION_HUB: { of: [Shiprocket], stage: 45, means: 'it reached the last hub before delivery' },
  DESTINATION_HUB_INSCAN: { of: [Clickpost], stage: 45, means: 'it was scanned in at the last hub' },
  OUT_FOR_DELIVERY: { of: BOTH, stage: 50, means: 'the courier is on the way to deliver' },
  FAILED_DELIVERY: { of: [Clickpost], stage: 51, means: 'it could not be delivered' },
  UNDELIVERED: { of: [Shiprocket], stage: 51, means: 'the first try to deliver it failed' },
  PARTIAL_DELIVERED: { of: [Shiprocket], stage: 55, means: 'a part of it was delivered' },
  CANCELLATION_REQUESTED: { of: [Shiprocket], stage: 60, means: 'its cancellation was asked for' },
  PICKUP_CANCELLED: { of: [Clickpost], stage: 61, means: 'the pickup at the warehouse was cancelled' },
  CANCELLED: { of: BOTH, stage: 62, means: 'it was cancelled' },
  RTO: { of: BOTH, stage: 70, means: 'it cannot be delivered and goes back' },
  RTO_DELIVERED: { of: BOTH, stage: 80, means: 'it is back at the warehouse' },
  RTO_ACKNOWLEDGED: { of: [Shiprocket], stage: 81, means: 'the seller acknowledged that it came back' },
  DAMAGED: { of: BOTH, stage: 90, means: 'it was damaged in transit' },
  DESTROYED: { of: [Shiprocket], stage: 91, means: 'it was destroyed' },
  LOST: { of: BOTH, stage: 92, means: 'it was lost in transit' },
  DELIVERED: { of: BOTH, stage: 95, means: 'it was delivered' },
  EXCHANGE_DELIVERED: {
    of: [Clickpost],
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

/** An unknown type stands before all others of its second. */
export function stageOf(type: string): number {
  return isKnown(type) ? MEANINGS[type].stage : 0;
}

/** For Swagger: every type with its meaning and where it comes from. */
export function describeTypes(): string {
  return Object.entries(MEANINGS)
    .map(([type, { of, means }]) => `- \`${type}\` (${of.length > 0 ? of.join(', ') : 'OMS'}): ${means}`)
    .join('\n');
}
