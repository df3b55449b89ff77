import { NotificationType as T } from '../../notification-types.js';

/**
 * Both tables by the vendor's own lists, where at least four public lists agree: shared/spec/aggregators.md, 1.1 to 1.3
 * (decision 27). The two kinds of numbers overlap: order 8 is a failed payment, shipment 8 a cancellation.
 */

/** What a label or a number says. Null: known, but no notification type stands for it. */
export type Meaning = T | 'RETURN DELIVERED' | 'RETURN PICKED UP' | null;

/** Return statuses of an order are no notification types of Shiprocket; two are passed on under conditions. */
export const RETURN_DELIVERED = 'RETURN DELIVERED';
export const RETURN_PICKED_UP = 'RETURN PICKED UP';

/** By {@link labelOf}; of both pairs. */
export const SHIPROCKET_LABELS: Readonly<Record<string, Meaning>> = {
  'LABEL GENERATED': T.ReadyToShip,
  INVOICED: T.Invoiced,
  'READY TO SHIP': T.ReadyToShip,
  'PICKUP SCHEDULED': T.PickupScheduled,
  'PICKUP QUEUE': T.PickupQueue,
  'PICKUP QUEUED': T.PickupQueue,
  'PICKUP RESCHEDULED': T.PickupRescheduled,
  'PICKUP ERROR': T.PickupError,
  'OUT FOR PICKUP': T.OutForPickup,
  'PICKED UP': T.PickedUp,
  SHIPPED: T.Shipped,
  'IN TRANSIT': T.InTransit,
  'IN TRANSIT EN ROUTE': T.InTransit,
  'OUT FOR DELIVERY': T.OutForDelivery,
  DELIVERED: T.Delivered,
  UNDELIVERED: T.Undelivered,
  'UNDELIVERED 1ST ATTEMPT': T.Undelivered,
  'UNDELIVERED 2ND ATTEMPT': T.Undelivered,
  'UNDELIVERED 3RD ATTEMPT': T.Undelivered,
  DELAYED: T.Delayed,
  'DELIVERY DELAYED': T.Delayed,
  'PARTIAL DELIVERED': T.PartialDelivered,
  CANCELED: T.Cancelled,
  CANCELLED: T.Cancelled,
  'CANCELED BEFORE DISPATCHED': T.Cancelled,
  'CANCELLED BEFORE DISPATCHED': T.Cancelled,
  'CANCELLATION REQUESTED': T.CancellationRequested,
  'EPAYMENT FAILED': T.PaymentFailed,
  UNFULFILLABLE: T.Unfulfillable,
  'RTO INITIATED': T.Rto,
  'RTO IN TRANSIT': T.Rto,
  'RTO IN INTRANSIT': T.Rto,
  'RTO OFD': T.Rto,
  'RTO NDR': T.Rto,
  'RTO DELIVERED': T.RtoDelivered,
  'RTO ACKNOWLEDGED': T.RtoAcknowledged,
  LOST: T.Lost,
  DAMAGED: T.Damaged,
  DESTROYED: T.Destroyed,
  FULFILLED: T.Fulfilled,
  'REACHED DESTINATION HUB': T.ReachedDestinationHub,
  'REACHED AT DESTINATION HUB': T.ReachedDestinationHub,
  'REACHED AT DESTINATION': T.ReachedDestinationHub,
  MISROUTED: T.Misrouted,
  'RETURN DELIVERED': RETURN_DELIVERED,
  'RETURN PICKED UP': RETURN_PICKED_UP,
};

/** `current_status_id`. What is not here has no type, or is in no list. */
export const SHIPROCKET_ORDER_STATUSES: Readonly<Record<number, Meaning>> = {
  2: T.Invoiced,
  3: T.ReadyToShip,
  4: T.PickupScheduled,
  5: T.Cancelled,
  6: T.Shipped,
  7: T.Delivered,
  8: T.PaymentFailed,
  11: T.Unfulfillable,
  12: T.PickupQueue,
  13: T.PickupRescheduled,
  14: T.PickupError,
  15: T.Rto,
  16: T.RtoDelivered,
  17: T.RtoAcknowledged,
  18: T.CancellationRequested,
  19: T.OutForDelivery,
  20: T.InTransit,
  26: RETURN_DELIVERED,
  32: RETURN_PICKED_UP,
  33: T.Lost,
  34: T.OutForPickup,
  36: T.Undelivered,
  37: T.Delayed,
  38: T.PartialDelivered,
  39: T.Destroyed,
  40: T.Damaged,
  41: T.Fulfilled,
  43: T.ReachedDestinationHub,
  44: T.Misrouted,
  45: T.Rto,
  46: T.Rto,
  51: T.PickedUp,
  54: T.Cancelled,
  55: T.Rto,
};

/** Order statuses of returns, at any stage. */
export const SHIPROCKET_RETURN_STATUSES: ReadonlySet<number> = new Set([
  21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 47, 48, 49, 50, 68,
]);

/** `shipment_status_id`. */
export const SHIPROCKET_SHIPMENT_STATUSES: Readonly<Record<number, Meaning>> = {
  2: T.ReadyToShip,
  3: T.PickupScheduled,
  4: T.PickupQueue,
  6: T.Shipped,
  7: T.Delivered,
  8: T.Cancelled,
  9: T.Rto,
  10: T.RtoDelivered,
  12: T.Lost,
  13: T.PickupError,
  14: T.RtoAcknowledged,
  15: T.PickupRescheduled,
  16: T.CancellationRequested,
  17: T.OutForDelivery,
  18: T.InTransit,
  19: T.OutForPickup,
  21: T.Undelivered,
  22: T.Delayed,
  23: T.PartialDelivered,
  24: T.Destroyed,
  25: T.Damaged,
  26: T.Fulfilled,
  38: T.ReachedDestinationHub,
  39: T.Misrouted,
  40: T.Rto,
  41: T.Rto,
  42: T.PickedUp,
  45: T.Cancelled,
  46: T.Rto,
};

/** Only integrators' old lists have these, and they disagree: such a number counts beside its label only. */
export const SHIPROCKET_UNSURE: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 11]);

/** Delivered in both spaces: the only number that may tell something grave all by itself. */
export const SAFE_NUMBER = 7;
